#!/usr/bin/env bash
# Writes deploy/torrust-operator.yaml, the one file for `kubectl apply -f`, anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
"${KUBECTL:-kubectl}" kustomize cluster-wide >torrust-operator.yaml.new
mv torrust-operator.yaml.new torrust-operator.yaml
