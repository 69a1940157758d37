package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store/pgtest"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func benchmarkOnBoth(b *testing.B, run func(b *testing.B, address string)) {
	b.Run("sqlite", func(b *testing.B) { run(b, sqliteAddress(b)) })
	b.Run("postgres", func(b *testing.B) { run(b, pgtest.Database(b)) })
}

// plan is what a usual meeting brings with it.
func plan(m core.Meeting) []core.Announcement {
	var out []core.Announcement
	at := func(k core.Kind, due time.Time) {
		out = append(out, core.Announcement{Kind: k, Channel: m.Postings[0].Channel, Due: due, Next: due})
	}
	at(core.KindCard, m.Created)
	for _, before := range []time.Duration{30, 15, 10, 5, 1} {
		at(core.KindCountdown, m.Start.Add(-before*time.Minute))
	}
	at(core.KindReminder, m.Start.Add(-10*time.Minute))
	at(core.KindStart, m.Start)
	at(core.KindEdit, m.Start)
	at(core.KindEnd, m.End())
	at(core.KindEdit, m.End())
	return out
}

func meeting() core.Meeting {
	return core.Meeting{
		ID: core.NewMeetingID(), Home: alice.Home(), Title: "standup", Organizer: "alice",
		Postings: []core.Posting{{Channel: core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}}},
		Zone:     "Europe/Warsaw", Created: noon, Occurrence: core.Occurrence{Start: noon.Add(time.Hour), Duration: 30 * time.Minute, Room: "room"},
	}
}

func BenchmarkCreateMeeting(b *testing.B) {
	benchmarkOnBoth(b, func(b *testing.B, address string) {
		s := migrated(b, address)
		for b.Loop() {
			m := meeting()
			_, err := s.CreateMeeting(b.Context(), m, "", plan(m), core.Limit{})
			require.NoError(b, err)
		}
	})
}

// BenchmarkClaimIdle claims while a thousand meetings lie ahead and nothing is due, which is what a store does all day.
func BenchmarkClaimIdle(b *testing.B) {
	benchmarkOnBoth(b, func(b *testing.B, address string) {
		s := migrated(b, address)
		for range 1000 {
			m := meeting()
			_, err := s.CreateMeeting(b.Context(), m, "", plan(m), core.Limit{})
			require.NoError(b, err)
		}
		before := noon.Add(-time.Hour)
		for b.Loop() {
			got, err := s.Claim(b.Context(), "slack", before, before.Add(15*time.Second), 256)
			require.NoError(b, err)
			require.Empty(b, got)
		}
	})
}

// BenchmarkStatement stores one small row.
func BenchmarkStatement(b *testing.B) {
	benchmarkOnBoth(b, func(b *testing.B, address string) {
		s := migrated(b, address)
		for b.Loop() {
			_, err := s.Hold(b.Context(), "x", "y", noon, noon)
			require.NoError(b, err)
		}
	})
}

// BenchmarkCheck is what a process does every few seconds.
func BenchmarkCheck(b *testing.B) {
	benchmarkOnBoth(b, func(b *testing.B, address string) {
		s := migrated(b, address)
		for b.Loop() {
			require.NoError(b, s.Check(b.Context(), "readiness", noon))
		}
	})
}
