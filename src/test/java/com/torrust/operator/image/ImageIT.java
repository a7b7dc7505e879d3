package com.torrust.operator.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.cluster.TestCluster;
import com.torrust.operator.container.ContainerProcess;
import com.torrust.operator.it.Operator;
import com.torrust.operator.it.OperatorPod;
import com.torrust.operator.it.OperatorProcess;
import com.torrust.operator.it.Sandbox;
import com.torrust.operator.it.ServiceAccountToken;
import com.torrust.operator.it.WithOperator;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, built as the README says except for its base: no image can be pulled here, so a
 * runtime that jlink makes stands in. It is unpacked, and the operator runs from it in a root of
 * its own, as its Deployment says: user, environment, read-only root, token.
 */
@WithOperator
class ImageIT {

  private static final Path TAR = Path.of("target/torrust-operator-image.tar");
  private static final Path ARCHIVE = Path.of("target/quarkus-app/operator.aot");
  private static final Path SBOM = Path.of("target/torrust-operator-sbom.json");

  private final TestCluster cluster;
  @TempDir private Path work;

  ImageIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void onlyWherePossible(Operator operator) {
    final Optional<String> lacking =
        Stream.of(
                ContainerProcess.unavailable(),
                Jdk25.find().isPresent()
                    ? Optional.<String>empty()
                    : Optional.of("no JDK 25: set JAVA_25_HOME"),
                onPath("mvn") ? Optional.<String>empty() : Optional.of("mvn is missing"))
            .flatMap(Optional::stream)
            .findFirst();
    lacking.ifPresent(reason -> System.out.println("the image is not built: " + reason));
    assumeTrue(lacking.isEmpty(), () -> "the image is not built: " + lacking.get());
    operator.stop();
  }

  @Test
  void runsTheOperatorAsItsDeploymentSays(Sandbox sandbox) throws IOException {
    final Path base = work.resolve("base.tar");
    OperatorImage.run(
        List.of("src/test/image/base.sh", Jdk25.find().orElseThrow().toString(), base.toString()));
    Files.deleteIfExists(ARCHIVE);
    final OperatorImage plain = build(base, "plain");
    assertDescribed(plain);

    final Start without = startAndStop(plain);
    train(plain, sandbox);
    final OperatorImage trained = build(base, "trained");
    final Start with = startAndStop(trained);

    System.out.printf(
        "image: %d MB, start %s; with the AOT archive %d MB, start %s%n",
        plain.size() >> 20, without, trained.size() >> 20, with);
    assertThat(with.cpu()).as("with the archive, against without").isLessThan(without.cpu());
    try (OperatorProcess operator = start(trained, trained.entrypoint(), limited())) {
      sandbox.apply("");
      sandbox.awaitReady();
      assertThat(operator.log()).contains("This operator leads").doesNotContain("ERROR");
      System.out.println("memory with one stack: " + rss(operator) + " MB RSS");
      assertThat(operator.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
    assertThat(new ObjectMapper().readTree(SBOM.toFile()).at("/components").toString())
        .contains("quarkus-operator-sdk", "kubernetes-client")
        .doesNotContain("junit-jupiter");
  }

  private OperatorImage build(Path base, String name) throws IOException {
    OperatorImage.run(
        List.of(
            "mvn",
            "-B",
            "-ntp",
            "-q",
            "cyclonedx:makeBom",
            "jib:buildTar",
            "-Djib.from.image=tar://" + base,
            "-Djib.from.platforms=linux/"
                + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64")));
    return OperatorImage.unpack(TAR, work.resolve(name));
  }

  private static void assertDescribed(OperatorImage image) {
    assertThat(image.config().get("User").asText()).isEqualTo("65532:65532");
    assertThat(image.config().at("/Labels/org.opencontainers.image.licenses").asText())
        .isEqualTo("Apache-2.0");
    assertThat(image.config().get("ExposedPorts").has("8080/tcp")).isTrue();
    assertThat(image.root().resolve("unused")).doesNotExist();
  }

  /** Makes the archive of a run that does what operators do. */
  private void train(OperatorImage image, Sandbox sandbox) throws IOException {
    final List<String> command = new ArrayList<>(image.entrypoint());
    command.replaceAll(
        word -> word.startsWith("-XX:AOTCache=") ? "-XX:AOTCacheOutput=/tmp/operator.aot" : word);
    try (OperatorProcess operator = start(image, command, Map.of())) {
      sandbox.apply("");
      sandbox.awaitReady();
      operator.get("/q/metrics");
      operator.get("/q/health");
      operator.terminate();
      operator.awaitEnd(Duration.ofSeconds(120));
    }
    sandbox.kubectl().run("delete", "tstack", "demo", "-n", sandbox.namespace());
    Files.move(tmp().resolve("operator.aot"), ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the best of some starts took, until the operator listens. */
  private record Start(Duration wall, Duration cpu) {

    @Override
    public String toString() {
      return wall.toMillis() + " ms, " + cpu.toMillis() + " ms of CPU";
    }
  }

  private Start startAndStop(OperatorImage image) throws IOException {
    final List<Start> starts = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      final long from = System.nanoTime();
      try (OperatorProcess operator = start(image, image.entrypoint(), limited())) {
        starts.add(
            new Start(
                Duration.ofNanos(System.nanoTime() - from),
                operator.handle().info().totalCpuDuration().orElseThrow()));
      }
    }
    return starts.stream().min(Comparator.comparing(Start::cpu)).orElseThrow();
  }

  private OperatorProcess start(
      OperatorImage image, List<String> command, Map<String, String> further) throws IOException {
    final Map<String, String> environment = new TreeMap<>(image.environment());
    environment.putAll(OperatorPod.environment(pod(), "torrust-operator"));
    final URI server = URI.create(cluster.client().getConfiguration().getMasterUrl());
    environment.put("KUBERNETES_SERVICE_HOST", server.getHost());
    environment.put("KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()));
    // This machine's port 8080 may be taken, and its pods are simulated.
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("TORRUST_VERIFICATION_PUBLIC_NAMES", "false");
    environment.put("TORRUST_VERIFICATION_PODS", "false");
    environment.putAll(further);
    return OperatorProcess.start(
        image.command(command, tmp(), tokens(), environment), Map.of());
  }

  /** What the JVM would see of the memory limit, which is not enforced here. */
  private static Map<String, String> limited() throws IOException {
    final Quantity limit = container().getResources().getLimits().get("memory");
    return Map.of(
        "JAVA_TOOL_OPTIONS", "-XX:MaxRAM=" + Quantity.getAmountInBytes(limit).longValueExact());
  }

  private Path tmp() throws IOException {
    final Path tmp = Files.createDirectories(work.resolve("tmp"));
    Files.setAttribute(tmp, "unix:mode", 01777);
    return tmp;
  }

  private Path tokens() throws IOException {
    final Path folder = Files.createDirectories(work.resolve("tokens"));
    Files.setAttribute(work, "unix:mode", 0755);
    Files.writeString(
        folder.resolve("token"), new ServiceAccountToken(cluster, "torrust-operator").value());
    Files.writeString(folder.resolve("namespace"), "torrust-operator");
    Files.copy(
        Path.of(cluster.client().getConfiguration().getCaCertFile()),
        folder.resolve("ca.crt"),
        StandardCopyOption.REPLACE_EXISTING);
    return folder;
  }

  private static PodSpec pod() throws IOException {
    return Serialization.unmarshal(
            Files.readString(Path.of("deploy/operator/deployment.yaml")), Deployment.class)
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Container container() throws IOException {
    return pod().getContainers().get(0);
  }

  private static long rss(OperatorProcess operator) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + operator.handle().pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
