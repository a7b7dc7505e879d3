#!/usr/bin/env bash
# Builds the operator, brings up a private cluster with cert-manager on this machine, and runs a TorrustStack on it.
#
#   deploy/quickstart.sh          stays until Ctrl-C, then removes what it started
#   deploy/quickstart.sh --once   exits instead: 0 when the stack is Ready, otherwise 1 with the reasons
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

limit=300 # seconds from the cluster's start to Ready
once=false
case "${1:-}" in
  "") ;;
  --once) once=true ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "$0"
    exit 64
    ;;
esac

step() { printf '\n\033[1m==> %s\033[0m\n' "$*"; }

check_machine() {
  local missing=()
  local java_version
  java_version=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p' || true)
  [ "${java_version:-0}" -ge 17 ] || missing+=("a JDK, 17 or newer (Debian: apt-get install openjdk-17-jdk-headless)")
  command -v mvn >/dev/null || missing+=("Maven, 3.8 or newer (Debian: apt-get install maven)")
  command -v go >/dev/null || missing+=("Go, 1.26 or newer, which builds the cluster's programs (see go.dev)")
  if [ ${#missing[@]} -gt 0 ]; then
    echo "This machine lacks:" >&2
    printf '  - %s\n' "${missing[@]}" >&2
    exit 69
  fi
}

stop() {
  local code=$?
  trap - EXIT INT TERM
  if [ -n "${operator:-}" ] || [ -n "${CLUSTER_PID:-}" ]; then step "Removing what was started"; fi
  if [ -n "${operator:-}" ]; then kill "$operator" 2>/dev/null && wait "$operator" 2>/dev/null || true; fi
  if [ -n "${CLUSTER_PID:-}" ]; then
    local cluster=$CLUSTER_PID
    kill "$cluster" 2>/dev/null && wait "$cluster" 2>/dev/null || true
  fi
  if [ -n "${work:-}" ]; then rm -rf "$work"; fi
  exit "$code"
}

# Prints each condition when it changes, until the stack is Ready or the time is over.
follow() {
  local conditions previous="" line
  while [ $((SECONDS - up)) -lt "$limit" ]; do
    conditions=$(k get torruststack demo -n torrust -o \
      'jsonpath={range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\n"}{end}' 2>/dev/null || true)
    while IFS= read -r line; do
      if [ -n "$line" ] && ! grep -qxF -- "$line" <<<"$previous"; then
        printf '%4d s  %s\n' $((SECONDS - up)) "$line"
      fi
    done <<<"$conditions"
    previous=$conditions
    if grep -q '^Ready=True ' <<<"$conditions"; then return 0; fi
    if ! kill -0 "$operator" 2>/dev/null; then
      echo "The operator ended:" >&2
      tail -n 20 "$work/operator.log" >&2
      return 1
    fi
    sleep 0.5
  done
  echo "The stack is not Ready after $limit s; the lines above say why. The operator's last lines:" >&2
  tail -n 20 "$work/operator.log" >&2
  return 1
}

check_machine
work=$(mktemp -d)
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export KUBECACHEDIR=$work/kubectl-cache

step "Building the operator"
mvn -q -B -Dstyle.color=never -DskipTests package dependency:build-classpath \
  -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test

step "Starting a private cluster (the first time, its programs are compiled: some ten minutes)"
coproc CLUSTER {
  # Ctrl-C reaches the whole process group; the cluster ends when this script ends it.
  trap '' INT
  exec java -cp "target/test-classes:$(<target/test.classpath)" com.torrust.operator.cluster.ClusterMain
}
cluster_out=${CLUSTER[0]}
while IFS= read -r line <&"$cluster_out"; do
  case "$line" in
    KUBECONFIG=*) export "${line?}" ;;
    KUBECTL=*) kubectl=${line#*=} ;;
    SIMULATED=*) simulated=${line#*=} ;;
    CLUSTER=*) description=${line#*=} ;;
    READY) ready=true; break ;;
  esac
done
[ "${ready:-false}" = true ] || { echo "error: the cluster did not start; see the lines above" >&2; exit 1; }
up=$SECONDS
echo "$description"
if [ "$simulated" = true ]; then
  echo "Pods are SIMULATED here: KWOK reports them as running, but no tracker, Prometheus or Grafana runs in them."
  echo "On a real cluster they do. API server, controllers, scheduler and cert-manager are the real programs."
fi
k() { "$kubectl" "$@"; }

step "Installing the CRD, the operator's rights and the sample"
k apply -f crds
k wait --for=jsonpath='{.status.conditions}' crd/torruststacks.torrust.com --timeout=60s >/dev/null
k wait --for=condition=Established crd/torruststacks.torrust.com --timeout=60s
k apply -k deploy/rbac
k apply -f samples/quickstart.yaml

step "Running the operator as its ServiceAccount, with the rights of deploy/rbac only"
java -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dkubernetes.impersonate.username=system:serviceaccount:torrust-operator:torrust-operator \
  -Dtorrust.verification.pods=false -Djdk.net.hosts.file=/etc/hosts \
  -Dquarkus.http.port=0 -jar target/quarkus-app/quarkus-run.jar >"$work/operator.log" 2>&1 &
operator=$!

step "Following the conditions of torruststack/demo"
follow

step "Ready"
k get torruststacks -A
echo
k get deployments,services,ingresses,certificates,persistentvolumeclaims,secrets,configmaps \
  -n torrust -l torrust.com/stack=demo
echo
echo "The endpoints, and whether they work, seen from the operator on this machine, which asks no name server:"
k get torruststack demo -n torrust -o \
  'jsonpath={range .status.endpoints[*]}{.row}{"\t"}{.verified}{"\t"}{.reason}{"\n"}{"  "}{.url}{"\n"}{"  "}{.message}{"\n"}{end}'

if [ "$once" = false ]; then
  cat <<EOF

Try next, in another terminal:
  export KUBECONFIG=$KUBECONFIG
  alias kubectl=$kubectl
  kubectl describe torruststack demo -n torrust
  kubectl patch torruststack demo -n torrust --type=merge -p '{"spec":{"tracker":{"logLevel":"debug"}}}'
  kubectl delete deployment demo-grafana -n torrust      # it comes back
  kubectl get events -n torrust
The operator's log: $work/operator.log

Ctrl-C ends the operator and the cluster.
EOF
  wait "$operator"
fi
