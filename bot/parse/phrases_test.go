package parse_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

// phrase is one recorded phrase with its right reading.
type phrase struct {
	ID, Text, Ref, Zone string
	Start, End          string
	Rrule, Title        string
	Accept              []string
	StartCertain        []string
	Must, Negative      bool
	Forward             bool
}

func readPhrases(t testing.TB, path string) []phrase {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	var file struct{ Cases []phrase }
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Cases)
	return file.Cases
}

// instant reads the stamps of the phrase files, which may leave out the seconds.
func instant(t testing.TB, s string) time.Time {
	t.Helper()
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at
		}
	}
	t.Fatalf("%q is no time", s)
	return time.Time{}
}

func (p phrase) input(t testing.TB) parse.Input {
	t.Helper()
	loc, err := time.LoadLocation(p.Zone)
	require.NoError(t, err)
	return parse.Input{Text: p.Text, Now: instant(t, p.Ref), Zone: loc}
}

// Of two phrases the contract says otherwise than the file: an hour that the clocks skip is asked back.
func TestPhrases(t *testing.T) {
	for _, p := range readPhrases(t, "testdata/time-phrases.json") {
		t.Run(p.ID+" "+p.Text, func(t *testing.T) {
			require.True(t, p.Must)
			r, err := parse.Parse(p.input(t))
			var refusal *parse.Error
			switch {
			case p.Rrule != "":
				require.ErrorAs(t, err, &refusal)
				require.Contains(t, sentence(t, refusal), "repeat")
			case p.Negative:
				require.ErrorAs(t, err, &refusal)
				require.True(t, r.Start.IsZero())
			case p.ID == "own-050":
				require.ErrorAs(t, err, &refusal)
				require.Len(t, refusal.Choices, 2)
			case p.Text == "now":
				require.NoError(t, err)
				require.Equal(t, parse.Now, r.Verb)
			default:
				require.NoError(t, err)
				requireReading(t, p, r)
			}
		})
	}
}

func requireReading(t *testing.T, p phrase, r parse.Request) {
	t.Helper()
	require.Equal(t, parse.New, r.Verb)
	require.Equal(t, instant(t, p.Start).UTC(), r.Start)
	require.Equal(t, p.Title, r.Title)
	if p.End != "" {
		require.Equal(t, instant(t, p.End).UTC(), r.Start.Add(r.Duration))
	}
}
