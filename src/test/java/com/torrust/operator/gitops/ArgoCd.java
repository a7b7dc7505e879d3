package com.torrust.operator.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.operator.cluster.Programs;
import com.torrust.operator.it.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Argo CD's own code for health, sync and diff, and kstatus as Flux has it, as the program of
 * {@code src/test/cluster/argocd}. No Argo CD server runs.
 *
 * @param program its path
 */
record ArgoCd(Path program) {

  /** The health check that is to be sent to Argo CD's repository, where it has the same path. */
  static final Path CHECK =
      Path.of("deploy/argocd/resource_customizations/torrust.com/TorrustStack");

  private static final int LIMIT_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What both say of one object, in their own words.
   *
   * @param argocd health in Argo CD, empty when it has no check for the kind
   * @param kstatus status in kstatus, and so in Flux
   */
  record Verdicts(Verdict argocd, Verdict kstatus) {

    /** Returns both words, Argo CD's first. */
    List<String> words() {
      return List.of(argocd.status(), kstatus.status());
    }
  }

  /**
   * A word and its explanation.
   *
   * @param status the word
   * @param message the explanation, may be empty
   */
  record Verdict(String status, String message) {

    private static Verdict of(JsonNode node) {
      return new Verdict(node.path("status").asText(), node.path("message").asText());
    }
  }

  /** Builds the program when it is missing. */
  static ArgoCd built() {
    return new ArgoCd(Programs.folder("argocd").resolve("argocd"));
  }

  /** Judges an object with the health check that is shipped. */
  Verdicts judge(String object) {
    return judge(object, CHECK.resolve("health.lua"));
  }

  /** Judges an object with a health check. */
  Verdicts judge(String object, Path script) {
    final JsonNode answer = read(run(object, "health", script.toString()));
    return new Verdicts(Verdict.of(answer.path("argocd")), Verdict.of(answer.path("kstatus")));
  }

  /** Applies a manifest as a sync with {@code ServerSideApply=true} does. */
  void apply(Sandbox sandbox, String manifest) {
    run(manifest, "apply", kubeconfig(sandbox));
  }

  /**
   * Compares a manifest with the object in the cluster by each of Argo CD's three ways: {@code
   * threeWay}, {@code structuredMerge} and {@code serverSide}. Each has {@code modified}, {@code
   * live} and {@code predicted}.
   */
  JsonNode diff(Sandbox sandbox, String manifest) {
    return read(run(manifest, "diff", kubeconfig(sandbox)));
  }

  private static String kubeconfig(Sandbox sandbox) {
    return "--kubeconfig=" + sandbox.kubectl().cluster().kubeconfig();
  }

  private String run(String input, String... arguments) {
    try {
      final Path errors = Files.createTempFile("argocd", ".log");
      final Process process =
          new ProcessBuilder(program.toString(), arguments[0], arguments[1])
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("argocd " + arguments[0] + ": " + Files.readString(errors));
      }
      Files.delete(errors);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while argocd ran", e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
