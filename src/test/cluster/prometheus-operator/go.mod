module github.com/torrust/torrust-operator/src/test/cluster/prometheus-operator

go 1.26.0

// Only for the CRDs in its folder example, so `go mod tidy` would drop it.
require github.com/prometheus-operator/prometheus-operator v0.85.0
