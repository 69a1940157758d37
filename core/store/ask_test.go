package store

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestAListIsReadAsItWasWritten, whatever people have called their channels.
func TestAListIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{`"`, `\`, `\"]`, "[", "],[", ", ", "\u2028", "null", "🎉", ""}))
		rows := rapid.SliceOf(rapid.SliceOfN(text, 1, 4)).Draw(t, "rows")
		number := rapid.Int64().Draw(t, "number")
		written := []any{}
		for _, r := range rows {
			row := []any{number, true}
			for _, column := range r {
				row = append(row, column)
			}
			written = append(written, row)
		}
		raw, err := json.MarshalIndent(written, "", " ")
		require.NoError(t, err)
		var read [][]string
		require.NoError(t, listed(raw, func(c []string) { read = append(read, append([]string(nil), c...)) }))
		require.Len(t, read, len(rows))
		for i, r := range rows {
			require.Equal(t, append([]string{fmt.Sprint(number), "true"}, r...), read[i])
		}
		if len(rows) > 0 {
			require.Error(t, listed(raw[:len(raw)-1], func([]string) {}), "cut off")
		}
	})
	require.NoError(t, listed(nil, func([]string) { t.Fatal("there is none") }))
	require.NoError(t, listed([]byte("[]"), func([]string) { t.Fatal("there is none") }))
}

func TestNumbersOfArguments(t *testing.T) {
	require.Equal(t, "a = $1 AND b IN ($2, $3)", numbered("a = ? AND b IN (?, ?)"))
	require.Equal(t, "nothing", numbered("nothing"))
}
