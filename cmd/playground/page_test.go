package main

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestPageIsGuarded(t *testing.T) {
	t.Parallel()
	w := start(t, settings{})
	for name, c := range map[string]struct {
		method, path, body string
		change             func(*http.Request)
		want               int
	}{
		"the page":            {"GET", "/playground", "", nil, http.StatusOK},
		"a person's own name": {"GET", "/playground", "", func(r *http.Request) { r.Host = "bob.localhost" }, http.StatusOK},
		"a foreign name":      {"GET", "/playground", "", func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		"a foreign page":      {"POST", "/playground/clock", `{"seconds":60}`, func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, http.StatusForbidden},
		"a person's own page": {"POST", "/playground/clock", `{"seconds":60}`, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, http.StatusForbidden},
		"a wrong method":      {"GET", "/playground/clock", "", nil, http.StatusMethodNotAllowed},
		"no such chat":        {"POST", "/playground/type", `{"chat":"irc"}`, nil, http.StatusBadRequest},
		"no JSON":             {"POST", "/playground/type", "text=x", nil, http.StatusBadRequest},
		"too long":            {"POST", "/playground/type", `{"text":"` + strings.Repeat("x", maxBody) + `"}`, nil, http.StatusBadRequest},
		"backwards":           {"POST", "/playground/clock", `{"seconds":-60}`, nil, http.StatusBadRequest},
		"no such file":        {"GET", "/playground/static/none.js", "", nil, http.StatusNotFound},
		"the service":         {"GET", "/healthz", "", nil, http.StatusOK},
	} {
		r, err := http.NewRequest(c.method, w.base+c.path, strings.NewReader(c.body))
		require.NoError(t, err)
		if c.change != nil {
			c.change(r)
		}
		res, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		res.Body.Close()
		require.Equal(t, c.want, res.StatusCode, name)
		if strings.HasPrefix(c.path, "/playground") && c.want == http.StatusOK {
			require.NotContains(t, res.Header.Get("Content-Security-Policy"), "unsafe")
		}
	}
}

// TestEnds ends cleanly and soon, also with a page open, and leaves nothing behind.
func TestEnds(t *testing.T) {
	t.Parallel()
	w, err := newWorld(t.Context(), settings{addr: "127.0.0.1:0"}, &problems{t})
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- w.run(ctx) }()
	res := (&visit{t: t, world: w}).stream(t.Context())
	defer res.Body.Close()
	_, err = res.Body.Read(make([]byte, 1))
	require.NoError(t, err)
	began := time.Now()
	stop()
	require.NoError(t, <-done)
	require.Less(t, time.Since(began), 2*time.Second)
	require.NoDirExists(t, w.folder)
}

func TestCommandLine(t *testing.T) {
	t.Parallel()
	taken := strings.TrimPrefix(start(t, settings{}).base, "http://")
	for name, c := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"a port in use":     {[]string{"-addr", taken}, failed, "is taken by another program; choose another one, such as -addr 127.0.0.1:9090"},
		"for everybody":     {[]string{"-addr", "0.0.0.0:0"}, misled, "must be a port of this machine"},
		"no port":           {[]string{"-addr", "localhost"}, misled, "must be a port of this machine"},
		"what is that":      {[]string{"now"}, misled, `what is "now"?`},
		"no such flag":      {[]string{"-port", "1"}, misled, "not defined"},
		"help":              {[]string{"-h"}, 0, "-jitsi"},
		"no such server":    {[]string{"-addr", "127.0.0.1:0", "-jitsi", "not a host"}, misled, "jitsi.domain"},
		"no such directory": {[]string{"-addr", "127.0.0.1:0", "-db", "/none/at/all.db"}, misled, "the folder /none/at is missing"},
	} {
		var out, problems bytes.Buffer
		require.Equal(t, c.status, run(t.Context(), c.args, &out, &problems), name)
		require.Contains(t, problems.String(), c.says, name)
	}
	_, err := os.Stat("meetbot.db")
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestClock(t *testing.T) {
	t.Parallel()
	c := newClock(-time.Hour)
	pushed := c.Pushed()
	c.To(time.Now().Add(time.Hour))
	<-pushed
	require.InDelta(t, time.Hour, c.Ahead(), float64(time.Second))
	c.To(time.Now())
	require.InDelta(t, time.Hour, c.Ahead(), float64(time.Second), "it never runs backwards")
}
