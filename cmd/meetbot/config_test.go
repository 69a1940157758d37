package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const configuration = `slack:
  bot_token: xoxb-canary
  signing_secret: canary-signing
  client_id: 1234567890.1234567890123
  client_secret: 0012canary
database:
  url: postgres://me:canary@127.0.0.1:1/meetbot
jitsi: {mode: jwt, domain: meet.test, secret: canary-Zk29sLq0xV7bTn4, end_url: 'http://me:canary@prosody.test/end'}
`

// TestConfigCheck prints what is in force and what is doubtful, and no secret.
func TestConfigCheck(t *testing.T) {
	file := filepath.Join(t.TempDir(), "meetbot.yaml")
	require.NoError(t, os.WriteFile(file, []byte(configuration), 0o600))
	require.NoError(t, os.Chmod(file, 0o644)) //nolint:gosec // what is warned of
	check := func(environ ...string) (status int, out, err string) {
		var o, e bytes.Buffer
		status = program{nil, &o, &e, environ}.run(t.Context(), []string{"config", "check", "--config", file})
		require.NotContains(t, o.String()+e.String(), "canary")
		return status, o.String(), e.String()
	}
	status, out, err := check()
	require.Zero(t, status, err)
	require.Contains(t, out, `slack.client_id: "1234567890.1234567890123"`)
	require.Contains(t, out, "Warning: "+file+" holds secrets")
	require.Contains(t, out, "Warning: jitsi.secret has 22 characters")

	status, out, err = check("MEETBOT_DATABASE_URL=sqlite::memory:", "MEETBOT_LISTEN=x", "MEETBOT_SLACK_COMMAND=canary-signing")
	require.Equal(t, misled, status)
	for _, words := range []string{"in memory", "listen is", "slack.command is"} {
		require.Contains(t, err, words, "all at once")
	}
	require.Contains(t, out, `listen: "x"`)
}

// TestServeWarns of the same in its log.
func TestServeWarns(t *testing.T) {
	file := filepath.Join(t.TempDir(), "meetbot.yaml")
	require.NoError(t, os.WriteFile(file, []byte(configuration), 0o600))
	require.NoError(t, os.Chmod(file, 0o644)) //nolint:gosec // what is warned of
	var log bytes.Buffer
	require.Equal(t, failed, program{nil, &log, &log, nil}.run(t.Context(), []string{"serve", "--config", file}), "there is no database")
	require.Contains(t, log.String(), "level=WARN")
	require.Contains(t, log.String(), file+" holds secrets")
	require.NotContains(t, log.String(), "canary")
}
