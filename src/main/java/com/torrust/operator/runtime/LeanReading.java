package com.torrust.operator.runtime;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.torrust.operator.TorrustStackReconciler;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps what the informers cache small. Texts, and the fields that an object's managers own, are
 * mostly the same for all stacks, and equal parts are kept once. Of managers only the operator
 * itself is kept, and never written, since nothing that the operator sends may name one. The spec
 * of pods is not read.
 */
@Singleton
public final class LeanReading implements KubernetesClientObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule()
            .addDeserializer(String.class, new Texts())
            .addDeserializer(FieldsV1.class, new Fields()));
    mapper.addMixIn(ObjectMeta.class, Metadata.class);
    mapper.addMixIn(Pod.class, OnlyStatus.class);
  }

  /** What Jackson shall know of metadata. */
  private interface Metadata {

    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    List<ManagedFieldsEntry> getManagedFields();

    @JsonDeserialize(converter = Own.class)
    void setManagedFields(List<ManagedFieldsEntry> entries);
  }

  /** What Jackson shall know of pods. */
  @JsonIgnoreProperties("spec")
  private interface OnlyStatus {}

  /** Leaves other managers out. */
  static final class Own
      extends StdConverter<List<ManagedFieldsEntry>, List<ManagedFieldsEntry>> {

    @Override
    public List<ManagedFieldsEntry> convert(List<ManagedFieldsEntry> entries) {
      return entries.stream()
          .filter(entry -> TorrustStackReconciler.FIELD_MANAGER.equals(entry.getManager()))
          .toList();
    }
  }

  /**
   * Values seen lately; one that comes again and again is found, whatever else comes in between.
   *
   * @param slots each remembers the last value of its share of all hash codes
   */
  private record Recent<T>(AtomicReferenceArray<T> slots) {

    private static final int SLOTS = 1 << 13;

    static <T> Recent<T> none() {
      return new Recent<>(new AtomicReferenceArray<>(SLOTS));
    }

    T same(T value) {
      final int hash = value.hashCode();
      final int slot = (hash ^ hash >>> 16) & SLOTS - 1;
      final T known = slots.get(slot);
      if (value.equals(known)) {
        return known;
      }
      slots.set(slot, value);
      return value;
    }
  }

  private static final class Texts extends StdScalarDeserializer<String> {

    private final transient Recent<String> recent = Recent.none();

    Texts() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      final String text = StringDeserializer.instance.deserialize(parser, context);
      return text == null ? null : recent.same(text);
    }
  }

  /** Reads a tree of fields from its leaves up. */
  private static final class Fields extends StdDeserializer<FieldsV1> {

    private final transient Recent<Map<String, Object>> recent = Recent.none();

    Fields() {
      super(FieldsV1.class);
    }

    @Override
    public FieldsV1 deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      final FieldsV1 fields = new FieldsV1();
      fields.setAdditionalProperties(read(parser));
      return fields;
    }

    private Map<String, Object> read(JsonParser parser) throws IOException {
      final Map<String, Object> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        final String name = parser.currentName();
        fields.put(
            name,
            parser.nextToken() == JsonToken.START_OBJECT
                ? read(parser)
                : parser.readValueAs(Object.class));
      }
      return recent.same(
          fields.size() > 1 ? Collections.unmodifiableMap(fields) : Map.copyOf(fields));
    }
  }
}
