package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** The ConfigMaps and Secrets of the pod's namespace, as bytes by key. */
final class ClusterObjects {

  private final Map<String, Map<String, byte[]>> configMaps = new TreeMap<>();
  private final Map<String, Map<String, byte[]>> secrets = new TreeMap<>();

  void add(ConfigMap configMap) {
    Map<String, byte[]> values = new TreeMap<>();
    put(values, configMap.getData(), text -> text.getBytes(StandardCharsets.UTF_8));
    put(values, configMap.getBinaryData(), Base64.getDecoder()::decode);
    configMaps.put(configMap.getMetadata().getName(), values);
  }

  void add(Secret secret) {
    Map<String, byte[]> values = new TreeMap<>();
    put(values, secret.getData(), Base64.getDecoder()::decode);
    put(values, secret.getStringData(), text -> text.getBytes(StandardCharsets.UTF_8));
    secrets.put(secret.getMetadata().getName(), values);
  }

  /** The keys of a ConfigMap; none if it is missing and optional. */
  Map<String, byte[]> configMap(String name, Boolean optional, String usedBy) {
    return object(configMaps, "ConfigMap", name, optional, usedBy);
  }

  /** The keys of a Secret; none if it is missing and optional. */
  Map<String, byte[]> secret(String name, Boolean optional, String usedBy) {
    return object(secrets, "Secret", name, optional, usedBy);
  }

  private static Map<String, byte[]> object(
      Map<String, Map<String, byte[]>> objects,
      String kind,
      String name,
      Boolean optional,
      String usedBy) {
    Map<String, byte[]> values =
        objects.get(Objects.requireNonNull(name, kind + " without a name in " + usedBy));
    if (values == null && !Boolean.TRUE.equals(optional)) {
      throw new IllegalStateException(
          usedBy
              + " needs the "
              + kind
              + " "
              + name
              + ", which was not given; given are "
              + objects.keySet());
    }
    return values == null ? Map.of() : values;
  }

  private static void put(
      Map<String, byte[]> values, Map<String, String> data, Function<String, byte[]> decoder) {
    if (data != null) {
      data.forEach((key, value) -> values.put(key, decoder.apply(value)));
    }
  }
}
