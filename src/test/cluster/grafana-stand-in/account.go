package main

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Grafana's defaults of [security] brute_force_login_protection_max_attempts and its window.
const (
	maxAttempts    = 5
	attemptsWindow = 5 * time.Minute
)

// A password of fewer characters is too short for Grafana.
const shortestPassword = 5

// account is the administrator, who is made from the environment at the first start and then lives
// in the database, which a later environment does not change.
type account struct {
	mutex    sync.Mutex
	file     string
	login    login
	failures map[string][]time.Time
}

type login struct{ Name, Password string }

func openAccount(folder string, c config) (*account, error) {
	a := &account{
		file:     filepath.Join(folder, "administrator.json"),
		login:    login{c.user, c.password},
		failures: map[string][]time.Time{},
	}
	known, err := os.ReadFile(a.file)
	if errors.Is(err, fs.ErrNotExist) {
		return a, a.save()
	}
	if err != nil {
		return nil, err
	}
	return a, json.Unmarshal(known, &a.login)
}

func (a *account) save() error {
	text, err := json.Marshal(a.login)
	if err != nil {
		return err
	}
	return os.WriteFile(a.file, text, 0o600)
}

// signsIn tells whether a password is the right one, and counts those that are not: a name that was
// tried too often is refused, whatever the password. A success forgets nothing.
func (a *account) signsIn(name, password string) bool {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	key := strings.ToLower(name)
	var recent []time.Time
	for _, failure := range a.failures[key] {
		if time.Since(failure) < attemptsWindow {
			recent = append(recent, failure)
		}
	}
	a.failures[key] = recent
	if len(recent) >= maxAttempts {
		log.Printf("login: %q is blocked", name)
		return false
	}
	if password == "" {
		return false
	}
	if strings.EqualFold(name, a.login.Name) && equal(password, a.login.Password) {
		return true
	}
	log.Printf("login: %q is refused", name)
	a.failures[key] = append(recent, time.Now())
	return false
}

// serve answers what a signed-in administrator asks of the own account.
func (a *account) serve(w http.ResponseWriter, r *http.Request) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	switch r.Method + " " + r.URL.Path {
	case "GET /api/user":
		writeJSON(w, http.StatusOK,
			map[string]any{"id": 1, "login": a.login.Name, "isGrafanaAdmin": true})
	case "PUT /api/user":
		a.rename(w, r)
	case "PUT /api/user/password":
		a.changePassword(w, r)
	default:
		writeJSON(w, http.StatusNotFound, answer{Message: "Not found"})
	}
}

func (a *account) rename(w http.ResponseWriter, r *http.Request) {
	var form struct{ Login, Email string }
	if !bind(w, r, &form) {
		return
	}
	name := strings.ToLower(strings.TrimSpace(form.Login))
	if name == "" {
		refuse(w, "user.empty-username-and-email", "Need to specify either username or email")
		return
	}
	a.change(w, login{name, a.login.Password}, "User updated")
}

func (a *account) changePassword(w http.ResponseWriter, r *http.Request) {
	var form struct{ OldPassword, NewPassword string }
	if !bind(w, r, &form) {
		return
	}
	switch {
	case !equal(form.OldPassword, a.login.Password):
		refuse(w, "user.password-missmatch", "Invalid old password")
	case len(form.NewPassword) < shortestPassword:
		refuse(w, "password-policy-too-short", "New password is too short")
	default:
		a.change(w, login{a.login.Name, form.NewPassword}, "User password changed")
	}
}

func (a *account) change(w http.ResponseWriter, to login, message string) {
	a.login = to
	if err := a.save(); err != nil {
		writeJSON(w, http.StatusInternalServerError, answer{Message: err.Error()})
		return
	}
	log.Printf("account: %s", message)
	writeJSON(w, http.StatusOK, map[string]string{"message": message})
}

// bind reads a form as Grafana does: without the media type of JSON it is none.
func bind(w http.ResponseWriter, r *http.Request, form any) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err == nil && kind == "application/json" {
		err = json.NewDecoder(r.Body).Decode(form)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		writeJSON(w, http.StatusBadRequest, answer{Message: "bad request data"})
		return false
	}
	return true
}

func refuse(w http.ResponseWriter, id, message string) {
	writeJSON(w, http.StatusBadRequest,
		answer{Message: message, MessageID: id, StatusCode: http.StatusBadRequest})
}

func equal(one, other string) bool {
	return subtle.ConstantTimeCompare([]byte(one), []byte(other)) == 1
}
