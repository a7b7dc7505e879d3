package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The Secret with the user's credentials of the database in the form that the tracker reads. It
 * goes with the stack whatever the data policy: it is made again from the user's Secret at any
 * time.
 */
public final class TrackerDatabaseSecret {

  /** Key of the user's name in the Secret that the user names. */
  public static final String USERNAME = "username";

  /** Key of the password there. */
  public static final String PASSWORD = "password";

  private TrackerDatabaseSecret() {}

  /** Returns the Secret as it should be. */
  public static Secret desired(
      TorrustStack stack, ConfigSchema schema, String username, String password) {
    final SecretBuilder secret =
        new SecretBuilder()
            .withMetadata(
                Metadata.owned(
                    stack,
                    new Names(stack.getMetadata().getName()).trackerDatabase(),
                    Component.TRACKER))
            .withType("Opaque");
    new TrackerDatabase(stack.getSpec().tracker().database(), schema)
        .secrets(username, password)
        .forEach(
            (key, value) ->
                secret.addToData(
                    key,
                    Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return secret.build();
  }
}
