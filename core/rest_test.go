package core

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestTheRestOfASeries has the same days as all of it from there on, and no more.
func TestTheRestOfASeries(t *testing.T) {
	for _, text := range []string{"FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=9", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270302", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4"} {
		rule, err := ParseRule(text)
		require.NoError(t, err)
		s := Series{Rule: rule, First: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC), Zone: "Europe/Warsaw", Lasts: time.Hour}
		var days []Day
		for d := range s.Following("") {
			days = append(days, d)
		}
		require.Greater(t, len(days), 2, text)
		s.Except = []Day{days[0], days[2]}
		for i, from := range days {
			var want, got []Day
			for d := range s.Following("") {
				if d >= from {
					want = append(want, d)
				}
			}
			for d, at := range s.Since(from).Following("") {
				require.Equal(t, s.At(d), at)
				got = append(got, d)
			}
			require.Equal(t, want, got, "%s from its day %d on", text, i)
		}
	}
}
