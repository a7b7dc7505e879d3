package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.kube.Component;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever others do to the children, they become again what the stack asks for. */
@WithOperator
class DriftIT {

  private record Child(Class<? extends HasMetadata> kind, String name) {}

  private static final List<Child> OWNED =
      List.of(
          new Child(ConfigMap.class, "demo-tracker"),
          new Child(ConfigMap.class, "demo-prometheus"),
          new Child(ConfigMap.class, "demo-grafana"),
          new Child(ConfigMap.class, "demo-grafana-dashboards"),
          new Child(Deployment.class, "demo-tracker"),
          new Child(Deployment.class, "demo-prometheus"),
          new Child(Deployment.class, "demo-grafana"),
          new Child(Service.class, "demo-tracker"),
          new Child(Service.class, "demo-tracker-udp"),
          new Child(Service.class, "demo-prometheus"),
          new Child(Service.class, "demo-grafana"),
          new Child(Ingress.class, "demo"),
          new Child(Certificate.class, "demo-tls"),
          new Child(NetworkPolicy.class, "demo-tracker"));

  @Test
  void eachDeletedChildComesBack(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    for (final Child child : OWNED) {
      final String uid = sandbox.object(child.kind(), child.name()).get().getMetadata().getUid();
      sandbox.object(child.kind(), child.name()).delete();
      Sandbox.await()
          .alias(child + " comes back")
          .until(
              () ->
                  !sandbox
                      .object(child.kind(), child.name())
                      .get()
                      .getMetadata()
                      .getUid()
                      .equals(uid));
    }
    sandbox.awaitReady();
  }

  @Test
  void aDeletedTokenIsMadeAnewAndTheTrackerRestarts(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final String before = hash(sandbox);

    sandbox.object(Secret.class, "demo-tracker-token").delete();
    touch(sandbox);

    Sandbox.await().until(() -> sandbox.object(Secret.class, "demo-tracker-token").get() != null);
    Sandbox.await().until(() -> !hash(sandbox).equals(before));
  }

  @Test
  void eachEditedFieldIsSetRight(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();
    final Kubectl kubectl = sandbox.kubectl();
    final String ns = sandbox.namespace();

    patch(kubectl, ns, "configmap/demo-tracker", "{\"data\":{\"tracker.toml\":\"x\"}}");
    patch(kubectl, ns, "configmap/demo-prometheus", "{\"data\":{\"prometheus.yml\":\"x\"}}");
    patch(kubectl, ns, "deployment/demo-grafana", "{\"spec\":{\"replicas\":3}}");
    patch(
        kubectl,
        ns,
        "deployment/demo-tracker",
        "{\"spec\":{\"template\":{\"spec\":{\"terminationGracePeriodSeconds\":1}}}}");
    patch(
        kubectl,
        ns,
        "service/demo-tracker-udp",
        "{\"spec\":{\"externalTrafficPolicy\":\"Cluster\"}}");
    patch(kubectl, ns, "ingress/demo", "{\"spec\":{\"rules\":[{\"host\":\"evil.test\"}]}}");
    patch(kubectl, ns, "certificate/demo-tls", "{\"spec\":{\"dnsNames\":[\"evil.test\"]}}");
    patch(
        kubectl,
        ns,
        "pvc/demo-tracker",
        "{\"metadata\":{\"annotations\":{\"argocd.argoproj.io/sync-options\":\"\"}}}");

    Sandbox.await()
        .untilAsserted(
            () -> {
              assertThat(configMap(sandbox, "demo-tracker", "tracker.toml"))
                  .contains("schema_version");
              assertThat(configMap(sandbox, "demo-prometheus", "prometheus.yml"))
                  .contains("tracker_stats");
              assertThat(
                      sandbox
                          .object(Deployment.class, "demo-grafana")
                          .get()
                          .getSpec()
                          .getReplicas())
                  .isEqualTo(1);
              assertThat(
                      sandbox
                          .template(Component.TRACKER)
                          .getSpec()
                          .getTerminationGracePeriodSeconds())
                  .isEqualTo(40);
              assertThat(
                      sandbox
                          .object(Service.class, "demo-tracker-udp")
                          .get()
                          .getSpec()
                          .getExternalTrafficPolicy())
                  .isEqualTo("Local");
              assertThat(
                      sandbox
                          .object(Ingress.class, "demo")
                          .get()
                          .getSpec()
                          .getRules()
                          .get(0)
                          .getHost())
                  .isEqualTo(sandbox.stack().getSpec().hostname());
              assertThat(
                      sandbox.object(Certificate.class, "demo-tls").get().getSpec().getDnsNames())
                  .containsExactly(sandbox.stack().getSpec().hostname());
              assertThat(
                      sandbox
                          .object(
                              io.fabric8.kubernetes.api.model.PersistentVolumeClaim.class,
                              "demo-tracker")
                          .get()
                          .getMetadata()
                          .getAnnotations())
                  .containsEntry("argocd.argoproj.io/sync-options", "Prune=false,Delete=false");
            });
    sandbox.awaitReady();
  }

  @Test
  void whatOthersAddIsLeftAlone(Sandbox sandbox) {
    sandbox.apply("");
    sandbox.awaitReady();

    sandbox.annotate("ingress/demo", "example.org/mine=1");
    sandbox.apply("  grafana: {live: {maxConnections: 7}}\n");
    sandbox.awaitReady();

    assertThat(sandbox.object(Ingress.class, "demo").get().getMetadata().getAnnotations())
        .containsEntry("example.org/mine", "1");
  }

  private static void patch(Kubectl kubectl, String namespace, String object, String patch) {
    kubectl.run("patch", "-n", namespace, object, "--type=merge", "-p", patch);
  }

  private static void touch(Sandbox sandbox) {
    sandbox.apply("  tracker: {logLevel: warn}\n");
  }

  private static String configMap(Sandbox sandbox, String name, String file) {
    return sandbox.object(ConfigMap.class, name).get().getData().get(file);
  }

  private static String hash(Sandbox sandbox) {
    return sandbox.configHash(Component.TRACKER);
  }
}
