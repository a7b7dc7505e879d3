package com.torrust.operator.image;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An image of the operator that was written as a tar, unpacked into a folder, to be run from there
 * with a new root, as the user that it names, with nothing writable but {@code /tmp}.
 *
 * @param root the folder
 * @param size of the tar, in bytes
 * @param config what the image says of itself
 */
record OperatorImage(Path root, long size, JsonNode config) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKENS = "/var/run/secrets/kubernetes.io/serviceaccount";

  /** Mounts what a container has, with $1 the root, $2 its /tmp and $3 the token's folder. */
  private static final String SETUP =
      """
      set -e
      root=$1; tmp=$2; tokens=$3; shift 3
      mount --bind "$root" "$root"
      mount -o remount,bind,ro "$root"
      mount -t proc proc "$root/proc"
      mount -t tmpfs tmpfs "$root/dev"
      for device in null zero random urandom; do
        : >"$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
      done
      mount --bind "$tmp" "$root/tmp"
      mount --bind "$tokens" "$root%s"
      exec "$@"
      """
          .formatted(TOKENS);

  static OperatorImage unpack(Path tar, Path folder) throws IOException {
    final Path image = Files.createDirectories(folder.resolve("image"));
    final Path root = Files.createDirectories(folder.resolve("root"));
    run(List.of("tar", "-xf", tar.toString(), "-C", image.toString()));
    final JsonNode manifest = JSON.readTree(image.resolve("manifest.json").toFile()).get(0);
    for (final JsonNode layer : manifest.get("Layers")) {
      run(
          List.of(
              "tar",
              "--warning=no-unknown-keyword",
              "-xf",
              image.resolve(layer.asText()).toString(),
              "-C",
              root.toString()));
    }
    return new OperatorImage(
        root,
        Files.size(tar),
        JSON.readTree(image.resolve(manifest.get("Config").asText()).toFile()).get("config"));
  }

  /** Returns the image's command. */
  List<String> entrypoint() {
    return StreamSupport.stream(config.get("Entrypoint").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Returns the image's environment. */
  Map<String, String> environment() {
    return StreamSupport.stream(config.get("Env").spliterator(), false)
        .map(variable -> variable.asText().split("=", 2))
        .collect(toMap(pair -> pair[0], pair -> pair[1]));
  }

  /**
   * Returns the command line that runs a command in the image; a signal reaches the command itself.
   *
   * @param tmp what is mounted at /tmp
   * @param tokens what is mounted where a pod has the token of its ServiceAccount
   * @param environment the whole environment
   */
  List<String> command(
      List<String> command, Path tmp, Path tokens, Map<String, String> environment) {
    final List<String> line =
        new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
    line.addAll(List.of("sh", "-c", SETUP, "sh", root.toString(), tmp.toString()));
    line.addAll(List.of(tokens.toString(), "setpriv", "--no-new-privs"));
    // chroot looks for the program on the PATH of its environment.
    line.addAll(List.of("env", "-i"));
    environment.forEach((name, value) -> line.add(name + "=" + value));
    line.addAll(List.of("/usr/sbin/chroot", "--userspec=" + config.get("User").asText()));
    line.add("--groups=");
    line.add(root.toString());
    line.addAll(command);
    return line;
  }

  static String run(List<String> command) {
    try {
      final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      final String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
