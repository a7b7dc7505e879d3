package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From {@code kubectl apply} to Ready, and from {@code kubectl delete} to what is left. */
@WithOperator
class LifecycleIT {

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ConfigMap.class,
          Secret.class,
          PersistentVolumeClaim.class,
          Deployment.class,
          Service.class,
          Ingress.class,
          Certificate.class,
          NetworkPolicy.class);

  @Test
  void becomesReadyWithAllItsChildren(Sandbox sandbox) {
    final Instant start = Instant.now();
    sandbox.apply("");

    final TorrustStack stack = sandbox.awaitReady();

    System.out.println(
        "apply to Ready: " + Duration.between(start, Instant.now()).toMillis() + " ms");
    assertThat(children(sandbox))
        .containsExactlyInAnyOrder(
            "ConfigMap/demo-tracker",
            "ConfigMap/demo-prometheus",
            "ConfigMap/demo-grafana",
            "ConfigMap/demo-grafana-dashboards",
            "Secret/demo-tracker-token",
            "Secret/demo-grafana-admin",
            "Secret/demo-grafana-applied",
            "Secret/demo-grafana-metrics",
            "PersistentVolumeClaim/demo-tracker",
            "PersistentVolumeClaim/demo-prometheus",
            "PersistentVolumeClaim/demo-grafana",
            "Deployment/demo-tracker",
            "Deployment/demo-prometheus",
            "Deployment/demo-grafana",
            "Service/demo-tracker",
            "Service/demo-tracker-udp",
            "Service/demo-prometheus",
            "Service/demo-grafana",
            "Ingress/demo",
            "Certificate/demo-tls",
            "NetworkPolicy/demo-tracker",
            "NetworkPolicy/demo-prometheus",
            "NetworkPolicy/demo-grafana");
    assertThat(stack.getStatus().url()).isEqualTo("https://" + stack.getSpec().hostname() + "/");
    assertThat(stack.getStatus().adminSecretName()).isEqualTo("demo-grafana-admin");
    assertThat(stack.getStatus().components()).allMatch(c -> c.ready());
    assertThat(stack.getMetadata().getFinalizers()).isEmpty();
    assertThat(sandbox.object(Secret.class, "demo-tls").get())
        .as("the Secret that cert-manager fills")
        .isNotNull();
  }

  @Test
  void readyIsAnnouncedByAnEvent(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    Sandbox.await()
        .until(
            () ->
                sandbox
                    .client()
                    .v1()
                    .events()
                    .inNamespace(sandbox.namespace())
                    .list()
                    .getItems()
                    .stream()
                    .anyMatch(
                        e ->
                            e.getReason().equals("StackAvailable")
                                && e.getInvolvedObject().getName().equals("demo")));
  }

  @Test
  void dataOutlivesTheStackAndIsTakenUpAgain(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Map<String, String> data = uids(sandbox, PersistentVolumeClaim.class, Secret.class);
    final String password = data(sandbox, "demo-grafana-admin", "password");

    sandbox.object(TorrustStack.class, "demo").delete();
    Sandbox.await()
        .untilAsserted(
            () ->
                assertThat(children(sandbox))
                    .containsExactlyInAnyOrder(
                        "PersistentVolumeClaim/demo-tracker",
                        "PersistentVolumeClaim/demo-prometheus",
                        "PersistentVolumeClaim/demo-grafana",
                        "Secret/demo-tracker-token",
                        "Secret/demo-grafana-admin",
                        "Secret/demo-grafana-applied",
                        "Secret/demo-grafana-metrics"));
    sandbox.apply("");
    sandbox.awaitReady();

    assertThat(uids(sandbox, PersistentVolumeClaim.class, Secret.class)).containsAllEntriesOf(data);
    assertThat(data(sandbox, "demo-grafana-admin", "password")).isEqualTo(password);
  }

  @Test
  void aBiggerVolumeOfAnEarlierStackIsTakenUpAsItIs(Sandbox sandbox) {
    sandbox.apply("  tracker: {storage: {size: 3Gi, storageClassName: standard}}\n");
    sandbox.awaitReady();
    sandbox.object(TorrustStack.class, "demo").delete();
    Sandbox.await().until(() -> sandbox.object(Deployment.class, "demo-tracker").get() == null);

    sandbox.apply("");

    sandbox.awaitReady();
    final PersistentVolumeClaim claim =
        sandbox.object(PersistentVolumeClaim.class, "demo-tracker").get();
    assertThat(claim.getSpec().getResources().getRequests().get("storage")).hasToString("3Gi");
  }

  @Test
  void withDeleteTheDataGoesToo(Sandbox sandbox) {
    sandbox.apply("  dataPolicy: Delete\n  prometheus: {storage: {dataPolicy: Retain}}\n");
    sandbox.awaitReady();

    sandbox.object(TorrustStack.class, "demo").delete();

    Sandbox.await()
        .untilAsserted(
            () ->
                assertThat(children(sandbox))
                    .containsExactly("PersistentVolumeClaim/demo-prometheus"));
  }

  @Test
  void thePolicyCanChangeLater(Sandbox sandbox) {
    sandbox.apply("  dataPolicy: Delete\n");
    sandbox.awaitReady();
    assertThat(owners(sandbox)).isEqualTo(1);

    sandbox.apply("  dataPolicy: Retain\n");
    Sandbox.await().until(() -> owners(sandbox) == 0);

    sandbox.apply("  dataPolicy: Delete\n");
    Sandbox.await().until(() -> owners(sandbox) == 1);
  }

  @Test
  void switchingOffKeepsVolumeAndSecret(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Map<String, String> data = uids(sandbox, PersistentVolumeClaim.class, Secret.class);

    sandbox.apply("  prometheus: {enabled: false}\n  grafana: {enabled: false}\n");

    Sandbox.await()
        .until(
            () ->
                children(sandbox).stream()
                    .noneMatch(
                        c ->
                            c.matches(
                                "(Deployment|Service|ConfigMap)/demo-(grafana|prometheus).*")));
    final TorrustStack stack = sandbox.awaitReady();
    assertThat(stack.getStatus().condition("GrafanaAvailable")).isEmpty();
    assertThat(uids(sandbox, PersistentVolumeClaim.class, Secret.class)).containsAllEntriesOf(data);

    sandbox.apply("");
    sandbox.awaitReady();
    assertThat(uids(sandbox, PersistentVolumeClaim.class, Secret.class)).containsAllEntriesOf(data);
  }

  @Test
  void withoutExposureNothingIsExposed(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    sandbox.apply("  exposure: {type: None}\n");

    Sandbox.await()
        .until(
            () -> children(sandbox).stream().noneMatch(c -> c.matches("(Ingress|Certificate)/.*")));
    assertThat(sandbox.awaitReady().getStatus().condition("Exposed")).isEmpty();
  }

  private static List<String> children(Sandbox sandbox) {
    return objects(sandbox, KINDS.stream())
        .map(object -> object.getKind() + "/" + object.getMetadata().getName())
        .toList();
  }

  @SafeVarargs
  private static Map<String, String> uids(Sandbox sandbox, Class<? extends HasMetadata>... kinds) {
    return objects(sandbox, Stream.of(kinds))
        .collect(
            Collectors.toMap(
                object -> object.getKind() + "/" + object.getMetadata().getName(),
                object -> object.getMetadata().getUid()));
  }

  private static Stream<? extends HasMetadata> objects(
      Sandbox sandbox, Stream<Class<? extends HasMetadata>> kinds) {
    return kinds.flatMap(
        kind ->
            sandbox
                .client()
                .resources(kind)
                .inNamespace(sandbox.namespace())
                .withLabel("torrust.com/stack", "demo")
                .list()
                .getItems()
                .stream());
  }

  private static int owners(Sandbox sandbox) {
    return sandbox
        .object(PersistentVolumeClaim.class, "demo-tracker")
        .get()
        .getMetadata()
        .getOwnerReferences()
        .size();
  }

  private static String data(Sandbox sandbox, String secret, String key) {
    return sandbox.object(Secret.class, secret).get().getData().get(key);
  }
}
