// Grafana-stand-in answers as Grafana does where a proxy in front of it matters: credentials, the
// WebSocket of Grafana Live and its refusals, the health page, and the account of the administrator
// with the protection against guessed passwords. The WebSocket is served by the library that Grafana
// itself uses. It is configured by Grafana's own environment variables.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

func main() {
	log.SetFlags(log.LUTC | log.Ltime | log.Lmsgprefix)
	// As of `grafana server`; it also tells one process from another.
	folder := flag.String("homepath", ".", "folder that the process belongs to, with its database")
	flag.Parse()
	if err := serve(*folder); err != nil {
		log.Fatal(err)
	}
}

func serve(folder string) error {
	config, err := readConfig(os.Getenv)
	if err != nil {
		return err
	}
	account, err := openAccount(folder, config)
	if err != nil {
		return fmt.Errorf("opening the database: %w", err)
	}
	live, err := newLive(config)
	if err != nil {
		return fmt.Errorf("starting Live: %w", err)
	}
	listener, err := net.Listen("tcp", config.address)
	if err != nil {
		return err
	}
	log.Printf("listening on %s for %s", listener.Addr(), config.rootURL)
	server := &http.Server{
		Handler:           newMetrics(config, newSite(account, live)),
		ReadHeaderTimeout: 10 * time.Second,
	}
	return server.Serve(listener)
}
