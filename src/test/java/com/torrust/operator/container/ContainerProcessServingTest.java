package com.torrust.operator.container;

import static com.torrust.operator.container.ShellPods.builder;
import static com.torrust.operator.container.ShellPods.exec;
import static com.torrust.operator.container.ShellPods.http;
import static com.torrust.operator.container.ShellPods.shell;
import static com.torrust.operator.container.ShellPods.start;
import static com.torrust.operator.container.ShellPods.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.ingress.PodNetwork;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the process answers while it runs, and how it ends. */
class ContainerProcessServingTest {

  private static final Duration LIMIT = ShellPods.LIMIT;

  @BeforeAll
  static void needsNamespaces() {
    ShellPods.assumeAvailable();
  }

  @Test
  void answersProbes() {
    try (ContainerProcess container =
        start(
            shell(
                "httpd -p 127.0.0.1:8081 -h /config; exec httpd -f -p 8080 -h /config",
                c -> c.addNewPort().withName("web").withContainerPort(8080).endPort()))) {
      container.awaitProbe(http("/index.html", new IntOrString("web")), LIMIT);
      assertThat(container.probe(http("/absent", new IntOrString(8080))).detail())
          .startsWith("HTTP 404");
      assertThat(container.probe(http("/", new IntOrString(9))))
          .matches(r -> !r.success() && r.detail().contains("connect"));
      assertThat(container.probe(http("/index.html", new IntOrString(8081))).success())
          .as("what listens on the loopback only isn't seen by the kubelet")
          .isFalse();
      assertThat(container.probe(tcp(8080)).success()).isTrue();
      assertThat(container.probe(tcp(9)).success()).isFalse();
      assertThat(container.probe(exec("exit 3")).detail()).isEqualTo("exit code 3");
      assertThat(container.probe(exec("sleep 5")).detail()).isEqualTo("timed out");
      assertThat(container.http(8080, "/%69ndex.html", Map.of()))
          .isEqualTo(new HttpAnswer(200, "hello".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void servesInANetworkThatIsThereAlready() throws IOException {
    final Optional<String> missing = PodNetwork.unavailable();
    assumeTrue(missing.isEmpty(), () -> missing.get());
    final String address = "198.18.255.250";
    try (PodNetwork network = PodNetwork.of(address);
        ContainerProcess container =
            builder(shell("exec httpd -f -p 8080 -h /config"))
                .network(network.namespace(), address)
                .start()) {
      container.awaitProbe(http("/index.html", new IntOrString(8080)), LIMIT);
      try (InputStream page = new URL("http://" + address + ":8080/index.html").openStream()) {
        assertThat(page).as("this machine gets there too").hasContent("hello");
      }
      container.close();
      assertThatThrownBy(() -> new Socket(address, 8080)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void changesTheFilesOfAConfigMapAtOneStroke() {
    try (ContainerProcess container =
        builder(shell("sleep 60")).host("neighbour", "198.18.0.7").start()) {
      container.update(
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName("files")
              .endMetadata()
              .addToData("second.html", "newer")
              .build());

      assertThat(container.probe(exec("cat /config/* && ls -A /config | wc -l")).detail())
          .as("one file, its link and the hidden link")
          .isEqualTo("exit code 0: newer3");
      assertThat(container.probe(exec("grep neighbour /etc/hosts")).detail())
          .contains("198.18.0.7");
    }
  }

  @Test
  void sendsRequestsUntouched() {
    String echo =
        "exec nc -ll -p 8080 -e sh -c 'printf \"HTTP/1.0 200 OK\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "\"; while read -r line; do case \"$line\" in ?) break;; *) echo \"$line\";; esac;"
            + " done'";
    try (ContainerProcess container = start(shell(echo))) {
      container.awaitProbe(exec("netstat -ltn | grep -q :8080"), LIMIT);
      assertThat(
              container.http(8080, "/a/../b?h=%fF%00[x]{y}&z=~", Map.of("Accept", "text/x")).text())
          .startsWith("GET /a/../b?h=%fF%00[x]{y}&z=~ HTTP/1.1")
          .contains("Accept: text/x");
    }
  }

  @Test
  void exchangesDatagramsWithARealProgram() {
    Path perl = Path.of("/usr/bin/perl");
    assumeTrue(Files.isExecutable(perl), "perl is missing: apt-get install perl-base");
    String echo =
        "$| = 1; socket(S, 2, 2, 17) && bind(S, pack('S n x12', 2, 6969)) || die; print"
            + " 'listening'; while ($a = recv(S, $d, 9000, 0)) { send(S, $d . substr($a, 2, 2), 0,"
            + " $a) }";
    try (ContainerProcess container =
        builder(shell("", c -> c.withCommand("/usr/bin/perl", "-e", echo)))
            .program("/usr/bin/perl", perl)
            .start()) {
      await().atMost(LIMIT).until(() -> container.log().contains("listening"));
      byte[] answer = container.udp(6969, new byte[] {0, -1, 10, 13}, LIMIT);
      assertThat(answer).hasSize(6).startsWith(0, -1, 10, 13);
      assertThat(container.udp(6969, new byte[] {0, -1, 10, 13}, LIMIT))
          .as("same source port")
          .isEqualTo(answer);
      assertThatThrownBy(() -> container.udp(6970, new byte[4], LIMIT))
          .hasMessageContaining("no answer");
    }
  }

  @Test
  void stopRunsTheHookWhichMayEndTheProcess() {
    PodTemplateSpec template =
        shell(
            "trap 'echo interrupted; exit 7' INT; echo listening; while :; do sleep 0.1; done",
            c ->
                c.withNewLifecycle()
                    .withNewPreStop()
                    .withNewExec()
                    .withCommand("/busybox/sh", "-c", "kill -INT 1; sleep 30")
                    .endExec()
                    .endPreStop()
                    .endLifecycle());
    try (ContainerProcess container = start(template)) {
      await().atMost(LIMIT).until(() -> container.log().contains("listening"));
      assertThat(container.stop()).isLessThan(Duration.ofSeconds(2));
      assertThat(container.log()).contains("interrupted");
      assertThat(container.killed()).isFalse();
      assertThat(container.exitCode()).hasValue(7);
      assertThat(container.preStopFailure()).isEmpty();
    }
  }

  @Test
  void stopKillsWhatHasNoHandlerWhenTheGracePeriodIsOver() {
    PodTemplateSpec template =
        shell(
            "exec sleep 100",
            c ->
                c.withNewLifecycle()
                    .withNewPreStop()
                    .withNewExec()
                    .withCommand("/absent")
                    .endExec()
                    .endPreStop()
                    .endLifecycle());
    try (ContainerProcess container = start(template)) {
      assertThat(container.stop()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
      assertThat(container.killed()).isTrue();
      assertThat(container.exitCode()).hasValue(137);
      assertThat(container.preStopFailure())
          .hasValueSatisfying(text -> assertThat(text).contains("/absent"));
    }
  }
}
