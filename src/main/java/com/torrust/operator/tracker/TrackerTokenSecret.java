package com.torrust.operator.tracker;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.kube.Component;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Names;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** The Secret with the token of the tracker's API, which Prometheus reads too. */
public final class TrackerTokenSecret {

  /** Key of the token. */
  public static final String KEY = "token";

  /** What the tracker takes for no string. */
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "true|false|[-+]?\\d+|[-+]?(\\d+[.]\\d*|[.]\\d+)([eE][-+]?\\d+)?|[\\[{\"'].*",
          Pattern.DOTALL);

  private TrackerTokenSecret() {}

  /**
   * Returns whether the tracker takes a token for a string and not for a number, a truth value, a
   * list or the like.
   *
   * @see <a href="https://docs.rs/figment/latest/figment/providers/struct.Env.html">How figment
   *     reads variables</a>
   */
  public static boolean isText(String token) {
    return !NO_TEXT.matcher(token.strip()).matches();
  }

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
