package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewcomersTest {

  private final Newcomers newcomers = new Newcomers(2);
  private final List<String> called = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private final Predicate<ResourceID> exists = id -> !gone.contains(id.getName());

  @BeforeEach
  void listen() {
    newcomers.setEventHandler(
        (Event event) -> called.add(event.getRelatedCustomResourceID().getName()));
    newcomers.start();
  }

  @Test
  void asManyAreMadeAtATimeAsThereArePlaces() {
    assertThat(admits("a")).isTrue();
    assertThat(admits("b")).isTrue();
    assertThat(admits("c")).isFalse();
    assertThat(called).isEmpty();
  }

  @Test
  void whoLeavesCallsThoseWhoWaitInTheirOrder() {
    List.of("a", "b", "c", "d").forEach(this::admits);
    leaves("b");
    assertThat(called).containsExactly("c");
    leaves("a");
    assertThat(called).containsExactly("c", "d");
    assertThat(admits("d")).isTrue();
    assertThat(admits("c")).isTrue();
  }

  @Test
  void nobodyTakesThePlaceOfOneWhoIsCalled() {
    List.of("a", "b", "c").forEach(this::admits);
    leaves("a");
    assertThat(admits("late")).isFalse();
    assertThat(admits("c")).isTrue();
  }

  @Test
  void aStackOfWhichSomethingWasReportedNeverWaits() {
    List.of("a", "b").forEach(this::admits);
    assertThat(newcomers.admits(stack("known", "{observedGeneration: 1}"), exists)).isTrue();
    leaves("known");
    assertThat(admits("c")).as("it took no place and gave none away").isFalse();
  }

  @Test
  void aCalledOneThatIsNewNoMoreLeavesItsPlaceToTheNext() {
    List.of("a", "b", "c", "d").forEach(this::admits);
    leaves("a");
    assertThat(newcomers.admits(stack("c", "{observedGeneration: 1}"), exists)).isTrue();
    assertThat(called).containsExactly("c", "d");
  }

  @Test
  void aStackThatHadItsTurnWaitsNoMore() {
    List.of("a", "b", "c").forEach(this::admits);
    leaves("a");
    assertThat(admits("a")).as("tried again, or its status is not in the cache yet").isTrue();
    leaves("a");
    assertThat(called).as("it took no place and gave none away").containsExactly("c");
  }

  @Test
  void aStackThatIsCreatedAgainWaitsAgain() {
    List.of("a", "b", "c", "d").forEach(this::admits);
    leaves("a");
    gone.add("a");
    leaves("b");
    gone.remove("a");
    assertThat(admits("a")).isFalse();
  }

  @Test
  void aStackOfWhichNothingIsReportedAnyMoreWaitsAgain() {
    List.of("a", "b", "c", "d").forEach(this::admits);
    leaves("a");
    assertThat(newcomers.admits(stack("a", "{observedGeneration: 1}"), exists)).isTrue();
    assertThat(admits("a")).isFalse();
  }

  @Test
  void aDeletedStackKeepsNoPlace() {
    List.of("a", "b", "c", "d", "e").forEach(this::admits);
    gone.add("c");
    leaves("a");
    assertThat(called).containsExactly("d");
    gone.add("d");
    leaves("b");
    assertThat(called).containsExactly("d", "e");
    assertThat(admits("f")).as("the place of d").isTrue();
  }

  private boolean admits(String name) {
    return newcomers.admits(stack(name, "{observedGeneration: -1}"), exists);
  }

  private void leaves(String name) {
    newcomers.leaves(stack(name, "{observedGeneration: 1}"), exists);
  }

  private static TorrustStack stack(String name, String status) {
    return Manifests.stack(
        """
        apiVersion: torrust.com/v1alpha1
        kind: TorrustStack
        metadata: {name: %s, namespace: demo}
        spec: {hostname: %s.example.test}
        status: %s
        """
            .formatted(name, name, status));
  }
}
