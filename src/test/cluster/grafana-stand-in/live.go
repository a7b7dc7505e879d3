package main

import (
	"log"
	"net/http"
	"net/url"
	"strings"

	"github.com/centrifugal/centrifuge"
)

// newLive serves the WebSocket of Grafana Live: pings, refusals and all are the library's own.
func newLive(c config) (http.Handler, error) {
	node, err := centrifuge.New(centrifuge.Config{
		LogLevel: centrifuge.LogLevelDebug,
		Metrics:  centrifuge.MetricsConfig{MetricsNamespace: "grafana_live"},
		LogHandler: func(entry centrifuge.LogEntry) {
			log.Printf("live: %s %v", entry.Message, entry.Fields)
		},
	})
	if err != nil {
		return nil, err
	}
	node.OnConnect(func(client *centrifuge.Client) {
		// The handshake was a success by now: a full Grafana still answers 101. The same goes for a
		// limit of 0, which its documentation calls "disables Live".
		if c.maxConnections >= 0 && node.Hub().NumClients() > c.maxConnections {
			client.Disconnect(centrifuge.DisconnectConnectionLimit)
			return
		}
		client.OnRPC(func(_ centrifuge.RPCEvent, reply centrifuge.RPCCallback) {
			reply(centrifuge.RPCReply{}, centrifuge.ErrorMethodNotFound)
		})
	})
	if err := node.Run(); err != nil {
		return nil, err
	}
	handler := centrifuge.NewWebsocketHandler(node, centrifuge.WebsocketConfig{
		ReadBufferSize:  1024,
		WriteBufferSize: 1024,
		CheckOrigin:     c.checkOrigin,
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		signedIn := centrifuge.SetCredentials(r.Context(), &centrifuge.Credentials{UserID: "1"})
		handler.ServeHTTP(w, r.WithContext(signedIn))
	}), nil
}

func (c config) checkOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || c.anyOrigin {
		return true
	}
	parsed, err := url.Parse(strings.ToLower(origin))
	if err != nil {
		return false
	}
	if strings.EqualFold(parsed.Host, r.Host) || c.isRoot(parsed) {
		return true
	}
	for _, pattern := range c.origins {
		if pattern.Match(origin) {
			return true
		}
	}
	log.Printf("live: origin %q is refused: host %q, root URL %s", origin, r.Host, c.rootURL)
	return false
}

// isRoot tells whether an origin is that of root_url, whose port counts only where the origin has one.
func (c config) isRoot(origin *url.URL) bool {
	host := c.rootURL.Host
	if origin.Port() == "" {
		host = c.rootURL.Hostname()
	}
	return strings.EqualFold(origin.Scheme, c.rootURL.Scheme) && strings.EqualFold(origin.Host, host)
}
