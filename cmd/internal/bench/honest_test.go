package bench_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// asked is what has to be held, as it was asked for: once more in words of its own, so that no goal changes by the way.
var asked = map[string]string{
	"1,000 starts at one instant, p99":                  "| ≤ 300 ms | ≤ 150 ms |",
	"1,000 starts at one instant, max":                  "| ≤ 600 ms | - |",
	"10,000 at one instant among 1,000,000, last begun": "| ≤ 3000 ms | ≤ 1500 ms |",
	"same, 150 ms an answer, last answered":             "| ≤ 2 × | ≤ 1.3 × |",
	"2,000 hanging Discord posts, Slack's last start":   "| ≤ 300 ms | - |",
	"/meet stored and answered, SQLite":                 "one commit | ≥ 1 × | ≥ 2 × |",
	"/meet stored and answered, PostgreSQL":             "one commit | ≥ 0.4 × | ≥ 0.7 × |",
	"/meet help":                                        "no database | ≥ 0.3 × | ≥ 0.5 × |",
	"/meet list":                                        "no database | ≥ 0.3 × | ≥ 0.5 × |",
	"live page, SQLite":                                 "bare page | ≥ 0.55 × | ≥ 0.75 × |",
	"live page, PostgreSQL":                             "bare page | ≥ 0.5 × | ≥ 0.7 × |",
	"organizer's live page":                             "guest's page | ≥ 0.8 × | - |",
	"list of 50, SQLite":                                "bare list | ≥ 1.2 × | ≥ 2 × |",
	"list of 50, PostgreSQL":                            "bare list | ≥ 1.2 × | ≥ 2 × |",
	"list of 50 on the wire":                            "| ≤ 20 KB | - |",
	"join, SQLite":                                      "bare token | ≥ 0.4 × | ≥ 0.6 × |",
	"join, PostgreSQL":                                  "bare token | ≥ 0.25 × | ≥ 0.4 × |",
	"start to ready with 1,000,000 rows":                "| ≤ 1000 ms | ≤ 500 ms |",
	"memory: 1,000,000 rows, burst of 10,000":           "| ≤ 80 MB | ≤ 64 MB |",
	"idle, CPU a second":                                "| ≤ 1 ms | ≤ 0.3 ms |",
}

// TestTheTableAsksForWhatWasAskedFor also holds that what is asked for on both databases has a line for each.
func TestTheTableAsksForWhatWasAskedFor(t *testing.T) {
	for work, limits := range asked {
		lines := 0
		for _, g := range goals {
			if g.work == work || g.work == work+", "+sqlite || g.work == work+", "+postgres {
				lines++
				require.True(t, strings.HasSuffix(g.floor+" | "+g.limit(g.hold)+" | "+g.limit(g.aim)+" |", limits), "%s: %s", work, limits)
			}
		}
		want := 2
		if strings.HasSuffix(work, sqlite) || strings.HasSuffix(work, postgres) {
			want = 1
		}
		require.Equal(t, want, lines, work)
	}
}

func TestEveryLineHasAFloor(t *testing.T) {
	for _, g := range goals {
		require.NotEmpty(t, g.floor, g.work)
		require.NotEmpty(t, g.unit, g.work)
	}
	for _, f := range []figure{{value: 1}, {floor: 1}, {value: math.NaN(), floor: 1}, {value: 1, floor: math.Inf(1)}, {value: -1, floor: 1}} {
		require.Error(t, table{}.add("join, SQLite", f), "%+v", f)
	}
}

func TestATableIsWholeOrNone(t *testing.T) {
	tab := table{}
	for _, g := range goals {
		_, err := tab.write()
		require.ErrorContains(t, err, g.work)
		require.NoError(t, tab.add(g.work, figure{value: 1, floor: 2}))
	}
	text, err := tab.write()
	require.NoError(t, err)
	require.Equal(t, len(goals)+2, strings.Count(text, "\n|")+1)
	require.Error(t, tab.add("join, SQLite", figure{value: 1, floor: 2}), "measured twice")
	require.Error(t, tab.add("something else", figure{value: 1, floor: 2}))
}

func TestVerdicts(t *testing.T) {
	atLeast := goal{work: "w", unit: "/s", floor: "f", ratio: true, hold: 0.5, aim: 0.75}
	atMost := goal{work: "w", unit: "ms", floor: "f", most: true, hold: 300}
	for _, c := range []struct {
		goal   goal
		figure figure
		want   string
	}{
		{atLeast, figure{value: 50, floor: 100}, "| w | 50.0 /s | f 100 /s | 0.500 | ≥ 0.5 × | ≥ 0.75 × | held |"},
		{atLeast, figure{value: 1234, floor: 4936}, "| w | 1,234 /s | f 4,936 /s | 0.250 | ≥ 0.5 × | ≥ 0.75 × | **missed** |"},
		{atMost, figure{value: 300, floor: 50}, "| w | 300 ms | f 50.0 ms | 6.00 | ≤ 300 ms | - | held |"},
		{atMost, figure{value: 301, floor: 50}, "| w | 301 ms | f 50.0 ms | 6.02 | ≤ 300 ms | - | **missed** |"},
		{atMost, figure{value: 301, floor: 50, cut: true}, "| w | > 301 ms | f 50.0 ms | > 6.02 | ≤ 300 ms | - | **missed** |"},
		{atMost, figure{value: 299, floor: 50, cut: true}, "| w | > 299 ms | f 50.0 ms | > 5.98 | ≤ 300 ms | - | not told |"},
		{goal{work: "w", unit: "/s", floor: "f", ratio: true}, figure{value: 1, floor: 4}, "| w | 1.00 /s | f 4.00 /s | 0.250 | - | - | - |"},
	} {
		require.Equal(t, c.want, line(c.goal, c.figure))
	}
}
