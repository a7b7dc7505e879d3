package com.torrust.operator.kube;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Values inside Secrets. */
public final class SecretValues {

  private SecretValues() {}

  /** Returns whether a Secret has a value for a key that is not empty. */
  public static boolean has(Secret secret, String key) {
    final Map<String, String> data = secret.getData();
    return data != null && data.get(key) != null && !data.get(key).isEmpty();
  }

  /** Returns the value of a key that the Secret has. */
  public static String get(Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
  }

  /** Returns a value as it stands in a Secret. */
  public static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the desired Secret with the values and the type of the existing one. */
  public static Secret preserving(Secret existing, Secret desired) {
    if (existing != null) {
      desired.setType(existing.getType());
      desired.getData().replaceAll((key, value) -> existing.getData().getOrDefault(key, value));
    }
    return desired;
  }
}
