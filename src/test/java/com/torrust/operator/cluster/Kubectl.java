package com.torrust.operator.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where kubectl is. */
final class Kubectl {

  private static final String NAME = "kubectl";

  private Kubectl() {}

  /** The one that was built with the control plane. */
  static Path built() {
    return Programs.folder(KwokControlPlane.MODULE).resolve(NAME);
  }

  /** The user's own, else the built one. */
  static Path installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, NAME))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(Kubectl::built);
  }
}
