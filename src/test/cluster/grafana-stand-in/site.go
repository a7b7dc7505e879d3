package main

import (
	"encoding/json"
	"net/http"
	"strings"
)

// site answers by path; who is asking is settled before what they ask for, as in Grafana.
type site struct {
	account *account
	live    http.Handler
}

// answer is the JSON of Grafana's errors.
type answer struct {
	Message    string `json:"message"`
	MessageID  string `json:"messageId,omitempty"`
	StatusCode int    `json:"statusCode,omitempty"`
	TraceID    string `json:"traceID"`
}

func newSite(a *account, live http.Handler) http.Handler {
	return site{account: a, live: live}
}

func (s site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/api/health" {
		writeJSON(w, http.StatusOK, map[string]string{"database": "ok"})
		return
	}
	user, password, given := r.BasicAuth()
	signedIn := given && s.account.signsIn(user, password)
	switch {
	case given && !signedIn:
		unauthorized(w, "Invalid username or password", "password-auth.failed")
	case r.URL.Path == "/login":
		page(w, http.StatusOK)
	case needsLogin(r.URL.Path) && !signedIn:
		unauthorized(w, "Unauthorized", "auth.unauthorized")
	case r.URL.Path == "/api/live/ws":
		s.live.ServeHTTP(w, r)
	case needsLogin(r.URL.Path):
		s.account.serve(w, r)
	case r.URL.Path == "/api" || strings.HasPrefix(r.URL.Path, "/api/"):
		writeJSON(w, http.StatusNotFound, answer{Message: "Not found"})
	case !signedIn:
		http.Redirect(w, r, "/login", http.StatusFound)
	case r.URL.Path == "/":
		page(w, http.StatusOK)
	default:
		page(w, http.StatusNotFound)
	}
}

func needsLogin(path string) bool {
	return path == "/api/live/ws" || path == "/api/user" || path == "/api/user/password"
}

func unauthorized(w http.ResponseWriter, message, id string) {
	writeJSON(w, http.StatusUnauthorized,
		answer{Message: message, MessageID: id, StatusCode: http.StatusUnauthorized})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func page(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte("<!DOCTYPE html><title>Grafana</title>\n"))
}
