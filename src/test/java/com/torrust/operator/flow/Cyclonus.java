package com.torrust.operator.flow;

import com.torrust.operator.cluster.Programs;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Computes what NetworkPolicies allow, without a cluster, by {@code cyclonus analyze}. It refuses
 * policies with fields that Kubernetes does not know.
 *
 * @param folder an empty folder for what it reads and says
 * @see <a href="https://github.com/mattfenwick/cyclonus">Cyclonus</a>
 */
record Cyclonus(Path folder) {

  private static final int LIMIT_SECONDS = 60;

  /** The last line of the table that answers a query. */
  private static final Pattern ANSWER = Pattern.compile("\\| IS ALLOWED\\? \\| +(TRUE|FALSE) +\\|");

  /**
   * Returns for each {@code Traffic}, in their order, whether the policies of a cluster allow it.
   */
  List<Boolean> allowed(List<NetworkPolicy> policies, List<Map<String, Object>> traffic)
      throws IOException, InterruptedException {
    final Path policyFolder = Files.createDirectory(folder.resolve("policies"));
    for (int i = 0; i < policies.size(); i++) {
      Files.writeString(policyFolder.resolve(i + ".yaml"), Serialization.asYaml(policies.get(i)));
    }
    final Path query = folder.resolve("traffic.json");
    Files.writeString(query, Serialization.asJson(traffic));

    final String output =
        run(
            List.of(
                Programs.folder("netpol").resolve("cyclonus").toString(),
                "analyze",
                "--mode=query-traffic",
                "--policy-path=" + policyFolder,
                "--traffic-path=" + query));
    final List<Boolean> answers =
        ANSWER.matcher(output).results().map(answer -> answer.group(1).equals("TRUE")).toList();
    if (answers.size() != traffic.size()) {
      throw new IllegalStateException(
          answers.size() + " answers to " + traffic.size() + " questions:\n" + output);
    }
    return answers;
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    final File output = folder.resolve("output.txt").toFile();
    final Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    final String said = Files.readString(output.toPath());
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          command + " ended with " + process.exitValue() + ":\n" + said);
    }
    return said;
  }
}
