package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.exposure.controller.DetectedController;
import com.torrust.operator.grafana.ExtraDashboards;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What could not be read means for the next attempt. */
class ReadingsTest {

  @ParameterizedTest
  @EnumSource
  void onlyWhatMayPassIsTriedAgainSoon(Place place) {
    assertThat(readings(place, Reason.APPLY_FAILED).retryable())
        .get()
        .extracting(Exception::getMessage)
        .isEqualTo("no answer");
    assertThat(readings(place, Reason.SECRET_MISSING).retryable()).isEmpty();
    assertThat(readings(place, Reason.REFUSED_BY_CLUSTER).retryable()).isEmpty();
  }

  @Test
  void whatWentWellIsNot() {
    assertThat(readings(StackSecrets.NONE, Optional.empty()).retryable()).isEmpty();
  }

  private enum Place {
    SECRET,
    SCRAPE_CONFIGS,
    LOGIN
  }

  private static Readings readings(Place place, Reason reason) {
    final Failure failure = new Failure(ConditionType.GRAFANA_AVAILABLE, reason, "no answer");
    return switch (place) {
      case SECRET -> readings(secrets(Optional.empty(), List.of(failure)), Optional.empty());
      case SCRAPE_CONFIGS ->
          readings(secrets(Optional.of(failure), List.of()), Optional.empty());
      case LOGIN -> readings(StackSecrets.NONE, Optional.of(failure));
    };
  }

  private static StackSecrets secrets(Optional<Failure> scrapeConfigs, List<Failure> failures) {
    return new StackSecrets("login", "", "", "", "", scrapeConfigs, failures);
  }

  private static Readings readings(StackSecrets secrets, Optional<Failure> login) {
    return new Readings(
        Optional.empty(),
        secrets,
        login,
        DetectedController.NONE,
        HostnameClaims.NONE,
        ExtraDashboards.NONE);
  }
}
