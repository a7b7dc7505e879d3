package com.torrust.operator.grafana;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import com.torrust.operator.kube.SecretValues;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/** The generated Secret of Grafana's administrator. */
public final class GrafanaAdminSecret {

  /** Key of the name to log in with. */
  public static final String USERNAME = "username";

  /** Key of the password. */
  public static final String PASSWORD = "password";

  private GrafanaAdminSecret() {}

  /** Returns the Secret as it should be, for the user {@code admin} with the given password. */
  public static Secret desired(TorrustStack stack, String password) {
    return new SecretBuilder()
        .withMetadata(
            Metadata.data(
                stack,
                new Names(stack.getMetadata().getName()).grafanaAdmin(),
                Component.GRAFANA,
                stack.getSpec().dataPolicyOf(stack.getSpec().grafana().storage())))
        .withType("kubernetes.io/basic-auth")
        .addToData(USERNAME, SecretValues.encoded("admin"))
        .addToData(PASSWORD, SecretValues.encoded(password))
        .build();
  }
}
