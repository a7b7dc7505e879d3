package com.torrust.operator.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.operator.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every dashboard of ours; what Prometheus answers is asked by an IT. */
class DashboardsTest {

  static List<Path> files() {
    return Dashboards.files();
  }

  static List<Dashboards.Query> queries() {
    return Dashboards.queries();
  }

  /** Links and starred dashboards of users rely on these. */
  @Test
  void uidsStayAsTheyAre() {
    assertThat(files().stream().map(Dashboards::read).map(d -> d.path("uid").asText()))
        .containsExactly("torrust-http", "torrust-monitoring", "torrust-overview", "torrust-udp");
  }

  @Test
  void everyFileIsInTheConfigMap() {
    assertThat(
            new GrafanaDashboards()
                .desired(GoldenCase.named("minimal").inputs())
                .getData()
                .keySet())
        .containsExactlyElementsOf(
            files().stream().map(file -> file.getFileName().toString()).toList());
  }

  @ParameterizedTest
  @MethodSource("files")
  void panelsAskOurDatasourceAndDoNotOverlap(Path file) throws IOException {
    final JsonNode dashboard = Dashboards.read(file);
    assertThat(Files.size(file)).isLessThan(10_000);
    assertThat(Dashboards.each(dashboard.path("panels")))
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
              assertThat(panel.path("title").asText()).isNotBlank();
              assertThat(panel.path("targets")).isNotEmpty();
              assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
                  .isLessThanOrEqualTo(24);
            })
        .extracting(panel -> panel.at("/gridPos/x").asInt() + "," + panel.at("/gridPos/y").asInt())
        .doesNotHaveDuplicates();
    assertThat(Dashboards.each(dashboard.path("panels")).map(panel -> panel.path("id").asInt()))
        .doesNotHaveDuplicates();
  }

  /** A listener on [::] has the family inet6 for every client. */
  @ParameterizedTest
  @MethodSource("queries")
  void noQueryAsksForAnAddressFamily(Dashboards.Query query) {
    assertThat(query.expression()).doesNotContain("ip_family", "ip_type", "inet");
  }

  @Test
  void theListenersAreChosenByPort() {
    for (final String name : List.of("http.json", "udp.json")) {
      final JsonNode variable =
          Dashboards.read(Dashboards.FOLDER.resolve(name)).at("/templating/list/0");
      assertThat(variable.path("name").asText()).isEqualTo("server_binding_port");
      assertThat(variable.at("/query/query").asText())
          .matches("label_values\\(\\w+, server_binding_port\\)");
      assertThat(variable.path("allValue").asText()).isEqualTo(".+");
    }
  }
}
