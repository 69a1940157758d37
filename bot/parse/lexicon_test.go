package parse

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"
)

// A language is one file: with Dutch beside the others, days and clocks are read in Dutch, and the others as before.
func TestALanguageIsOneFile(t *testing.T) {
	dutch, err := os.ReadFile("testdata/lexicon/nl.txt")
	require.NoError(t, err)
	require.Less(t, strings.Count(string(dutch), "\n"), 120)
	all := fstest.MapFS{"lexicon/nl.txt": {Data: dutch}}
	entries, err := fs.ReadDir(lexicons, "lexicon")
	require.NoError(t, err)
	for _, e := range entries {
		data, err := fs.ReadFile(lexicons, "lexicon/"+e.Name())
		require.NoError(t, err)
		all["lexicon/"+e.Name()] = &fstest.MapFile{Data: data}
	}
	g, err := load(all, "lexicon")
	require.NoError(t, err)
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"morgen om half vier overleg":                "24 Nov 15:30",
		"overmorgen 9 uur overleg":                   "25 Nov 09:00",
		"vrijdag om kwart over tien overleg":         "27 Nov 10:15",
		"volgende week dinsdag 14:00 overleg":        "01 Dec 14:00",
		"vanavond om acht uur overleg":               "23 Nov 20:00",
		"3 maart 10 uur overleg":                     "03 Mar 10:00",
		"over twee weken om 10 uur overleg":          "07 Dec 10:00",
		"morgen van 9 tot 11 overleg":                "24 Nov 09:00",
		"om vijf over drie 's middags overleg":       "23 Nov 15:05",
		"over 20 minuten overleg":                    "23 Nov 10:37",
		"zondag 11 uur 's ochtends overleg":          "29 Nov 11:00",
		"tomorrow 3pm overleg":                       "24 Nov 15:00",
		"donderdag om 16:00 gedurende 2 uur overleg": "26 Nov 16:00",
	} {
		now := time.Date(2026, 11, 23, 10, 17, 0, 0, paris)
		p := &parser{in: Input{Text: text, Now: now, Zone: paris, Locale: "nl"}, words: split(text), grammar: g}
		r, err := p.command()
		require.Nil(t, err, text)
		require.Equal(t, want, r.Start.In(paris).Format("02 Jan 15:04"), text)
		require.Equal(t, "overleg", r.Title, text)
	}
}

// What stands in a lexicon has to be known.
func TestALexiconIsChecked(t *testing.T) {
	for line, why := range map[string]string{
		"day":                       "no =",
		"dya offset 1 = demain":     `no kind "dya"`,
		"day ofset 1 = demain":      `no meaning "ofset"`,
		"day offset 1 = {wekday} x": `no kind "{wekday}"`,
	} {
		_, err := load(fstest.MapFS{"l/xx.txt": {Data: []byte("# a comment\n\n" + line + "\n")}}, "l")
		require.ErrorContains(t, err, why)
		require.ErrorContains(t, err, "xx.txt:3")
	}
}

// Brackets stand for all patterns that they make.
func TestBrackets(t *testing.T) {
	require.Equal(t, []string{"the x", "x"}, trimmed(expand("(the )x")))
	require.Equal(t, []string{"a c", "a d", "b c", "b d"}, trimmed(expand("[a|b] [c|d]")))
	require.Equal(t, []string{"x (y|z)", " w"}, splitTop("x (y|z)| w", '|'))
}

func trimmed(list []string) []string {
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}

func TestDistance(t *testing.T) {
	for pair, want := range map[string]int{"friday friday": 0, "fridy friday": 1, "firday friday": 1, "wensdey wednesday": 3, "x friday": 3} {
		a, b, _ := strings.Cut(pair, " ")
		require.Equal(t, want, distance(a, b, 2), pair)
	}
}
