package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that decides how the container's process runs.
 *
 * @param command program and arguments
 * @param environment the whole environment
 * @param workingDirectory where it starts
 * @param identity as whom
 * @param files its root file system
 * @param volumes what is mounted into it
 * @param place where its sockets are
 */
record ContainerPlan(
    List<String> command,
    Map<String, String> environment,
    String workingDirectory,
    Identity identity,
    RootFilesystem files,
    List<Mount> volumes,
    PodPlace place) {

  /**
   * What the pod template refers to, and what its image holds.
   *
   * @param objects ConfigMaps and Secrets
   * @param programs real programs by their path in the image
   * @param imageEnv the image's environment
   * @param entrypoint the image's command
   * @param hosts addresses by the names that the cluster's DNS would know
   * @param place where its sockets are
   */
  record Inputs(
      ClusterObjects objects,
      Map<String, Path> programs,
      Map<String, String> imageEnv,
      List<String> entrypoint,
      Map<String, String> hosts,
      PodPlace place) {}

  /** Makes the files and volumes below the folder, and resolves all that the template refers to. */
  static ContainerPlan of(
      Path folder, PodSpec spec, Container container, Volumes volumes, Inputs inputs) {
    Identity identity = Identity.of(spec, container);
    return new ContainerPlan(
        command(container, inputs.entrypoint()),
        new ContainerEnvironment(inputs.objects()).of(container, inputs.imageEnv()),
        Optional.ofNullable(container.getWorkingDir()).orElse("/"),
        identity,
        RootFilesystem.make(
            folder.resolve("root"), inputs.programs(), inputs.place().address(), inputs.hosts()),
        volumes.mounts(spec, container),
        inputs.place());
  }

  private static List<String> command(Container container, List<String> entrypoint) {
    List<String> command =
        new ArrayList<>(container.getCommand().isEmpty() ? entrypoint : container.getCommand());
    if (command.isEmpty()) {
      throw new IllegalStateException(
          "the container has no command: give the image's by imageEntrypoint");
    }
    command.addAll(container.getArgs());
    return command;
  }
}
