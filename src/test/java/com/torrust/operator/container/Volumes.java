package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the volumes that a container mounts, with the owners and modes the kubelet would give them.
 */
final class Volumes {

  private static final String DATA = "..data";
  private static final String NEW_DATA = "..data_tmp";
  private static final String VERSION = "..2000_01_01_00_00_00.";

  private final Path folder;
  private final ClusterObjects objects;
  private final Map<String, Path> claims;
  private final Identity identity;

  Volumes(Path folder, ClusterObjects objects, Map<String, Path> claims, Identity identity) {
    this.folder = folder;
    this.objects = objects;
    this.claims = claims;
    this.identity = identity;
  }

  /** The mounts of the container, outer ones before those inside them. */
  List<Mount> mounts(PodSpec spec, Container container) {
    Map<String, Made> made = new TreeMap<>();
    return container.getVolumeMounts().stream()
        .map(
            mount ->
                mount(
                    mount, made.computeIfAbsent(mount.getName(), name -> make(volume(spec, name)))))
        .sorted(Comparator.comparing(mount -> Path.of(mount.target()).getNameCount()))
        .toList();
  }

  /** Gives the files of ConfigMaps and Secrets their newest content, as the kubelet does. */
  void refresh(PodSpec spec) {
    spec.getVolumes().stream()
        .filter(volume -> volume.getConfigMap() != null || volume.getSecret() != null)
        .filter(volume -> Files.exists(folder.resolve(volume.getName())))
        .forEach(this::make);
  }

  private record Made(Path path, boolean readOnly) {}

  private static Volume volume(PodSpec spec, String name) {
    return spec.getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a volumeMount names the volume " + name + ", which the pod does not have"));
  }

  private static Mount mount(VolumeMount mount, Made volume) {
    if (mount.getSubPathExpr() != null) {
      throw new UnsupportedOperationException(
          "subPathExpr of the mount " + mount.getMountPath() + " is not supported here");
    }
    boolean readOnly = volume.readOnly() || Boolean.TRUE.equals(mount.getReadOnly());
    Path source = volume.path();
    if (mount.getSubPath() != null && !mount.getSubPath().isEmpty()) {
      source = source.resolve(mount.getSubPath());
      if (!Files.exists(source)) {
        Folders.create(source, 0750);
      }
    }
    return new Mount(source, mount.getMountPath(), readOnly);
  }

  private Made make(Volume volume) {
    String name = volume.getName();
    Path own = folder.resolve(name);
    boolean readOnly = false;
    if (volume.getEmptyDir() != null) {
      Folders.create(own, 0777);
    } else if (volume.getPersistentVolumeClaim() != null) {
      own = claims.getOrDefault(volume.getPersistentVolumeClaim().getClaimName(), own);
      if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
        Folders.create(own, 0755);
      }
      readOnly = Boolean.TRUE.equals(volume.getPersistentVolumeClaim().getReadOnly());
    } else if (volume.getConfigMap() != null) {
      write(own, volume.getConfigMap(), "volume " + name);
      readOnly = true;
    } else if (volume.getSecret() != null) {
      write(own, volume.getSecret(), "volume " + name);
      readOnly = true;
    } else {
      throw new UnsupportedOperationException(
          "the kind of volume " + name + " is not supported here: " + volume);
    }
    Path path = own;
    boolean locked = readOnly;
    identity.fsGroup().ifPresent(group -> Folders.giveToGroup(path, group, locked));
    return new Made(own, readOnly);
  }

  private void write(Path target, ConfigMapVolumeSource source, String usedBy) {
    Map<String, byte[]> values = objects.configMap(source.getName(), source.getOptional(), usedBy);
    write(target, values, source.getItems(), source.getDefaultMode(), source.getOptional(), usedBy);
  }

  private void write(Path target, SecretVolumeSource source, String usedBy) {
    Map<String, byte[]> values =
        objects.secret(source.getSecretName(), source.getOptional(), usedBy);
    write(target, values, source.getItems(), source.getDefaultMode(), source.getOptional(), usedBy);
  }

  /**
   * As the kubelet lays them out: a hidden folder with the files, and links to them in the open. A
   * newer version takes the place of the former at one stroke.
   */
  private static void write(
      Path target,
      Map<String, byte[]> values,
      List<KeyToPath> items,
      Integer defaultMode,
      Boolean optional,
      String usedBy) {
    int mode = Optional.ofNullable(defaultMode).orElse(0644);
    Optional<Path> former = Folders.linked(target.resolve(DATA));
    Path version =
        Folders.create(
            Folders.create(target, 0777)
                .resolve(VERSION + former.map(Volumes::number).map(n -> n + 1).orElse(1)),
            0755);
    if (items.isEmpty()) {
      values.forEach((key, value) -> Folders.write(version.resolve(key), value, mode));
    }
    for (KeyToPath item : items) {
      byte[] value = values.get(item.getKey());
      if (value != null) {
        Folders.write(
            version.resolve(item.getPath()),
            value,
            Optional.ofNullable(item.getMode()).orElse(mode));
      } else if (!Boolean.TRUE.equals(optional)) {
        throw new IllegalStateException(
            usedBy + " needs the key " + item.getKey() + ", there is only " + values.keySet());
      }
    }
    publish(target, version);
    former.ifPresent(old -> Folders.delete(target.resolve(old)));
  }

  private static void publish(Path target, Path version) {
    Folders.link(target.resolve(NEW_DATA), version.getFileName().toString());
    Folders.replace(target.resolve(NEW_DATA), target.resolve(DATA));
    List<String> names = Folders.names(version);
    Folders.names(target).stream()
        .filter(name -> !name.startsWith("..") && !names.contains(name))
        .forEach(stale -> Folders.delete(target.resolve(stale)));
    names.stream()
        .filter(name -> !Files.exists(target.resolve(name), LinkOption.NOFOLLOW_LINKS))
        .forEach(name -> Folders.link(target.resolve(name), DATA + "/" + name));
  }

  private static int number(Path version) {
    return Integer.parseInt(version.toString().substring(VERSION.length()));
  }
}
