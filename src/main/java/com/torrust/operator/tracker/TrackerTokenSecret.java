package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The Secret with the token of the tracker's API, which Prometheus reads too. */
public final class TrackerTokenSecret {

  /** Key of the token. */
  public static final String KEY = "token";

  private TrackerTokenSecret() {}

  /**
   * Returns the Secret as it should be.
   *
   * @param token the token; it begins with a letter, since the tracker takes a number for no string
   */
  public static Secret desired(TorrustStack stack, String token) {
    return new SecretBuilder()
        .withMetadata(
            Metadata.data(
                stack,
                new Names(stack.getMetadata().getName()).trackerToken(),
                Component.TRACKER,
                stack.getSpec().dataPolicyOf(stack.getSpec().tracker().storage())))
        .withType("Opaque")
        .addToData(KEY, Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
