package bot

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/say"
	"meetbot/core"
)

func catalogue(t *testing.T) *say.Catalogue {
	t.Helper()
	c, err := say.Load(say.Default)
	require.NoError(t, err)
	return c
}

func english(t *testing.T) tongue { return tongue{catalogue(t).In("en")} }

func TestALineKeepsItsSpans(t *testing.T) {
	en := english(t)
	mention := Mention{Name: "alice"}
	require.Equal(t, Line{Text("Organized by "), mention}, en.line("card.by", "Organizer", mention))
	require.Equal(t, Line{Strong("**<!channel>**"), Text(" has started")}, en.line("news.started", "Title", "**<!channel>**"), "what people typed is no markup")
	require.Equal(t, Line{Text("Moderated by "), mention, Text(", "), mention}, en.line("details.moderators", "Who", Line{mention, Text(", "), mention}))
}

func TestWhoIsSpokenToInWhichLanguage(t *testing.T) {
	words, err := say.Load("de")
	require.NoError(t, err)
	b := &Bot{words: words, profiles: newProfiles(nil, time.Now)}
	require.Equal(t, "de", b.aloud().Tag())
	for locale, want := range map[string]string{"": "de", "en-GB": "en", "de_AT": "de", "xx": "de", "fr": "de"} {
		require.Equal(t, want, b.to(Command{Locale: locale}).Tag(), locale)
	}
	alice := core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}
	c := Command{Sender: alice, Channel: core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}}
	b.profiles.remember(membership{alice, c.Channel.Home()}, Profile{Locale: "en-US"})
	require.Equal(t, "en", b.to(c).Tag(), "what a look-up told")
	c.Sender.UserID = "U2"
	require.Equal(t, "de", b.to(c).Tag(), "and of nobody else")
}
