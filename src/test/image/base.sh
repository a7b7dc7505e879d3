#!/usr/bin/env bash
# Makes a base image for the operator's image where none can be pulled: a Java runtime that jlink takes out of a JDK 25,
# the C library of this machine, and nothing else, with the layout of the image that pom.xml names.
#
#   base.sh JDK TARGET     writes TARGET, a tar as `docker save` writes it
set -euo pipefail
jdk=$1 target=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root"/{etc,tmp,proc,dev,opt/java,var/run/secrets/kubernetes.io/serviceaccount}
chmod 1777 "$root/tmp"

"$jdk/bin/jlink" --add-modules java.se,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs \
  --no-header-files --no-man-pages --strip-debug --generate-cds-archive --output "$root/opt/java/openjdk"
echo 'root:x:0:0:root:/root:/sbin/nologin' >"$root/etc/passwd"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
for file in "$root"/opt/java/openjdk/bin/java "$root"/opt/java/openjdk/lib/*.so "$root"/opt/java/openjdk/lib/server/*.so; do
  LD_LIBRARY_PATH=$root/opt/java/openjdk/lib ldd "$file" | sed -nE 's/.*[[:space:]](\/[^ ]+) \(0x.*/\1/p'
done | grep -v "^$root" | sort -u | while IFS= read -r library; do
  # The graphics of a desktop are no part of it.
  case $library in
    */libc.so.*|*/libm.so.*|*/libdl.so.*|*/libpthread.so.*|*/librt.so.*|*/libz.so.*|*/libresolv.so.*|*/ld-linux*) ;;
    *) continue ;;
  esac
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done

tar -C "$root" --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -cf "$work/layer.tar" .
case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
cat >"$work/config.json" <<END
{"architecture": "$architecture", "os": "linux",
 "config": {"Env": ["PATH=/opt/java/openjdk/bin", "JAVA_HOME=/opt/java/openjdk"]},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$(sha256sum "$work/layer.tar" | cut -d' ' -f1)"]}}
END
echo '[{"Config": "config.json", "RepoTags": ["base:latest"], "Layers": ["layer.tar"]}]' >"$work/manifest.json"
tar -C "$work" -cf "$target" manifest.json config.json layer.tar
