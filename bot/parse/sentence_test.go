package parse_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
	"meetbot/bot/say"
)

// sentence is what people read of a refusal, in English.
func sentence(t testing.TB, e *parse.Error) string {
	t.Helper()
	words, err := say.Load("en")
	require.NoError(t, err)
	return words.In().Misread(string(e.Reason), e.Args...)
}
