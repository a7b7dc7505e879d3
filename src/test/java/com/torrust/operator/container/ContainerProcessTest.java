package com.torrust.operator.container;

import static com.torrust.operator.container.ShellPods.builder;
import static com.torrust.operator.container.ShellPods.exec;
import static com.torrust.operator.container.ShellPods.shell;
import static com.torrust.operator.container.ShellPods.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process gets: environment, user, files. */
class ContainerProcessTest {

  private static final Duration LIMIT = ShellPods.LIMIT;

  @BeforeAll
  static void needsNamespaces() {
    ShellPods.assumeAvailable();
  }

  @Test
  void hasExactlyTheEnvironmentOfImageAndTemplate() {
    try (ContainerProcess container =
        start(
            shell(
                "tr '\\0' '\\n' </proc/1/environ; echo $0 \"$1\"; sleep 100",
                c ->
                    c.withArgs("args", "a 'b' $c")
                        .addNewEnv()
                        .withName("TEXT")
                        .withValue("it's $HOME\n\"x\"")
                        .endEnv()
                        .addNewEnv()
                        .withName("TOKEN")
                        .withNewValueFrom()
                        .withNewSecretKeyRef("token", "api", false)
                        .endValueFrom()
                        .endEnv()
                        .addNewEnv()
                        .withName("NONE")
                        .withNewValueFrom()
                        .withNewSecretKeyRef("none", "absent", true)
                        .endValueFrom()
                        .endEnv()
                        .addNewEnvFrom()
                        .withPrefix("C_")
                        .withNewConfigMapRef("files", false)
                        .endEnvFrom()))) {
      await().atMost(LIMIT).until(() -> container.log().contains("args"));
      assertThat(container.log().lines())
          .containsExactlyInAnyOrder(
              "PATH=/bin:/busybox",
              "TEXT=it's $HOME",
              "\"x\"",
              "TOKEN=s3cret",
              "C_index.html=hello",
              "args a 'b' $c");
    }
  }

  @Test
  void runsAsTheUserOfTheSecurityContextWithoutPrivileges() {
    try (ContainerProcess container = start(shell("echo pid $$; id; sleep 100"))) {
      await().atMost(LIMIT).until(() -> container.log().contains("uid"));
      assertThat(container.log()).contains("pid 1\n", "uid=1000 gid=1001", "groups=1001,2000");
      assertThat(container.probe(exec("id -u | grep -qx 1000")).success()).isTrue();
      ProbeResult status = container.probe(exec("grep -E 'Cap|NoNewPrivs' /proc/1/status"));
      assertThat(status.detail().lines().filter(line -> line.contains("Cap")))
          .hasSize(5)
          .allMatch(line -> line.endsWith("0000000000000000"));
      assertThat(status.detail()).contains("NoNewPrivs:\t1");
    }
  }

  @Test
  void writesOnlyWhereTheTemplateAllowsIt(@TempDir Path claim) throws IOException {
    String writes =
        "for f in /x /usr/bin/x /tmp/x /config/x /config/index.html /data/x /empty/x; do if (echo 1"
            + " >$f) 2>/dev/null; then echo yes $f; else echo no $f; fi; done; echo done; sleep"
            + " 100";
    try (ContainerProcess container = builder(shell(writes)).volume("claim", claim).start()) {
      await().atMost(LIMIT).until(() -> container.log().contains("done"));
      assertThat(container.log().lines())
          .containsExactly(
              "no /x",
              "no /usr/bin/x",
              "no /tmp/x",
              "no /config/x",
              "no /config/index.html",
              "yes /data/x",
              "yes /empty/x",
              "done");
      assertThat(
              container
                  .probe(exec("test -L /config/index.html && cat /config/index.html"))
                  .detail())
          .endsWith("hello");
    }
    assertThat(Files.readString(claim.resolve("x"))).isEqualTo("1\n");
    assertThat(Files.getAttribute(claim.resolve("x"), "unix:uid")).isEqualTo(1000);
    assertThat(Files.getAttribute(claim.resolve("x"), "unix:gid")).isEqualTo(2000);
  }

  @Test
  void volumesOfRootStayClosedWithoutFsGroup() {
    PodTemplateSpec template =
        new PodTemplateSpecBuilder(shell("echo 1 >/data/x"))
            .editSpec()
            .editSecurityContext()
            .withFsGroup(null)
            .endSecurityContext()
            .endSpec()
            .build();
    try (ContainerProcess container = builder(template).start()) {
      assertThat(container.stop()).isLessThan(LIMIT);
      assertThat(container.log()).contains("/data/x: Permission denied");
      assertThat(container.exitCode()).hasValue(1);
    }
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> ContainerProcess.of(shell("true"), "main").start())
        .hasMessageContaining("needs the ConfigMap files, which was not given");
    PodTemplateSpec template =
        shell(
            "true",
            c ->
                c.addNewEnv()
                    .withName("A")
                    .withNewValueFrom()
                    .withNewSecretKeyRef("other", "api", false)
                    .endValueFrom()
                    .endEnv());
    assertThatThrownBy(() -> start(template))
        .hasMessageContaining("env A needs the key other of the Secret api");
    assertThatThrownBy(() -> builder(shell("true")).program("/p", Path.of("/absent")).start())
        .hasMessageContaining("/p");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    String mounts = Files.readString(Path.of("/proc/self/mountinfo"));
    ContainerProcess container = start(shell("sleep 987654321 & sleep 987654321"));
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).isEqualTo(mounts);
    container.close();
    container.close();
    assertThat(
            ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
        .noneMatch(line -> line.contains("sleep 987654321"));
  }
}
