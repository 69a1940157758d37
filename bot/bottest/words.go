package bottest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/say"
)

// Words returns all sentences, of a house that speaks English.
func Words(t *testing.T) *say.Catalogue {
	t.Helper()
	words, err := say.Load("en")
	require.NoError(t, err)
	return words
}
