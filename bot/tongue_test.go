package bot

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/say"
)

func catalogue(t *testing.T) *say.Catalogue {
	t.Helper()
	c, err := say.Load()
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
	b := &Bot{words: catalogue(t), language: "de"}
	require.Equal(t, "de", b.aloud().Tag())
	for locale, want := range map[string]string{"": "de", "en-GB": "en", "de_AT": "de", "xx": "de", "fr": "de"} {
		require.Equal(t, want, b.to(Command{Locale: locale}).Tag(), locale)
	}
}
