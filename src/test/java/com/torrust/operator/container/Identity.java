package com.torrust.operator.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the security contexts of a pod and its container ask for; the container's wins over the
 * pod's.
 *
 * @param user the uid
 * @param group the gid
 * @param groups every group the process belongs to, the gid first
 * @param fsGroup the group that owns the volumes
 * @param readOnlyRoot whether the root file system can't be written
 * @param noNewPrivileges whether a set-uid program gains nothing
 */
record Identity(
    long user,
    long group,
    List<Long> groups,
    Optional<Long> fsGroup,
    boolean readOnlyRoot,
    boolean noNewPrivileges) {

  static Identity of(PodSpec spec, Container container) {
    PodSecurityContext pod =
        Optional.ofNullable(spec.getSecurityContext())
            .orElseGet(() -> new PodSecurityContextBuilder().build());
    SecurityContext own =
        Optional.ofNullable(container.getSecurityContext())
            .orElseGet(() -> new SecurityContextBuilder().build());
    long user = first(own.getRunAsUser(), pod.getRunAsUser()).orElse(0L);
    long group = first(own.getRunAsGroup(), pod.getRunAsGroup()).orElse(0L);
    if (user == 0 && first(own.getRunAsNonRoot(), pod.getRunAsNonRoot()).orElse(false)) {
      throw new IllegalStateException(
          "runAsNonRoot is set and no runAsUser: the kubelet refuses an image that runs as root");
    }
    List<Long> groups = new ArrayList<>(List.of(group));
    groups.addAll(pod.getSupplementalGroups());
    Optional<Long> fsGroup = Optional.ofNullable(pod.getFsGroup());
    fsGroup.ifPresent(groups::add);
    return new Identity(
        user,
        group,
        groups.stream().distinct().toList(),
        fsGroup,
        Boolean.TRUE.equals(own.getReadOnlyRootFilesystem()),
        Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()));
  }

  private static <T> Optional<T> first(T own, T pod) {
    return Optional.ofNullable(own).or(() -> Optional.ofNullable(pod));
  }
}
