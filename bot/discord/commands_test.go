package discord

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/bottest"
	"meetbot/bot/parse"
)

// TestEveryVerbIsASubcommand with its options, of which Discord wants the required ones first; and there is no other.
func TestEveryVerbIsASubcommand(t *testing.T) {
	subs := map[string]Option{}
	for _, s := range Commands(bottest.Words(t))[0].Options {
		subs[s.Name] = s
	}
	for _, e := range parse.Verbs() {
		s, there := subs[string(e.Verb)]
		require.Equal(t, e.Offered, there, e.Verb)
		delete(subs, string(e.Verb))
		if !there {
			continue
		}
		require.NotEmpty(t, s.Description)
		require.NotEmpty(t, s.Translated["de"])
		require.NotEqual(t, s.Description, s.Translated["de"])
		require.Len(t, s.Options, len(e.Options))
		required := true
		for _, o := range s.Options {
			require.False(t, o.Required && !required, "%s: %s", e.Verb, o.Name)
			required = o.Required
			require.NotEmpty(t, o.Description)
		}
	}
	require.Empty(t, subs)
}

// TestTheNamesAreKept: people and their scripts know them.
func TestTheNamesAreKept(t *testing.T) {
	got := map[string][]string{}
	for _, s := range Commands(bottest.Words(t))[0].Options {
		got[s.Name] = []string{}
		for _, o := range s.Options {
			got[s.Name] = append(got[s.Name], o.Name)
		}
	}
	require.Equal(t, map[string][]string{
		"help": {}, "link": {}, "list": {"scope"}, "show": {"meeting"}, "cancel": {"meeting"}, "end": {"meeting"}, "share": {"meeting"},
		"now": {"title", "duration", "with", "members_only"}, "new": {"when", "title", "duration", "repeat", "with", "members_only"}, "move": {"meeting", "when", "which"},
		"skip": {"meeting"}, "cohost": {"meeting", "person"},
		"rename": {"meeting", "title"}, "agenda": {"meeting", "text"}, "extend": {"by", "meeting"}, "schedule": {}, "timezone": {"zone"},
	}, got)
}
