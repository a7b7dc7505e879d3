package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API server accepts of a part of the spec and what it refuses, with which words; a
 * subclass has the rows. Nothing is stored: dry run.
 */
abstract class CrdSchema {

  static final String TLS = "  exposure: {tls: {issuerRef: {name: ca}}}\n";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String what, String manifest, String sentence, Sandbox sandbox) {
    final Kubectl.Result result = dryRun(manifest, sandbox);

    assertThat(result.code()).as("%s: %s", what, result.output()).isNotZero();
    assertThat(result.output()).as(what).contains(sentence);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void accepted(String what, String manifest, Sandbox sandbox) {
    final Kubectl.Result result = dryRun(manifest, sandbox);

    assertThat(result.code()).as("%s: %s", what, result.output()).isZero();
  }

  static String spec(String fields) {
    return "apiVersion: torrust.com/v1alpha1\nkind: TorrustStack\nmetadata: {name: demo}\nspec:\n"
        + fields;
  }

  static String host(String hostname) {
    return spec("  hostname: " + hostname + "\n" + TLS);
  }

  static String full(String fields) {
    return host("tracker.example.org") + fields;
  }

  static String tracker(String fields) {
    return full("  tracker: {" + fields + "}\n");
  }

  private static Kubectl.Result dryRun(String manifest, Sandbox sandbox) {
    return sandbox
        .kubectl()
        .attempt(
            manifest,
            "apply",
            "--dry-run=server",
            "--validate=strict",
            "-n",
            sandbox.namespace(),
            "-f",
            "-");
  }
}
