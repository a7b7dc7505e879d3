package com.torrust.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Reason;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers of the API server wait for a person, and which are tried again soon. */
class FailuresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          403 | pods "a" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1
          403 | pods "a" is forbidden: violates PodSecurity "restricted:latest": host namespaces
          403 | admission webhook "policy.test" denied the request: no images of strangers
          422 | Service "a" is invalid: spec.ports: Required value
          500 | failed to create typed patch object (a; apps/v1, Kind=Deployment): field not declared
          """)
  void aPersonMustAct(int code, String message) {
    assertThat(reason(code, message)).isEqualTo(Reason.REFUSED_BY_CLUSTER);
  }

  /** The first three are said while the API server or a quota is new. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          403 | configmaps "a" is forbidden: User "b" cannot patch resource "configmaps" in API group "" in the namespace "c"
          403 | configmaps "a" is forbidden: not yet ready to handle request
          403 | secrets "a" is forbidden: status unknown for quota: b, resources: count/secrets
          401 | Unauthorized
          409 | the object has been modified
          429 | too many requests
          500 | etcdserver: request timed out
          """)
  void isTriedAgainSoon(int code, String message) {
    assertThat(reason(code, message)).isEqualTo(Reason.APPLY_FAILED);
  }

  private static Reason reason(int code, String message) {
    return Failures.of(
            ConditionType.TRACKER_AVAILABLE,
            new KubernetesClientException(
                new StatusBuilder().withCode(code).withMessage(message).build()))
        .reason();
  }
}
