package main

import (
	"bytes"
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

// A terminal runs commands on one database.
type terminal struct {
	t       *testing.T
	environ []string
}

func newTerminal(t *testing.T, database string) terminal {
	return terminal{t, []string{
		"MEETBOT_DATABASE_URL=" + database, "MEETBOT_BASE_URL=http://127.0.0.1", "MEETBOT_JITSI_DOMAIN=meet.test",
		"MEETBOT_SLACK_BOT_TOKEN=xoxb-test", "MEETBOT_SLACK_SIGNING_SECRET=signing-test",
	}}
}

// run returns what a command prints, and its status.
func (c terminal) run(args ...string) (string, int) {
	var out bytes.Buffer
	status := program{nil, &out, &out, c.environ}.run(context.Background(), args)
	return out.String(), status
}

func TestMigrateGoesDownOneStepAndSaysBeforeWhatThatTakesAway(t *testing.T) {
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			c := newTerminal(t, database)
			out, status := c.run("migrate", "down")
			require.Equal(t, 0, status, out)
			require.Equal(t, "nothing to do\n", out)
			out, status = c.run("migrate", "up")
			require.Equal(t, 0, status, out)
			steps := strings.Fields(strings.ReplaceAll(out, "taken", ""))
			newest := steps[len(steps)-1]

			out, status = c.run("migrate", "down")
			require.Equal(t, misled, status, out)
			require.Regexp(t, "^"+newest+`  takes away: \S.+\.\n`, out)
			require.Contains(t, out, "--yes")
			out, _ = c.run("migrate", "status")
			require.NotContains(t, out, "missing", "nothing was done")

			out, status = c.run("migrate", "down", "--yes")
			require.Equal(t, 0, status, out)
			require.Regexp(t, "^"+newest+`  taken back, and with it: \S.+\.\n$`, out)
			out, _ = c.run("migrate", "status")
			require.Equal(t, 1, strings.Count(out, "missing"), out)
		})
	}
}

func TestMigrateDownIsRefusedWhileTheProgramServes(t *testing.T) {
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			s, c := newSite(t, database), newTerminal(t, database)
			out, status := c.run("migrate", "down", "--yes")
			require.Equal(t, failed, status, out)
			require.Regexp(t, "stop (it|them), and try again", out)
			require.NoError(t, s.program.Process.Signal(syscall.SIGTERM))
			require.NoError(t, <-s.exited)
			out, status = c.run("migrate", "down", "--yes")
			require.Equal(t, 0, status, "whoever stops is not counted: "+out)
		})
	}
}

func TestNoCommandTakesAStepOfANewerProgramForGranted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "meetbot.db")
	c := newTerminal(t, "sqlite:"+file)
	_, status := c.run("migrate", "up")
	require.Equal(t, 0, status)
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	_, err = db.Exec("INSERT INTO bun_migrations (name, group_id) VALUES ('29991231235959', 99)")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	for _, args := range [][]string{{"serve"}, {"migrate", "up"}, {"migrate", "down"}, {"migrate", "down", "--yes"}} {
		out, status := c.run(args...)
		require.Equal(t, failed, status, "%v: %s", args, out)
		require.Contains(t, out, "steps that this program does not know (29991231235959)")
	}
	c.environ = append(c.environ, "MEETBOT_DATABASE_MIGRATE=false")
	out, status := c.run("serve")
	require.Equal(t, failed, status)
	require.Contains(t, out, "steps that this program does not know (29991231235959)")
	out, status = c.run("migrate", "status")
	require.Equal(t, 0, status)
	require.Contains(t, out, "29991231235959  taken, unknown to this program\n")
}

// TestBehindPgBouncer has the real program live through a meeting behind PgBouncer, and start anew meanwhile.
func TestBehindPgBouncer(t *testing.T) {
	t.Parallel()
	direct := pgtest.Database(t)
	s := newSite(t, pgtest.Pooled(t, direct))
	_, err := s.slack.Type("U0001", "C0001", "/meet in 5 seconds standup for 10s")
	require.NoError(t, err)
	s.await("ed by alice")
	s.settled("card")
	s.kill()
	s.start()
	s.await("standup has started")
	s.await("standup has ended")
	s.onceEach()
	db, err := store.Open(t.Context(), direct)
	require.NoError(t, err)
	defer db.Close()
	now, err := db.Now(t.Context())
	require.NoError(t, err)
	n, err := db.Serving(t.Context(), now)
	require.NoError(t, err)
	require.GreaterOrEqual(t, n, 1, "it says that it serves")
}
