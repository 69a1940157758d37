package web_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPagesNameTheCommandAsItIsTypedHere, which the operator settles for Slack.
func TestPagesNameTheCommandAsItIsTypedHere(t *testing.T) {
	for _, c := range []struct {
		commands []string
		want     string
	}{
		{[]string{"/gather"}, "<code>/gather link</code>"},
		{[]string{"/gather", "/meet"}, "<code>/gather link</code> or <code>/meet link</code>"},
	} {
		w := newWorld(t, func(o *worldOptions) { o.commands = c.commands })
		for _, path := range []string{"/", "/m/" + string(w.meeting().ID)} {
			page := body(t, w.do("GET", path, ""))
			require.Contains(t, page, c.want)
			if len(c.commands) == 1 {
				require.NotContains(t, page, "/meet ")
			}
		}
		require.NotContains(t, body(t, w.do("GET", "/", "", w.as(alice))), "<code>/meet ")
	}
}
