package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.golden.Manifests;
import com.torrust.operator.kube.OpenTypes;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CollisionAndOpenTypesTest {
  private static final TorrustStack STACK = Manifests.stackOf("hostname: demo.test\n");

  /** The message says which label is missing; it is another one. */
  @Test
  void aCollisionNamesTheLabelsThatAreReallyMissing() {
    final Secret restored =
        new SecretBuilder()
            .withNewMetadata()
            .withName("demo-tracker-token")
            .addToLabels("torrust.com/stack", "demo")
            .endMetadata()
            .build();
    assertThat(Creation.belongs(restored, STACK)).isFalse();
    assertThat(Creation.collision(restored, STACK).getMessage())
        .contains("app.kubernetes.io/managed-by");
  }

  /** The API server answers 500 to an unknown field in server-side apply. */
  @Test
  void aFieldThatTheTypeDoesNotHaveIsNoSuchType() {
    Assertions.assertThatThrownBy(
            () ->
                OpenTypes.convert(
                    Map.of("kye", "dedicated"), Toleration.class, "spec.tracker.pod.tolerations"))
        .hasMessageContaining("kye");
  }
}
