package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core/jitsi/prosodytest"
)

// TestDoctor says a line for each check, and by its status whether something failed.
func TestDoctor(t *testing.T) {
	t.Parallel()
	const secret = "zN4kq8WbR1vTx6YpQe3mUh7c"
	slack, settings := newSlack(t)
	slack.SetScopes("commands", "chat:write", "chat:write.public", "users:read")
	jitsi := prosodytest.Start(t, prosodytest.Options{Secret: secret})
	settings = append(settings,
		"MEETBOT_DATABASE_URL=sqlite:"+filepath.Join(t.TempDir(), "meetbot.db"), "MEETBOT_BASE_URL=http://"+freeAddress(t),
		"MEETBOT_JITSI_MODE=jwt", "MEETBOT_JITSI_DOMAIN="+jitsi.Origin, "MEETBOT_JITSI_END_URL="+jitsi.EndURL, "MEETBOT_JITSI_SECRET="+secret,
		"MEETBOT_JITSI_XMPP_DOMAIN="+prosodytest.Domain, "MEETBOT_JITSI_MUC_DOMAIN="+prosodytest.Rooms,
	)
	run := func(more ...string) (status int, out, err string) {
		var o, e bytes.Buffer
		status = program{nil, &o, &e, append(settings, more...)}.run(t.Context(), []string{"doctor"})
		for _, s := range []string{secret, "xoxb-test", "signing-test"} {
			require.NotContains(t, o.String()+e.String(), s)
		}
		return status, o.String(), e.String()
	}
	status, out, said := run()
	require.Zero(t, status, out+said)
	require.NotContains(t, out, "failure")
	require.Contains(t, out, "\nwarning  base_url: ", "nobody serves")
	require.Contains(t, out, "\nok       Jitsi roles: a guest's token makes none\n")
	require.Contains(t, out, "\nok       Jitsi closing: ")

	status, out, said = run("MEETBOT_JITSI_MUC_DOMAIN=rooms.test")
	require.Equal(t, failed, status, out)
	require.Contains(t, out, "\nfailure  Jitsi roles: ")
	require.Regexp(t, `^meetbot: 2 of \d+ checks failed\n$`, said)

	status, out, _ = run("MEETBOT_LISTEN=x", "MEETBOT_LANGUAGE=xx")
	require.Equal(t, misled, status)
	require.Equal(t, 2, strings.Count(out, "failure  configuration: "), out)
}
