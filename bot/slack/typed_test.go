package slack

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTyped(t *testing.T) {
	for sent, want := range map[string]string{
		"standup":                            "standup",
		"&lt;!channel&gt; &amp; co":          "<!channel> & co",
		"&amp;lt;":                           "&lt;",
		"ping <@U0002|bob>":                  "ping @bob",
		"in <#C0001|team>":                   "in #team",
		"<https://example.org>":              "https://example.org",
		"<http://example.org|example.org>":   "example.org",
		"<https://evil.example|click>":       "<https://evil.example|click>",
		"<!channel> <@U123> *x* &amp; @here": "<!channel> <@U123> *x* & @here",
	} {
		require.Equal(t, want, typed(sent), sent)
	}
}
