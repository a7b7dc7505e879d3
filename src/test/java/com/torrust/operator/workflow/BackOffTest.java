package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import org.junit.jupiter.api.Test;

/** Only a change begins the delays between retries anew. */
class BackOffTest {

  private final BackOff backOff = new BackOff();

  @Test
  void theSameGenerationGoesOnWaiting() {
    assertThat(fails(1)).isFalse();
    assertThat(fails(1)).isFalse();
  }

  @Test
  void aNewGenerationBeginsAnewOnce() {
    fails(1);
    assertThat(fails(2)).isTrue();
    assertThat(fails(2)).isFalse();
  }

  @Test
  void aSuccessIsABeginningAnyhow() {
    fails(1);
    backOff.ends(stack(1));
    assertThat(fails(2)).isFalse();
  }

  @Test
  void aDeletedStackIsForgotten() {
    fails(1);
    assertThat(backOff.beginsAnew(stack(7), id -> false)).isFalse();
  }

  private boolean fails(long generation) {
    return backOff.beginsAnew(stack(generation), id -> true);
  }

  private static TorrustStack stack(long generation) {
    final TorrustStack stack = Manifests.stackOf("hostname: a.test");
    stack.getMetadata().setGeneration(generation);
    return stack;
  }
}
