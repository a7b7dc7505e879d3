package com.torrust.operator.it;

import com.torrust.operator.ingress.GrafanaStandIn;
import com.torrust.operator.ingress.PodNetwork;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The simulated pods of the stack {@code demo}, in which programs of this machine can run.
 *
 * @param sandbox where the stack is
 * @param pods the pods by component
 */
record StackPods(Sandbox sandbox, Map<String, Pod> pods) {

  private static final int COMPONENTS = 3;

  /** Waits until every component's pod has an address. */
  static StackPods await(Sandbox sandbox) {
    Sandbox.await().until(() -> running(sandbox).size() == COMPONENTS);
    return new StackPods(
        sandbox,
        running(sandbox).stream()
            .collect(
                Collectors.toMap(
                    pod -> pod.getMetadata().getLabels().get("app.kubernetes.io/component"),
                    pod -> pod)));
  }

  private static List<Pod> running(Sandbox sandbox) {
    return sandbox
        .client()
        .pods()
        .inNamespace(sandbox.namespace())
        .withLabel("torrust.com/stack", "demo")
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getStatus().getPodIP() != null)
        .toList();
  }

  /** Returns the addresses of all pods. */
  List<String> addresses() {
    return pods.values().stream().map(pod -> pod.getStatus().getPodIP()).toList();
  }

  /** Returns the address of Grafana's pod. */
  String grafana() {
    return pods.get("grafana").getStatus().getPodIP();
  }

  /** Starts what stands in for Grafana in its pod, with the environment that was rendered. */
  GrafanaStandIn startGrafana(PodNetwork network) {
    return GrafanaStandIn.start(
        network,
        grafana(),
        pods.get("grafana").getSpec().getContainers().get(0).getEnv().stream()
            .collect(Collectors.toMap(EnvVar::getName, this::value)));
  }

  /** Returns a value of a Secret of the namespace. */
  String value(String secret, String key) {
    return new String(
        Base64.getDecoder().decode(sandbox.object(Secret.class, secret).get().getData().get(key)),
        StandardCharsets.UTF_8);
  }

  private String value(EnvVar variable) {
    return variable.getValueFrom() == null
        ? variable.getValue()
        : value(
            variable.getValueFrom().getSecretKeyRef().getName(),
            variable.getValueFrom().getSecretKeyRef().getKey());
  }
}
