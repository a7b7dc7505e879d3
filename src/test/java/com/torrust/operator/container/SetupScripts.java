package com.torrust.operator.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the shell scripts that turn a process into the container. */
final class SetupScripts {

  /** In the environment of the first process until it has become the container's program. */
  static final String PREPARING = "CONTAINER_IS_BEING_PREPARED";

  /**
   * The capabilities that the last step before the program still needs: to change root and user.
   */
  private static final List<String> LAST_CAPABILITIES = List.of("sys_chroot", "setuid", "setgid");

  private final ContainerPlan plan;
  private final Path folder;

  SetupScripts(ContainerPlan plan, Path folder) {
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Runs in new mount and network namespaces: mounts, starts the container, and ends with its exit
   * code. It reads standard input only to learn that the tests are gone (even by SIGKILL), and then
   * kills the container. The container isn't the shell's background job: those start with SIGINT
   * ignored. A shell forks it, whose first child is process 1 after {@code unshare --pid}: with
   * {@code --fork}, util-linux 2.38 loses the exit code of a killed child.
   */
  String supervisor() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "set -eu",
                "umask 022",
                "exec 3<&0 </dev/null",
                "mount --bind " + root() + " " + root()));
    lines.addAll(plan.place().setup());
    Stream.concat(plan.files().mounts().stream(), plan.volumes().stream())
        .forEach(mount -> mount(mount, lines));
    lines.addAll(
        List.of(
            "{ read -r line <&3 || true; kill -KILL \"$(cat "
                + pidFile()
                + ")\" || kill -KILL $$; } 2>/dev/null &",
            "guard=$!",
            "code=0",
            PREPARING
                + "=yes unshare --pid sh -c 'sh \"$0\"; exit $?' "
                + quote(folder.resolve(Namespaces.INIT))
                + " 3<&- || code=$?",
            "kill \"$guard\" 2>/dev/null || true",
            "exit \"$code\""));
    return text(lines);
  }

  /**
   * Runs as the first process of the new PID namespace. The host's /proc still tells its number on
   * the host.
   */
  String init() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "set -eu",
                "umask 022",
                "read -r pid rest </proc/self/stat",
                "echo \"$pid\" >" + pidFile(),
                "mount -t proc -o nosuid,nodev,noexec proc " + root() + "/proc"));
    if (plan.identity().readOnlyRoot()) {
      lines.add("mount -o remount,bind,ro " + root());
    }
    String log = quote(folder.resolve(Namespaces.LOG));
    String command =
        asContainer(plan.command()).stream()
            .map(SetupScripts::quote)
            .collect(Collectors.joining(" "));
    lines.add(": >" + quote(folder.resolve(Namespaces.READY)));
    lines.add("exec " + command + " >>" + log + " 2>&1");
    return text(lines);
  }

  /**
   * The command line that changes root, user, groups, privileges, folder and environment to the
   * container's. {@code setpriv} alone can't: it isn't in the image, and once the user has changed
   * the root can't be changed any more. With an empty bounding set the inherited capabilities are
   * all that {@code chroot} has, and the image's busybox drops them.
   */
  List<String> asContainer(List<String> command) {
    Identity identity = plan.identity();
    List<String> line =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--inh-caps=-all" + capabilities(",+"),
                "setpriv",
                "--bounding-set=-all",
                "chroot",
                "--userspec=+" + identity.user() + ":+" + identity.group(),
                "--groups="
                    + identity.groups().stream()
                        .map(group -> "+" + group)
                        .collect(Collectors.joining(",")),
                plan.files().root().toString(),
                "/busybox/busybox",
                "sh",
                "-c",
                "cd \"$0\" && exec /busybox/busybox setpriv "
                    + (identity.noNewPrivileges() ? "--nnp " : "")
                    + "--inh-caps="
                    + capabilities(",-").substring(1)
                    + " /busybox/busybox env -i \"$@\"",
                plan.workingDirectory()));
    for (Map.Entry<String, String> variable : plan.environment().entrySet()) {
      line.add(variable.getKey() + "=" + variable.getValue());
    }
    line.addAll(command);
    return line;
  }

  private void mount(Mount mount, List<String> lines) {
    String target = quote(plan.files().root() + mount.target());
    if (Files.isDirectory(mount.source())) {
      lines.add("mkdir -p " + target);
    } else {
      lines.add("mkdir -p \"$(dirname " + target + ")\"");
      lines.add("[ -e " + target + " ] || : >" + target);
    }
    lines.add("mount --bind " + quote(mount.source()) + " " + target);
    if (mount.readOnly()) {
      lines.add("mount -o remount,bind,ro " + target);
    }
  }

  private String root() {
    return quote(plan.files().root());
  }

  private String pidFile() {
    return quote(folder.resolve(Namespaces.PID));
  }

  private static String capabilities(String sign) {
    return sign + String.join(sign, LAST_CAPABILITIES);
  }

  private static String quote(Object word) {
    return "'" + word.toString().replace("'", "'\\''") + "'";
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
