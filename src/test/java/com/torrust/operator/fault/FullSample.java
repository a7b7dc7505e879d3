package com.torrust.operator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.torrust.operator.it.Sandbox;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sample with every field of a stack.
 *
 * @param sandbox where it is put
 */
record FullSample(Sandbox sandbox) {

  private static final Path FILE = Path.of("samples/full.yaml");
  private static final Path DEFINITION = Path.of("crds/torruststacks.torrust.com-v1.yml");

  /** Returns its stack. */
  ObjectNode stack() throws IOException {
    final YAMLMapper yaml = new YAMLMapper();
    final ObjectNode stack =
        yaml.readerFor(ObjectNode.class)
            .<ObjectNode>readValues(FILE.toFile())
            .readAll()
            .stream()
            .filter(object -> object.path("kind").asText().equals("TorrustStack"))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) stack.get("metadata")).put("namespace", sandbox.namespace());
    return stack;
  }

  /** Returns all that can be wrong with its stack. */
  List<Mutation> mutations() throws IOException {
    return Mutations.of(stack(), specSchema());
  }

  /** Creates the Secrets that its stack names, so that none ends at the first one missing. */
  void createSecrets() throws IOException {
    try (InputStream sample = Files.newInputStream(FILE)) {
      for (final HasMetadata object : sandbox.client().load(sample).items()) {
        if (object instanceof Secret) {
          object.getMetadata().setNamespace(sandbox.namespace());
          sandbox.client().resource(object).create();
        }
      }
    }
  }

  private static JsonNode specSchema() throws IOException {
    return new YAMLMapper()
        .readTree(DEFINITION.toFile())
        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
  }
}
