package core_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// TestLinesAreCleanEach: what may not stand in a title may not stand in a line either.
func TestLinesAreCleanEach(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"\n\n":                          "",
		"a":                             "a",
		" a \t b \r\n\r\n\r\n c\rd\n\n": "a b\n\nc\nd",
		"a\x00b\u202ec\n\u200b\nd":      core.CleanText("a\x00b\u202ec") + "\n\nd",
		"\n\nfirst\nlast\n \n":          "first\nlast",
	} {
		require.Equal(t, want, core.CleanLines(text), "%q", text)
		require.Equal(t, want, core.CleanLines(want), "what is clean stays")
	}
	require.NotContains(t, core.CleanLines("a\u202eb\x00"), "\u202e")
}
