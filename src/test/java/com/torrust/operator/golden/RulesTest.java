package com.torrust.operator.golden;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.DataPolicy;
import com.torrust.operator.api.v1alpha1.StorageSpec;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every child of every golden case, whatever the spec says. */
class RulesTest {

  private static final String ALL = "com.torrust.operator.golden.GoldenCase#all";
  private static final Map<String, String> GUARD =
      Map.of(
          "argocd.argoproj.io/sync-options", "Prune=false,Delete=false",
          "argocd.argoproj.io/compare-options", "IgnoreExtraneous");

  @ParameterizedTest
  @MethodSource(ALL)
  void labelsAreExactlyTheFour(GoldenCase golden) {
    for (final HasMetadata child : children(golden)) {
      final Map<String, String> labels = new HashMap<>(child.getMetadata().getLabels());
      if (child instanceof ServiceMonitor) {
        assertThat(labels.remove("release")).as("the user's own label").isEqualTo("monitoring");
      }
      assertThat(labels)
          .as(Manifests.file(child))
          .containsOnlyKeys(
              "app.kubernetes.io/name",
              "app.kubernetes.io/component",
              "app.kubernetes.io/managed-by",
              "torrust.com/stack")
          .containsEntry("app.kubernetes.io/managed-by", "torrust-operator")
          .containsEntry("torrust.com/stack", golden.stack().getMetadata().getName());
      assertThat(labels.get("app.kubernetes.io/component"))
          .isIn("tracker", "prometheus", "grafana", "exposure");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void nothingIsCopiedFromTheMetadataOfTheStack(GoldenCase golden) {
    assertThat(golden.stack().getMetadata().getLabels()).containsKey("app.kubernetes.io/instance");
    for (final HasMetadata child : children(golden)) {
      assertThat(Manifests.text(child))
          .as(Manifests.file(child))
          .doesNotContain(
              "app.kubernetes.io/instance", "tracking-id", "last-applied", "copied", "Helm");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void whatHoldsDataIsOwnedOrGuardedAsItsPolicySaysAndAllElseIsOwned(GoldenCase golden) {
    for (final HasMetadata child : children(golden)) {
      final ObjectMeta metadata = child.getMetadata();
      if (holdsData(child) && policy(child, golden.stack().getSpec()) == DataPolicy.RETAIN) {
        assertThat(metadata.getOwnerReferences()).as(Manifests.file(child)).isEmpty();
        assertThat(metadata.getAnnotations()).as(Manifests.file(child)).isEqualTo(GUARD);
      } else {
        assertThat(metadata.getOwnerReferences())
            .as(Manifests.file(child))
            .singleElement()
            .satisfies(
                owner -> {
                  assertThat(owner.getApiVersion()).isEqualTo("torrust.com/v1alpha1");
                  assertThat(owner.getKind()).isEqualTo("TorrustStack");
                  assertThat(owner.getUid()).isEqualTo(golden.stack().getMetadata().getUid());
                  assertThat(owner.getController()).isTrue();
                });
        assertThat(metadata.getAnnotations())
            .doesNotContainKeys(GUARD.keySet().toArray(String[]::new));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void namesAreShortAndBeginWithTheNameOfTheStack(GoldenCase golden) {
    final ObjectMeta stack = golden.stack().getMetadata();
    for (final HasMetadata child : children(golden)) {
      assertThat(child.getMetadata().getName())
          .hasSizeLessThanOrEqualTo(63)
          .matches("[a-z]([-a-z0-9]*[a-z0-9])?")
          .matches(stack.getName() + "(-.+)?");
      assertThat(child.getMetadata().getNamespace()).isEqualTo(stack.getNamespace());
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void generatedValuesStandInTheirSecretsOnly(GoldenCase golden) {
    final Map<String, String> homes =
        Map.of(
            GoldenCase.TOKEN, golden.stack().getMetadata().getName() + "-tracker-token",
            Rendering.PASSWORD, golden.stack().getMetadata().getName() + "-grafana-admin",
            Rendering.APPLIED, golden.stack().getMetadata().getName() + "-grafana-applied");
    for (final HasMetadata child : children(golden)) {
      final String text = Manifests.text(child);
      homes.forEach(
          (value, home) -> {
            final boolean isHome =
                child instanceof Secret && child.getMetadata().getName().equals(home);
            assertThat(text).doesNotContain(value);
            assertThat(text.contains(encoded(value))).as(Manifests.file(child)).isEqualTo(isHome);
          });
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void desiredIsPure(GoldenCase golden) {
    final Inputs inputs = golden.inputs();
    final String before = Manifests.text(inputs.stack());
    final List<HasMetadata> first = Rendering.of(inputs);
    final Map<String, String> texts =
        first.stream().collect(toMap(Manifests::file, Manifests::text));
    assertThat(Rendering.of(inputs)).isEqualTo(first);
    first.forEach(RulesTest::vandalize);
    assertThat(Rendering.of(inputs).stream().collect(toMap(Manifests::file, Manifests::text)))
        .as("rendered again after somebody changed the first objects")
        .isEqualTo(texts);
    assertThat(Manifests.text(inputs.stack())).as("the stack").isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void theTrackerBindsIpv6OnlyWhereThereIsNothingElse(GoldenCase golden) {
    final String config = trackerConfig(golden);
    final boolean only = golden.inputs().ipv6Only();
    assertThat(config.contains("[::]:")).isEqualTo(only);
    assertThat(config.contains("0.0.0.0:")).isEqualTo(!only);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void theTrackerTrustsForwardedAddressesOnlyBehindAProxyOrOnRequest(GoldenCase golden) {
    final boolean proxied =
        children(golden).stream()
            .anyMatch(child -> child instanceof Ingress || child instanceof HTTPRoute);
    final boolean trusts =
        switch (golden.stack().getSpec().tracker().onReverseProxy()) {
          case AUTO -> proxied;
          case ALWAYS -> true;
          case NEVER -> false;
        };
    assertThat(trackerConfig(golden))
        .contains("on_reverse_proxy = " + trusts)
        .doesNotContain("on_reverse_proxy = " + !trusts);
  }

  @Test
  void theCasesCoverBothPolicies() {
    assertThat(
            GoldenCase.all().stream().map(c -> c.stack().getSpec().dataPolicy()).collect(toSet()))
        .containsExactlyInAnyOrder(DataPolicy.values());
  }

  private static List<HasMetadata> children(GoldenCase golden) {
    return Rendering.of(golden.inputs());
  }

  private static boolean holdsData(HasMetadata child) {
    return child instanceof PersistentVolumeClaim || child instanceof Secret;
  }

  private static DataPolicy policy(HasMetadata child, TorrustStackSpec spec) {
    final StorageSpec storage =
        Stream.of(
                Map.entry("tracker", spec.tracker().storage()),
                Map.entry("prometheus", spec.prometheus().storage()),
                Map.entry("grafana", spec.grafana().storage()))
            .filter(
                entry ->
                    entry
                        .getKey()
                        .equals(child.getMetadata().getLabels().get("app.kubernetes.io/component")))
            .findFirst()
            .orElseThrow()
            .getValue();
    return storage.dataPolicy() == null ? spec.dataPolicy() : storage.dataPolicy();
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  /** What Java Operator SDK does to the objects that it is given, and worse. */
  private static void vandalize(HasMetadata child) {
    child.getMetadata().setResourceVersion("1");
    child.getMetadata().setOwnerReferences(List.of());
    child.getMetadata().setLabels(Map.of("changed", "true"));
    if (child instanceof PersistentVolumeClaim claim) {
      claim.getSpec().getResources().setRequests(Map.of());
    }
  }

  private static String trackerConfig(GoldenCase golden) {
    return children(golden).stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .map(map -> map.getData().get("tracker.toml"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
