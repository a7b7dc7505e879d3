package com.torrust.operator.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a namespace holds, as the API server gives it.
 *
 * @param objects by kind and name, such as {@code Service/demo-grafana}
 */
public record NamespaceObjects(Map<String, JsonNode> objects) {

  private static final String KINDS =
      "configmaps,secrets,persistentvolumeclaims,pods,services,deployments.apps,replicasets.apps,"
          + "endpointslices.discovery.k8s.io,ingresses.networking.k8s.io,"
          + "networkpolicies.networking.k8s.io,certificates.cert-manager.io,"
          + "torruststacks.torrust.com";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the namespace of a sandbox. */
  public static NamespaceObjects of(Sandbox sandbox) {
    final Map<String, JsonNode> objects = new TreeMap<>();
    try {
      JSON.readTree(
              sandbox
                  .kubectl()
                  .run(
                      "get",
                      KINDS,
                      "-n",
                      sandbox.namespace(),
                      "-o",
                      "json",
                      "--show-managed-fields"))
          .path("items")
          .forEach(object -> objects.put(id(object), object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new NamespaceObjects(objects);
  }

  /** Returns those that pass a test. */
  public NamespaceObjects where(Predicate<JsonNode> wanted) {
    return new NamespaceObjects(
        objects.entrySet().stream()
            .filter(entry -> wanted.test(entry.getValue()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Returns the children of a stack that the operator writes; pods are not among them. */
  public NamespaceObjects childrenOf(String stack) {
    return where(object -> stack.equals(label(object, "torrust.com/stack")) && isApplied(object));
  }

  /** Returns something of each object. */
  public Map<String, String> each(Function<JsonNode, String> view) {
    return objects.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> view.apply(entry.getValue()),
                (one, other) -> one,
                TreeMap::new));
  }

  /** Returns the version of each object, which moves with every write. */
  public Map<String, String> versions() {
    return each(object -> object.at("/metadata/resourceVersion").asText());
  }

  /** Returns a label of an object, null when it has none. */
  public static String label(JsonNode object, String name) {
    return object.path("metadata").path("labels").path(name).asText(null);
  }

  private static boolean isApplied(JsonNode object) {
    return StreamSupport.stream(object.at("/metadata/managedFields").spliterator(), false)
        .filter(entry -> entry.path("operation").asText().equals("Apply"))
        .anyMatch(entry -> entry.path("manager").asText().equals("torrust-operator"));
  }

  private static String id(JsonNode object) {
    return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
  }
}
