package store

import (
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
)

// TestNoOtherLetterIsTheCapitalOfOneThatIsLookedFor holds for whatever Unicode a newer Go knows.
func TestNoOtherLetterIsTheCapitalOfOneThatIsLookedFor(t *testing.T) {
	for r := rune(128); r <= unicode.MaxRune; r++ {
		if lower := unicode.ToLower(r); lower < 128 {
			pattern, exact := titlePattern(string(lower))
			require.Equal(t, "_%", pattern, "%c is a capital of %c", r, lower)
			require.False(t, exact)
		}
	}
	pattern, exact := titlePattern("Standup")
	require.Equal(t, "standup%", pattern)
	require.True(t, exact)
}
