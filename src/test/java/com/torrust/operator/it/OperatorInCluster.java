package com.torrust.operator.it;

import static java.util.stream.Collectors.toMap;

import com.torrust.operator.cluster.K3sExtension;
import com.torrust.operator.cluster.TestCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An operator that runs in the cluster, from its image and as {@code deploy} installs it. */
final class OperatorInCluster extends Operator {

  private static final String NAMESPACE = "torrust-operator";
  private static final String DEPLOYMENT = "deployment/torrust-operator";
  private static final String PODS = "app.kubernetes.io/name=torrust-operator";

  /** The names of test stacks are nobody's. */
  private static final Map<String, String> QUIET =
      Map.of("torrust.verification.public-names", "false");

  private final Kubectl kubectl;
  private Set<String> variables = Set.of();

  OperatorInCluster(TestCluster cluster) {
    cluster.load(K3sExtension.IMAGE);
    this.kubectl = new Kubectl(cluster);
    // The Deployment's CRD and rights come with it.
    kubectl.run("apply", "-k", "deploy/cluster-wide");
    start(Map.of());
  }

  @Override
  void start(Map<String, String> properties) {
    final Map<String, String> all = new TreeMap<>(QUIET);
    all.putAll(properties);
    final Map<String, String> wanted =
        all.entrySet().stream().collect(toMap(e -> variable(e.getKey()), Map.Entry::getValue));
    final List<String> command =
        new ArrayList<>(List.of("set", "env", DEPLOYMENT, "-n", NAMESPACE));
    wanted.forEach((name, value) -> command.add(name + "=" + value));
    variables.stream().filter(name -> !wanted.containsKey(name)).forEach(n -> command.add(n + "-"));
    kubectl.run(command.toArray(String[]::new));
    variables = wanted.keySet();
    kubectl.run("scale", DEPLOYMENT, "-n", NAMESPACE, "--replicas=1");
    kubectl.run("rollout", "status", DEPLOYMENT, "-n", NAMESPACE, "--timeout=300s");
  }

  /** There is one Deployment, so the operator itself is started anew, for all namespaces. */
  @Override
  Run another(String namespace, Map<String, String> properties) {
    restart(properties);
    return () -> restart(Map.of());
  }

  @Override
  boolean isAlive() {
    return kubectl
        .run("get", DEPLOYMENT, "-n", NAMESPACE, "-o", "jsonpath={.status.readyReplicas}")
        .equals("1");
  }

  @Override
  public void stop() {
    kubectl.run("scale", DEPLOYMENT, "-n", NAMESPACE, "--replicas=0");
    Sandbox.await()
        .until(
            () -> kubectl.run("get", "pods", "-l", PODS, "-n", NAMESPACE, "-o", "name").isEmpty());
  }

  @Override
  public String log() {
    return kubectl.run("logs", DEPLOYMENT, "-n", NAMESPACE);
  }

  @Override
  public String get(String path) {
    return kubectl.run(
        "get",
        "--raw",
        "/api/v1/namespaces/" + NAMESPACE + "/services/torrust-operator-metrics:8080/proxy" + path);
  }

  /** The cluster, which ends first, takes it along. */
  @Override
  public void close() {
    // Nothing is left to end.
  }

  /** As MicroProfile Config finds a property in the environment. */
  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
