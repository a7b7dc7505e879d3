package com.torrust.operator.golden;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.grafana.ExtraDashboards;
import com.torrust.operator.kube.Hash;
import com.torrust.operator.workflow.HostnameClaims;
import com.torrust.operator.workflow.Inputs;
import com.torrust.operator.workflow.StackSecrets;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder below {@code src/test/resources/golden}: a stack, and the children that must come of it.
 *
 * @param folder holds {@code stack.yaml} and {@code expected}; {@code dashboards.yaml} when the user
 *     has a ConfigMap with dashboards; {@code ipv6-only.txt} when the cluster has IPv6 addresses only
 * @param stack the stack
 */
public record GoldenCase(Path folder, TorrustStack stack) {

  /** The token of the tracker's API in every case. */
  static final String TOKEN = "tOkEnOfTheGoldenCases0123456789";

  /** The password of the database in every case that has one: trouble for URLs and shells. */
  static final String DATABASE_PASSWORD = "p@ss:w/rd?#%&\"'\\ 12";

  /** The password of Grafana's metrics in every case. */
  static final String METRICS = "mEtRiCsOfTheGoldenCases0123456789";

  private static final Path ROOT = Path.of("src/test/resources/golden");

  /** Returns all cases, sorted by name. */
  public static List<GoldenCase> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(Files::isDirectory).sorted().map(GoldenCase::in).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the case of the given name. */
  public static GoldenCase named(String name) {
    return in(ROOT.resolve(name));
  }

  /** Returns what the children depend on; a fresh object each time. */
  public Inputs inputs() {
    final TorrustStack fresh = in(folder).stack;
    final StackSecrets secrets =
        new StackSecrets(
            fresh.getSpec().grafana().adminSecret() == null
                ? fresh.getMetadata().getName() + "-grafana-admin"
                : fresh.getSpec().grafana().adminSecret().name(),
            "",
            Hash.of(TOKEN),
            fresh.getSpec().tracker().database().external() ? Hash.of(DATABASE_PASSWORD) : "",
            fresh.getSpec().grafanaMetrics() ? Hash.of(METRICS) : "",
            Optional.empty(),
            List.of());
    return new Inputs(
        fresh,
        secrets,
        Rendering.detected(fresh.getSpec()),
        HostnameClaims.NONE,
        Rendering.OPERATOR,
        ExtraDashboards.of(dashboards()),
        Files.exists(folder.resolve("ipv6-only.txt")),
        Optional.empty());
  }

  private List<ConfigMap> dashboards() {
    final Path file = folder.resolve("dashboards.yaml");
    try {
      return Files.exists(file)
          ? List.of(Manifests.object(Files.readString(file), ConfigMap.class))
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the file with the stack as the user wrote it. */
  public Path source() {
    return folder.resolve("stack.yaml");
  }

  /** Returns the folder with one file per child. */
  Path expected() {
    return folder.resolve("expected");
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }

  private static GoldenCase in(Path folder) {
    try {
      return new GoldenCase(
          folder, Manifests.stack(Files.readString(folder.resolve("stack.yaml"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
