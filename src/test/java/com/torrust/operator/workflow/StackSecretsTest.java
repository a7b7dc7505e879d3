package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a Secret that cannot be had means for its component. */
class StackSecretsTest {

  @Test
  void aFailureHoldsItsComponentOnly() {
    final StackSecrets secrets = failed(Reason.SECRET_MISSING);

    assertThat(secrets.lacking(ConditionType.GRAFANA_AVAILABLE)).isTrue();
    assertThat(secrets.lacking(ConditionType.TRACKER_AVAILABLE)).isFalse();
    assertThat(StackSecrets.NONE.lacking(ConditionType.GRAFANA_AVAILABLE)).isFalse();
  }

  private static StackSecrets failed(Reason reason) {
    return new StackSecrets(
        "login",
        "",
        "",
        "",
        "",
        Optional.empty(),
        List.of(new Failure(ConditionType.GRAFANA_AVAILABLE, reason, "no answer")));
  }
}
