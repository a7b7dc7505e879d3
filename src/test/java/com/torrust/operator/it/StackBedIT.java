package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.ingress.Handshake;
import com.torrust.operator.ingress.NginxProxy;
import com.torrust.operator.kube.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bed can put faults where a stack's users meet them. */
@WithOperator
class StackBedIT {

  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @Test
  void showsFaultsBehindAndBeforeGrafanasPod(Sandbox sandbox, TestCluster cluster) {
    StackBed.assumePossible(cluster);
    assumeTrue(NginxProxy.unavailable().isEmpty(), () -> NginxProxy.unavailable().get());
    assumeTrue(Files.isExecutable(PYTHON), "python3 is missing: apt-get install python3");
    sandbox.apply("");
    try (StackBed bed = StackBed.open(sandbox)) {
      bed.runGrafana();
      assertThat(status(bed, NginxProxy.Form.WEBSOCKET)).isEqualTo(101);
      assertThat(status(bed, NginxProxy.Form.BARE)).as("the Upgrade is dropped").isEqualTo(400);

      bed.run(Component.GRAFANA, StackBed.GRAFANA_PORT, someServer(bed));
      assertThat(status(bed, NginxProxy.Form.WEBSOCKET)).as("not Grafana").isEqualTo(404);

      bed.stop(Component.GRAFANA);
      assertThat(status(bed, NginxProxy.Form.WEBSOCKET)).as("nothing there").isEqualTo(502);
    }
  }

  private static int status(StackBed bed, NginxProxy.Form form) {
    try (NginxProxy proxy = bed.nginx(form);
        Handshake handshake = bed.webSocket(proxy.port()).open()) {
      return handshake.status();
    }
  }

  /** A web server that knows no page. */
  private static List<String> someServer(StackBed bed) {
    return List.of(
        PYTHON.toString(),
        "-m",
        "http.server",
        "--bind",
        bed.address(Component.GRAFANA, StackBed.GRAFANA_PORT).getHostString(),
        "--directory",
        bed.network(Component.GRAFANA).folder().toString(),
        Integer.toString(StackBed.GRAFANA_PORT));
  }
}
