package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Without the right to read IngressClasses, which the API server denies while it starts too. */
class IngressClassesTest {

  private static final List<IngressClass> SOME = List.of(new IngressClass());

  private final IngressClasses classes = new IngressClasses(Duration.ZERO);

  @Test
  void thereAreNoneForWhomMayNotReadThem() {
    assertThat(classes.read(() -> answered(403))).isEmpty();
  }

  /** Else an Ingress would lose its annotations for a while. */
  @Test
  void whoMightReadThemHasThoseOfBefore() {
    classes.read(() -> SOME);

    assertThat(classes.read(() -> answered(403))).isEqualTo(Optional.of(SOME));
    assertThat(classes.read(List::of)).isEqualTo(Optional.of(List.of()));
  }

  @Test
  void anyOtherAnswerIsAFailure() {
    classes.read(() -> SOME);

    assertThatThrownBy(() -> classes.read(() -> answered(500)))
        .isInstanceOf(KubernetesClientException.class);
  }

  private static List<IngressClass> answered(int code) {
    throw new KubernetesClientException("answered by the test", code, null);
  }
}
