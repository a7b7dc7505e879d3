package com.torrust.operator.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Objects as YAML and back. */
public final class Manifests {

  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

  /** Keys of maps are sorted: the order that they come in differs from one JVM to the next. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Manifests() {}

  /** Returns the stack that a manifest describes. */
  public static TorrustStack stack(String yaml) {
    return KUBERNETES.unmarshal(yaml, TorrustStack.class);
  }

  /** Returns the object of the given kind that a manifest describes. */
  static <R extends HasMetadata> R object(String yaml, Class<R> kind) {
    return KUBERNETES.unmarshal(yaml, kind);
  }

  /** Returns a stack called demo with the given spec, as the API server would hand it out. */
  public static TorrustStack stackOf(String spec) {
    final String head =
        """
        apiVersion: torrust.com/v1alpha1
        kind: TorrustStack
        metadata:
          name: demo
          namespace: torrust
          uid: 00000000-0000-0000-0000-000000000001
          generation: 3
        spec:
        """;
    return stack(head + spec.indent(2));
  }

  /** Returns an object as YAML. */
  public static String text(Object object) {
    try {
      return YAML.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the names of the fields that are set in an object. */
  static Set<String> fields(Object object) {
    final Set<String> names = new TreeSet<>();
    YAML.valueToTree(object).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Returns the name of the file that an object is kept in. */
  static String file(HasMetadata object) {
    return object.getKind().toLowerCase(Locale.ROOT)
        + "-"
        + object.getMetadata().getName()
        + ".yaml";
  }
}
