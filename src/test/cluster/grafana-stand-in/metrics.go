package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics answers at /metrics before any login is asked for: with a name and a password of its own
// where they are set, and as a page that is not there where they are switched off.
type metrics struct {
	config config
	next   http.Handler
	page   http.Handler
}

func newMetrics(c config, next http.Handler) http.Handler {
	return metrics{config: c, next: next, page: promhttp.Handler()}
}

func (m metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !m.config.metrics || r.Method != http.MethodGet || r.URL.Path != "/metrics" {
		m.next.ServeHTTP(w, r)
		return
	}
	if m.config.metricsUser != "" && m.config.metricsPassword != "" {
		user, password, _ := r.BasicAuth()
		if !equal(user, m.config.metricsUser) || !equal(password, m.config.metricsPassword) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
	}
	m.page.ServeHTTP(w, r)
}
