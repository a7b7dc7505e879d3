package com.torrust.operator.docs;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The fields of the resource as a page of Markdown, made from the CRD and nothing else. */
final class ApiReference {

  private static final Pattern DEFAULT = Pattern.compile("^(.*?)(?:^| )Default: (.*?)[.]?$");

  /** Kubernetes' own type, which its documentation describes. */
  private static final String ENV = "env";

  private static final String HEAD =
      """
# TorrustStack

Every field of `%s` `%s`, made from [the CRD](%s) by
`mvn test -Dtest=ApiReferenceTest -Dreference.update=true`. `kubectl explain` tells the same.
Short name `%s`, category `%s`.

An absent field takes its default in the operator; nothing is written into the object. Quantities are strings or
whole numbers. `env` lists hold [EnvVar](https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#envvar-v1-core)
objects of Kubernetes. What breaks a rule is refused at `kubectl apply` with the sentence that stands here.
""";

  private final StringBuilder page = new StringBuilder();

  /** Where each schema was described first. */
  private final Map<JsonNode, String> described = new HashMap<>();

  private ApiReference() {}

  /** Returns the page for a CRD with one version. */
  static String of(Path crd) throws IOException {
    final JsonNode definition = new YAMLMapper().readTree(crd.toFile()).path("spec");
    final JsonNode version = definition.at("/versions/0");
    final JsonNode root = version.at("/schema/openAPIV3Schema");
    final ApiReference reference = new ApiReference();
    reference.page.append(
        HEAD.formatted(
            definition.path("group").asText() + "/" + version.path("name").asText(),
            definition.at("/names/kind").asText(),
            crd.getFileName(),
            definition.at("/names/shortNames/0").asText(),
            definition.at("/names/categories/0").asText()));
    reference.rules(root);
    reference.describe("spec", root.at("/properties/spec"));
    reference.describe("status", root.at("/properties/status"));
    return reference.page.toString();
  }

  private void describe(String path, JsonNode schema) {
    page.append("\n## ").append(path).append("\n\n");
    sentence(schema.path("description").asText());
    final String same = described.putIfAbsent(shape(schema), path);
    if (same != null) {
      page.append("\nThe fields of [").append(same).append("](#").append(anchor(same)).append(")");
      page.append(".\n");
      return;
    }
    page.append("\n| field | type | default | description |\n|---|---|---|---|\n");
    final List<Map.Entry<String, JsonNode>> deeper = new ArrayList<>();
    for (final Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      final boolean array = type(field.getValue()).startsWith("array");
      final JsonNode inner = array ? field.getValue().path("items") : field.getValue();
      final String name = path + "." + field.getKey() + (array ? "[]" : "");
      final boolean isDeep = inner.has("properties") && !field.getKey().equals(ENV);
      if (isDeep) {
        deeper.add(Map.entry(name, inner));
      }
      row(field.getKey(), field.getValue(), isDeep ? name : null, isRequired(field, schema));
    }
    rules(schema);
    deeper.forEach(field -> describe(field.getKey(), field.getValue()));
  }

  private static boolean isRequired(Map.Entry<String, JsonNode> field, JsonNode schema) {
    return elements(schema.path("required")).anyMatch(field.getKey()::equals);
  }

  private void row(String name, JsonNode field, String section, boolean required) {
    final String text = field.path("description").asText();
    final Matcher split = DEFAULT.matcher(text);
    final boolean found = split.matches();
    final String label = section == null ? "`" + name + "`" : link(name, section);
    final String limits = constraints(field);
    page.append("| ")
        .append(label)
        .append(" | ")
        .append(type(field))
        .append(" | ")
        .append(required ? "required" : found ? cell(split.group(2)) : "")
        .append(" | ")
        .append(cell(found ? split.group(1) : text))
        .append(limits.isEmpty() ? "" : " *" + cell(limits) + ".*")
        .append(" |\n");
  }

  private static String link(String name, String section) {
    return "[`" + name + "`](#" + anchor(section) + ")";
  }

  /** As GitHub makes it from a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
  }

  private static String type(JsonNode field) {
    if (field.path("x-kubernetes-int-or-string").asBoolean()) {
      return "quantity";
    }
    final String type = field.path("type").asText();
    if (type.equals("array")) {
      return "array of " + type(field.path("items"));
    }
    final JsonNode values = field.path("additionalProperties");
    return values.isObject() ? "map of " + type(values) : type;
  }

  private static String constraints(JsonNode field) {
    final List<String> limits = new ArrayList<>();
    if (field.has("enum")) {
      limits.add("one of " + elements(field.path("enum")).collect(joining("`, `", "`", "`")));
    }
    if (field.has("minimum") && field.has("maximum")) {
      limits.add(field.path("minimum").asLong() + " to " + field.path("maximum").asLong());
    } else if (field.has("minimum")) {
      limits.add("at least " + field.path("minimum").asLong());
    } else if (field.has("maximum")) {
      limits.add("at most " + field.path("maximum").asLong());
    }
    if (field.has("maxLength")) {
      final String least = field.has("minLength") ? field.path("minLength") + " to " : "at most ";
      limits.add(least + field.path("maxLength") + " characters");
    }
    if (field.has("pattern")) {
      limits.add("`" + field.path("pattern").asText() + "`");
    }
    if (field.has("maxItems") || field.has("maxProperties")) {
      final int most = field.path("maxItems").asInt(field.path("maxProperties").asInt());
      limits.add("at most " + most + " entries");
    }
    if (field.path("x-kubernetes-list-type").asText().equals("map")) {
      limits.add("no two of one `" + field.at("/x-kubernetes-list-map-keys/0").asText() + "`");
    }
    return String.join("; ", limits);
  }

  private void rules(JsonNode schema) {
    final Set<String> messages = new TreeSet<>();
    for (final JsonNode rule : schema.path("x-kubernetes-validations")) {
      final String field = rule.path("fieldPath").asText("").replaceFirst("^[.]", "");
      final String message = rule.path("message").asText();
      messages.add(field.isEmpty() ? message : "`" + field + "`: " + message);
    }
    if (!messages.isEmpty()) {
      page.append("\nRules:\n\n");
      messages.forEach(message -> page.append("- ").append(text(message)).append(".\n"));
    }
  }

  private void sentence(String text) {
    if (!text.isEmpty()) {
      page.append(text(text)).append('\n');
    }
  }

  /** Fields and rules alone: two objects that differ in their description have the same fields. */
  private static JsonNode shape(JsonNode schema) {
    final ObjectNode copy = schema.deepCopy();
    copy.remove("description");
    return copy;
  }

  private static Stream<String> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
  }

  private static String cell(String text) {
    return text(text).replace("|", "\\|");
  }

  /** Angle brackets would be taken for HTML. */
  private static String text(String text) {
    return text.replace("<", "&lt;");
  }
}
