package com.torrust.operator.grafana;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.SecretValues;
import com.torrust.operator.verification.Credentials;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/**
 * The Secret with the login that Grafana has in its database, which may be another one than the
 * user wants: Grafana wants to hear the former password before it takes a new one.
 */
public final class GrafanaAppliedSecret {

  private GrafanaAppliedSecret() {}

  /** Returns the Secret as it should be while Grafana has the given login. */
  public static Secret desired(TorrustStack stack, Credentials applied) {
    return new SecretBuilder()
        .withMetadata(
            Metadata.data(
                stack,
                new Names(stack.getMetadata().getName()).grafanaApplied(),
                Component.GRAFANA,
                stack.getSpec().dataPolicyOf(stack.getSpec().grafana().storage())))
        .withType("kubernetes.io/basic-auth")
        .addToData(GrafanaAdminSecret.USERNAME, SecretValues.encoded(applied.name()))
        .addToData(GrafanaAdminSecret.PASSWORD, SecretValues.encoded(applied.password()))
        .build();
  }

  /** Returns the login in a Secret of an administrator that has both keys. */
  public static Credentials read(Secret secret) {
    return new Credentials(
        SecretValues.get(secret, GrafanaAdminSecret.USERNAME),
        SecretValues.get(secret, GrafanaAdminSecret.PASSWORD));
  }

  /** Returns whether a Secret has a name and a password. */
  public static boolean isComplete(Secret secret) {
    return SecretValues.has(secret, GrafanaAdminSecret.USERNAME)
        && SecretValues.has(secret, GrafanaAdminSecret.PASSWORD);
  }
}
