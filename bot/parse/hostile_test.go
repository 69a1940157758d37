package parse_test

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

// hostile is one odd text with its outcome.
type hostile struct {
	ID, Input, Hex, Repeat string
	Times                  int
	Zone, Now              string
	Title                  *string
	Verb                   parse.Verb
	Minutes                int
	Error                  string
	Choices, Marks         int
}

func TestHostile(t *testing.T) {
	data, err := os.ReadFile("testdata/hostile.json")
	require.NoError(t, err)
	var file struct{ Inputs []hostile }
	require.NoError(t, json.Unmarshal(data, &file))
	for _, h := range file.Inputs {
		t.Run(h.ID, func(t *testing.T) { h.check(t) })
	}
}

func (h hostile) check(t *testing.T) {
	in := input(t, "2026-11-22T12:00:00Z", "Europe/Berlin", h.Input+strings.Repeat(h.Repeat, h.Times))
	if h.Zone != "" {
		in = input(t, h.Now, h.Zone, in.Text)
	}
	if h.Hex != "" {
		raw, err := hex.DecodeString(h.Hex)
		require.NoError(t, err)
		in.Text = string(raw)
	}
	r, err := parse.Parse(in)
	if h.Error != "" {
		requireRefusal(t, err, h.Error, h.Choices)
		return
	}
	require.NoError(t, err)
	if h.Verb == "" {
		h.Verb = parse.New
	}
	require.Equal(t, h.Verb, r.Verb)
	require.Equal(t, time.Duration(h.Minutes)*time.Minute, r.Duration)
	if h.Title != nil {
		require.Equal(t, *h.Title, r.Title)
	}
	if h.Marks > 0 {
		require.LessOrEqual(t, longestMarks(r.Title), h.Marks)
	}
	requireClean(t, r.Title)
}

func input(t testing.TB, now, zone, text string) parse.Input {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	require.NoError(t, err)
	return parse.Input{Text: text, Now: instant(t, now), Zone: loc}
}

func requireRefusal(t testing.TB, err error, why string, choices int) *parse.Error {
	t.Helper()
	var e *parse.Error
	require.ErrorAs(t, err, &e)
	require.Contains(t, sentence(t, e), why)
	require.NotEmpty(t, e.Example)
	require.Len(t, e.Choices, choices)
	return e
}

func requireClean(t testing.TB, title string) {
	t.Helper()
	require.LessOrEqual(t, len([]rune(title)), 100)
	for _, r := range title {
		bidi := r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
		if unicode.IsControl(r) || bidi || r == 0x2028 || r == 0x2029 || r == 0xFEFF {
			t.Fatalf("%q holds %U", title, r)
		}
	}
}

func longestMarks(s string) int {
	longest, n := 0, 0
	for _, r := range s {
		if n++; !unicode.Is(unicode.Mn, r) {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}
