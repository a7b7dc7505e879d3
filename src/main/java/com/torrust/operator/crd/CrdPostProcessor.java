package com.torrust.operator.crd;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.Map;

/**
 * Adds to the generated CRD what no annotation of the generator expresses: map lists, so that
 * appliers merge list entries by key, open Kubernetes types, the limit on the name, and the status
 * of a new object.
 *
 * <p>Runs in the build, named by {@code quarkus.operator-sdk.crd.post-processor}.
 */
public final class CrdPostProcessor implements CRDPostProcessor {

  /** Longest name that leaves room for the longest suffix of a child, in characters. */
  static final int MAX_NAME = 39;

  /** Keeps the rules on names of environment variables within the API server's cost limit. */
  private static final long MAX_VARIABLE_NAME = 128;

  private static final List<String> COLUMNS =
      List.of("Ready", "URL", "WebSocket", "Age", "Reason", "Controller");

  private static final Map<String, String> KEY_OF_LIST =
      Map.of(
          "conditions", "type",
          "components", "name",
          "dnsHints", "hostname",
          "endpoints", "name",
          "env", "name",
          "http", "name",
          "imagePullSecrets", "name",
          "udp", "name");

  @Override
  public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
    if (crd instanceof CustomResourceDefinition definition) {
      definition
          .getSpec()
          .getVersions()
          .forEach(
              version -> {
                version
                    .getAdditionalPrinterColumns()
                    .sort(comparing(c -> COLUMNS.indexOf(c.getName())));
                complete(version.getSchema().getOpenAPIV3Schema());
              });
    }
    return crd;
  }

  private static void complete(JSONSchemaProps root) {
    root.setDescription("A Torrust tracker with Prometheus and Grafana on one public hostname.");
    root.setRequired(List.of("spec"));
    root.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule(
                    "self.metadata.name.size() <= "
                        + MAX_NAME
                        + " && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')")
                .withMessage(
                    "metadata.name must have at most "
                        + MAX_NAME
                        + " lower-case letters, digits and hyphens and begin with a letter, because"
                        + " the names of Services are made from it")
                .build()));
    final JSONSchemaProps status = root.getProperties().get("status");
    status.setDescription("What the operator observed; written by the operator only.");
    status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
    root.getProperties().get("spec").setDescription("What is wanted.");
    walk(root);
  }

  private static void walk(JSONSchemaProps schema) {
    open(schema);
    if (schema.getItems() != null) {
      walk(schema.getItems().getSchema());
    }
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach(
              (name, property) -> {
                keyList(name, property);
                walk(property);
              });
    }
  }

  private static void keyList(String name, JSONSchemaProps property) {
    if (!"array".equals(property.getType())) {
      return;
    }
    final String key = KEY_OF_LIST.get(name);
    property.setXKubernetesListType(key == null ? "atomic" : "map");
    if (key != null) {
      final JSONSchemaProps items = property.getItems().getSchema();
      property.setXKubernetesListMapKeys(List.of(key));
      if (!items.getRequired().contains(key)) {
        items.setRequired(List.of(key));
      }
      if (name.equals("env")) {
        items.getProperties().get(key).setMaxLength(MAX_VARIABLE_NAME);
      }
    }
  }

  /** A map of objects of unknown shape stands for a Kubernetes type that is kept as it is. */
  private static void open(JSONSchemaProps schema) {
    final boolean unknown =
        schema.getAdditionalProperties() != null
            && schema.getAdditionalProperties().getSchema() != null
            && "object".equals(schema.getAdditionalProperties().getSchema().getType());
    if (unknown) {
      schema.setAdditionalProperties(null);
      schema.setXKubernetesPreserveUnknownFields(true);
    }
  }
}
