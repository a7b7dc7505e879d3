package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of a stack the API server refuses, and with which words. */
@WithOperator
class CrdSchemaChangesIT {

  static Stream<Arguments> refusedChanges() {
    final String shrink = "the volume cannot shrink";
    final String moved = "a volume stays in its storage class";
    return Stream.of(
        arguments("tracker: {storage: {size: 2Gi}}", "tracker: {storage: {size: 1Gi}}", shrink),
        arguments("tracker: {storage: {size: 2Gi}}", "tracker: {}", shrink),
        arguments("tracker: {storage: {size: 2Gi}}", "suspend: true", shrink),
        arguments("suspend: true", "prometheus: {storage: {size: 9Gi}}", shrink),
        arguments("grafana: {storage: {size: 1025Mi}}", "grafana: {storage: {size: 1Gi}}", shrink),
        arguments(
            "grafana: {storage: {storageClassName: a}}",
            "grafana: {storage: {storageClassName: b}}",
            moved),
        arguments("grafana: {storage: {storageClassName: a}}", "grafana: {}", moved),
        arguments(
            "tracker: {udp: [{name: u, port: 1, service: {loadBalancerClass: a/b}}]}",
            "tracker: {udp: [{name: u, port: 1, service: {loadBalancerClass: a/c}}]}",
            "lets no load balancer change its class"),
        arguments(
            "tracker: {udp: [{name: u, port: 1}]}",
            "tracker: {udp: [{name: u, port: 1, service: {loadBalancerClass: a/c}}]}",
            "lets no load balancer change its class"),
        arguments("suspend: true", "prometheus: {storage: {storageClassName: a}}", moved));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource
  void refusedChanges(String before, String after, String sentence, Sandbox sandbox) {
    // Suspended, so that the operator makes no volume in a class that does not exist.
    sandbox.apply(
        "  suspend: true\n".repeat(before.startsWith("suspend") ? 0 : 1) + "  " + before + "\n");

    final Kubectl.Result result =
        sandbox
            .kubectl()
            .attempt(sandbox.manifest("demo", "  " + after + "\n"), "apply", "-f", "-");

    assertThat(result.code()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(sentence);
  }

  @Test
  void growthInAnotherFormIsAccepted(Sandbox sandbox) {
    sandbox.apply("  suspend: true\n  tracker: {storage: {size: 1Gi}}\n");

    sandbox.apply("  suspend: true\n  tracker: {storage: {size: 1024Mi}}\n");
    sandbox.apply("  suspend: true\n  tracker: {storage: {size: 1100M}}\n");
  }
}
