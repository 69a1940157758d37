//go:build conformance

package parse_test

import (
	"os"
	"slices"
	"testing"
	"time"
)

// notHere are the phrases that are read otherwise on purpose: as a length and no time, or as a zone that is asked back.
var notHere = map[string]bool{"chrono-072": true, "chrono-073": true, "chrono-121": true, "chrono-130": true}

// TestConformanceTimePhrases reads the phrases in the file that TIME_PHRASES names, which is not part of the repository: those
// that are to come within two years, and say an hour, and those in which there is no time.
func TestConformanceTimePhrases(t *testing.T) {
	path := os.Getenv("TIME_PHRASES")
	if path == "" {
		t.Fatal("TIME_PHRASES must name the file of phrases")
	}
	count := map[string]int{}
	for _, p := range readPhrases(t, path) {
		if !p.Negative {
			if p.Start == "" || !slices.Contains(p.StartCertain, "hour") {
				continue
			}
			if ahead := instant(t, p.Start).Sub(instant(t, p.Ref)); ahead <= 0 || ahead > 2*365*24*time.Hour {
				continue
			}
		}
		kind, looks := p.outcome(t)
		count[kind]++
		if kind == wrong || kind != right && !notHere[p.ID] {
			t.Errorf("%s %q is %s: %s", p.ID, p.Text, kind, looks)
		}
	}
	t.Log(count)
}
