package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment of a container: the image's, then envFrom, then env, as the kubelet has it. */
final class ContainerEnvironment {

  private final ClusterObjects objects;

  ContainerEnvironment(ClusterObjects objects) {
    this.objects = objects;
  }

  Map<String, String> of(Container container, Map<String, String> imageEnv) {
    Map<String, String> environment = new LinkedHashMap<>(imageEnv);
    container
        .getEnvFrom()
        .forEach(
            source ->
                all(source)
                    .forEach(
                        (key, value) ->
                            environment.put(
                                Optional.ofNullable(source.getPrefix()).orElse("") + key,
                                text(value))));
    for (EnvVar variable : container.getEnv()) {
      value(variable).ifPresent(value -> environment.put(variable.getName(), value));
    }
    return environment;
  }

  private Map<String, byte[]> all(EnvFromSource source) {
    if (source.getConfigMapRef() != null) {
      var ref = source.getConfigMapRef();
      return objects.configMap(ref.getName(), ref.getOptional(), "envFrom");
    }
    if (source.getSecretRef() != null) {
      var ref = source.getSecretRef();
      return objects.secret(ref.getName(), ref.getOptional(), "envFrom");
    }
    return Map.of();
  }

  private Optional<String> value(EnvVar variable) {
    EnvVarSource source = variable.getValueFrom();
    if (source == null) {
      return Optional.of(Optional.ofNullable(variable.getValue()).orElse(""));
    }
    String usedBy = "env " + variable.getName();
    if (source.getSecretKeyRef() != null) {
      var ref = source.getSecretKeyRef();
      return key(
          objects.secret(ref.getName(), ref.getOptional(), usedBy),
          "Secret " + ref.getName(),
          ref.getKey(),
          ref.getOptional(),
          usedBy);
    }
    if (source.getConfigMapKeyRef() != null) {
      var ref = source.getConfigMapKeyRef();
      return key(
          objects.configMap(ref.getName(), ref.getOptional(), usedBy),
          "ConfigMap " + ref.getName(),
          ref.getKey(),
          ref.getOptional(),
          usedBy);
    }
    throw new UnsupportedOperationException(
        usedBy + " has a valueFrom that is not supported here: " + source);
  }

  private static Optional<String> key(
      Map<String, byte[]> values, String object, String key, Boolean optional, String usedBy) {
    byte[] value = values.get(key);
    if (value == null && !Boolean.TRUE.equals(optional)) {
      throw new IllegalStateException(
          usedBy
              + " needs the key "
              + key
              + " of the "
              + object
              + ", which has only "
              + values.keySet());
    }
    return Optional.ofNullable(value).map(ContainerEnvironment::text);
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
