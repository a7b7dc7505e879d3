package com.torrust.operator.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.golden.Manifests;
import com.torrust.operator.golden.Rendering;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prometheus ends when its volume is full, so what counts is the volume that it has. */
class VolumeSizeTest {

  private static final String WANTED =
      """
      hostname: demo.test
      prometheus: {storage: {size: 20G}%s}
      """;

  @ParameterizedTest
  @CsvSource({
    "'',  '',                     16000000000, 20000000000",
    "10G, '',                     8000000000,  10000000000",
    "40G, '',                     32000000000, 40000000000",
    "10G, ', retention: {size: 5G}', 5000000000, 10000000000"
  })
  void limitsAndAlertsFollowTheVolume(String has, String fields, String kept, String volume) {
    final Inputs inputs =
        Rendering.inputs(
            Manifests.stackOf(WANTED.formatted(fields)),
            Optional.empty(),
            Optional.of(has).filter(size -> !size.isEmpty()).map(Quantity::new));

    assertThat(
            new PrometheusDeployment()
                .desired(inputs)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs())
        .contains("--storage.tsdb.retention.size=" + kept + "B");
    assertThat(
            new PrometheusConfigMap().desired(inputs).getData().get(PrometheusConfigMap.ALERTS))
        .contains("> 0.9 * " + volume + "\n");
  }
}
