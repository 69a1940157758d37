package app_test

import (
	"context"
	"database/sql"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
)

// rows counts what is stored in all tables together.
func (w *world) rows() (n int) {
	w.t.Helper()
	raw, err := sql.Open("sqlite", "file:"+w.db)
	require.NoError(w.t, err)
	db := bun.NewDB(raw, sqlitedialect.New())
	defer db.Close()
	var tables []string
	require.NoError(w.t, db.NewRaw("SELECT name FROM sqlite_master WHERE type = 'table'").Scan(context.Background(), &tables))
	for _, table := range tables {
		more, err := db.NewSelect().Table(table).Count(context.Background())
		require.NoError(w.t, err)
		n += int(more)
	}
	return n
}

// TestAVisitorFillsNothing starts sign-ins and ends them in every way that anybody can, and looks what is left of it.
func TestAVisitorFillsNothing(t *testing.T) {
	w := newWorld(t, (*world).withDiscord, (*world).withSignIns, func(w *world) { w.spoilt = true })
	t.Cleanup(w.close)
	w.ready()
	before := w.rows()
	const each = 40
	for range each {
		for _, platform := range []string{"slack", "discord"} {
			for _, end := range []string{"error=access_denied", "error=server_error", "error=made_up", "code=made_up", "", "code=%00"} {
				b := w.tab()
				state := back(b.do(http.MethodGet, "/login/"+platform, nil).Header().Get("Location")).Get("state")
				require.NotEmpty(t, state)
				page := b.do(http.MethodGet, "/login/"+platform+"/callback?state="+state+"&"+end, nil)
				require.GreaterOrEqual(t, page.Code, 400)
			}
		}
		b := w.tab()
		for _, path := range []string{"/m/nothing", "/login/ticket/" + strings.Repeat("A", 26), "/nothing", "/login/join", "/login/slack/callback"} {
			b.do(http.MethodGet, path, nil)
		}
		for _, path := range []string{"/m/" + strings.Repeat("a", 26) + "/join", "/login/ticket/" + strings.Repeat("A", 26), "/login/join", "/login/separate", "/logout"} {
			b.do(http.MethodPost, path, nil)
		}
	}
	require.Equal(t, before, w.rows(), "nobody was let in")
	require.LessOrEqual(t, strings.Count(w.log.String(), "sign-in not confirmed"), 6)
	require.LessOrEqual(t, strings.Count(w.log.String(), "\n"), 40)
}

// TestTheMarkOfASignInGoes: it is kept for no longer than the sign-in could live.
func TestTheMarkOfASignInGoes(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		require.Equal(t, http.StatusOK, w.signInWith(w.tab(), "slack", "alice").Code) // so that both are known
		require.Equal(t, http.StatusOK, w.signInWith(w.tab(), "slack", "bob").Code)
		time.Sleep(25 * time.Minute) // of the bubble's: what was swept then was over
		before := w.rows()
		require.Equal(t, http.StatusOK, w.signInWith(w.tab(), "slack", "alice").Code)
		require.Equal(t, before+2, w.rows(), "a session and the mark")
		time.Sleep(25 * time.Minute)
		require.Equal(t, before+1, w.rows(), "the session")
	})
}
