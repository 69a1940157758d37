//go:build conformance

package parse_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"meetbot/bot/parse"
)

// leastRight is the share of the phrases that must be read right, as measured.
const leastRight = 0.90

// TestConformanceTimePhrases reads the phrases in the file that TIME_PHRASES names, which is not part of
// the repository, and prints how many are read right. Only starts are compared: the phrases come from a
// language that also takes days without a time, times that are past, and runs of days.
func TestConformanceTimePhrases(t *testing.T) {
	path := os.Getenv("TIME_PHRASES")
	if path == "" {
		t.Fatal("TIME_PHRASES must name the file of phrases")
	}
	score := map[string][2]int{}
	for _, p := range readPhrases(t, path) {
		kind := phraseKind(t, p)
		n := score[kind]
		n[1]++
		if got := reading(t, p); got == "" {
			n[0]++
		} else if kind != "other" {
			t.Logf("%-10s %-45q %s", p.ID, p.Text, got)
		}
		score[kind] = n
	}
	right, all := 0, 0
	for kind, n := range score {
		t.Logf("%-12s %3d of %3d", kind, n[0], n[1])
		if kind != "other" {
			right, all = right+n[0], all+n[1]
		}
	}
	if float64(right) < leastRight*float64(all) {
		t.Errorf("%d of %d phrases are read right, fewer than %.0f %%", right, all, 100*leastRight)
	}
}

// otherwise tells whether this bot refuses the phrase on purpose: it is years away, or names its zone by
// an abbreviation.
func otherwise(t *testing.T, p phrase) bool {
	far := instant(t, p.Start).Sub(instant(t, p.Ref)) > 2*365*24*time.Hour
	return far || strings.Contains(strings.ToUpper(p.Text), "PST")
}

func phraseKind(t *testing.T, p phrase) string {
	switch {
	case p.Negative:
		return "no time"
	case p.Must && otherwise(t, p):
		return "other"
	case p.Must:
		return "must"
	}
	return "other"
}

// reading is "" where p is read right, else what came of it.
func reading(t *testing.T, p phrase) string {
	r, err := parse.Parse(p.input(t))
	switch {
	case p.Negative && err != nil && r.Start.IsZero():
		return ""
	case err != nil:
		return err.Error()
	case p.Start != "" && r.Start.Equal(instant(t, p.Start).UTC()):
		return ""
	}
	return r.Start.String()
}
