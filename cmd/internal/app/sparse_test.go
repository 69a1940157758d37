package app

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core/coretest"

	"github.com/stretchr/testify/require"
)

func TestLinesThatAnybodyCanBringAboutAreSparse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		log := sparse(slog.New(slog.NewTextHandler(&out, nil)))
		for i := range 1_000 {
			log.With("n", i).Warn("sign-in not confirmed", "error", fmt.Sprint(i))
		}
		log.Error("request failed")
		require.Equal(t, linesAtOnce, strings.Count(out.String(), "sign-in not confirmed"))
		require.Equal(t, 1, strings.Count(out.String(), "request failed"), "it is of another kind")
		require.NotContains(t, out.String(), "left_out")

		time.Sleep(time.Minute)
		log.Warn("sign-in not confirmed")
		require.Contains(t, out.String(), "left_out=995\n")
		for i := range 1_000 {
			log.Warn(fmt.Sprint("a kind of its own ", i))
		}
		require.LessOrEqual(t, strings.Count(out.String(), "\n"), linesAtOnce+2+lineKinds+linesAtOnce)
	})
}

// TestTheHTTPServerItselfIsSparse gives net/http something to say at each request.
func TestTheHTTPServerItselfIsSparse(t *testing.T) {
	var out coretest.Lines
	a := &App{outside: sparse(slog.New(slog.NewTextHandler(&out, nil)))}
	s := httptest.NewUnstartedServer(nil)
	s.Config = a.newServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		w.WriteHeader(http.StatusTeapot)
	}))
	s.Start()
	defer s.Close()
	for range 50 {
		res, err := s.Client().Get(s.URL)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
	}
	require.Equal(t, linesAtOnce, strings.Count(out.String(), "superfluous"))
}
