package com.torrust.operator.it;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The hostname and the name of a stack, and its manifest as a whole. */
@WithOperator
class CrdSchemaStackIT extends CrdSchema {

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("no hostname", spec(TLS), "spec.hostname: Required value"),
        arguments("one label", host("localhost"), "must be a full DNS name"),
        arguments("IP address", host("192.0.2.1"), "must be a full DNS name"),
        arguments("numeric last label", host("tracker.123"), "must be a full DNS name"),
        arguments("wildcard", host("'*.example.org'"), "must be a full DNS name"),
        arguments("scheme", host("https://example.org"), "must be a full DNS name"),
        arguments("port", host("example.org:443"), "must be a full DNS name"),
        arguments("path", host("example.org/x"), "must be a full DNS name"),
        arguments("capitals", host("Example.org"), "must be a full DNS name"),
        arguments("hyphen at the end", host("a-.example.org"), "must be a full DNS name"),
        arguments("dot at the end", host("example.org."), "must be a full DNS name"),
        arguments("label of 64", host("a".repeat(64) + ".org"), "must be a full DNS name"),
        arguments("254 characters", host("a.".repeat(126) + "ab"), "may not be more than 253"),
        arguments("empty hostname", host("''"), "must be a full DNS name"),
        arguments("unknown field", full("  trakcer: {}\n"), "unknown field \"spec.trakcer\""),
        arguments(
            "no spec",
            "apiVersion: torrust.com/v1alpha1\nkind: TorrustStack\nmetadata: {name: demo}\n",
            "spec: Required value"),
        arguments(
            "long name",
            full("").replace("name: demo", "name: " + "a".repeat(40)),
            "metadata.name must have at most 39"),
        arguments(
            "name with a dot",
            full("").replace("name: demo", "name: a.b"),
            "metadata.name must have at most 39"));
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments("smallest", full("")),
        arguments("253 characters", host("a.".repeat(125) + "abc")),
        arguments("number before letters", host("1a.2b.3com")),
        arguments("name of 39", full("").replace("name: demo", "name: " + "a".repeat(39))));
  }
}
