package main

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/gobwas/glob"
)

// config is what the environment says, with Grafana's defaults.
type config struct {
	address                      string
	rootURL                      *url.URL
	user, password               string
	maxConnections               int
	anyOrigin                    bool
	origins                      []glob.Glob
	metrics                      bool
	metricsUser, metricsPassword string
}

func readConfig(env func(string) string) (config, error) {
	get := func(name, otherwise string) string {
		if value := env(name); value != "" {
			return value
		}
		return otherwise
	}
	port := get("GF_SERVER_HTTP_PORT", "3000")
	placeholders := strings.NewReplacer(
		"%(protocol)s", get("GF_SERVER_PROTOCOL", "http"),
		"%(domain)s", get("GF_SERVER_DOMAIN", "localhost"),
		"%(http_port)s", port)
	root, err := url.Parse(placeholders.Replace(
		get("GF_SERVER_ROOT_URL", "%(protocol)s://%(domain)s:%(http_port)s/")))
	if err != nil {
		return config{}, fmt.Errorf("GF_SERVER_ROOT_URL: %w", err)
	}
	limit, err := strconv.Atoi(get("GF_LIVE_MAX_CONNECTIONS", "100"))
	if err != nil {
		return config{}, fmt.Errorf("GF_LIVE_MAX_CONNECTIONS: %w", err)
	}
	made := config{
		address:         net.JoinHostPort(env("GF_SERVER_HTTP_ADDR"), port),
		rootURL:         root,
		user:            get("GF_SECURITY_ADMIN_USER", "admin"),
		password:        get("GF_SECURITY_ADMIN_PASSWORD", "admin"),
		maxConnections:  limit,
		metrics:         get("GF_METRICS_ENABLED", "true") == "true",
		metricsUser:     env("GF_METRICS_BASIC_AUTH_USERNAME"),
		metricsPassword: env("GF_METRICS_BASIC_AUTH_PASSWORD"),
	}
	return made, made.allow(strings.Split(env("GF_LIVE_ALLOWED_ORIGINS"), ","))
}

// allow compiles the patterns of [live] allowed_origins; a star alone lets everything in.
func (c *config) allow(patterns []string) error {
	for _, pattern := range patterns {
		pattern = strings.TrimSpace(pattern)
		if pattern == "" {
			continue
		}
		compiled, err := glob.Compile(pattern)
		if err != nil {
			return fmt.Errorf("GF_LIVE_ALLOWED_ORIGINS: %q: %w", pattern, err)
		}
		c.anyOrigin = c.anyOrigin || pattern == "*"
		c.origins = append(c.origins, compiled)
	}
	c.anyOrigin = c.anyOrigin && len(c.origins) == 1
	return nil
}
