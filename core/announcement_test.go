package core

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The meeting of these tests runs from 13:00 to 14:00.
func TestWhatIsOvertaken(t *testing.T) {
	posted, unposted := meeting(time.Hour, time.Hour, "1"), meeting(time.Hour, time.Hour, "")
	cancelled := func(m Meeting) Meeting { m.Cancelled = noon; return m }
	ended := func(m Meeting) Meeting { m.Ended = noon.Add(70 * time.Minute); return m }
	const start, end = time.Hour, 2 * time.Hour
	for _, c := range []struct {
		name      string
		kind      Kind
		meeting   Meeting
		due, now  time.Duration
		overtaken bool
	}{
		{"a card before the start", KindCard, unposted, 0, start - 1, false},
		{"a card of a meeting that is live", KindCard, unposted, 0, start, false},
		{"a card after the end", KindCard, unposted, 0, end, true},
		{"a card of a cancelled meeting", KindCard, cancelled(unposted), 0, 1, true},
		{"a card that stands, after the end", KindCard, posted, 0, end, false},
		{"a card that stands, of a cancelled meeting", KindCard, cancelled(posted), 0, 1, false},
		{"a countdown on time", KindCountdown, posted, start - 5*time.Minute, start - 5*time.Minute, false},
		{"a countdown a minute late", KindCountdown, posted, start - 5*time.Minute, start - 4*time.Minute, false},
		{"a countdown later than that", KindCountdown, posted, start - 5*time.Minute, start - 4*time.Minute + 1, true},
		{"a countdown after the start", KindCountdown, posted, start - 1, start, true},
		{"a reminder on time", KindReminder, posted, start - 10*time.Minute, start - 10*time.Minute, false},
		{"a reminder a minute late", KindReminder, posted, start - 10*time.Minute, start - 9*time.Minute, false},
		{"a reminder later than that", KindReminder, posted, start - 10*time.Minute, start - 9*time.Minute + 1, true},
		{"a reminder after the start", KindReminder, posted, start - 1, start, true},
		{"a reminder of a cancelled meeting", KindReminder, cancelled(posted), 0, 0, true},
		{"a start on time", KindStart, posted, start, start, false},
		{"a start as long as the meeting runs", KindStart, posted, start, end - 1, false},
		{"a start after the end", KindStart, posted, start, end, true},
		{"a start of a meeting ended by hand", KindStart, ended(posted), start, 70 * time.Minute, true},
		{"a start of a meeting that was moved away", KindStart, posted, start - time.Minute, start - 1, true},
		{"ending soon on time", KindEnding, posted, end - 5*time.Minute, end - 5*time.Minute, false},
		{"ending soon too late", KindEnding, posted, end - 5*time.Minute, end - 4*time.Minute + 1, true},
		{"ending soon when it has ended", KindEnding, posted, end - 1, end, true},
		{"an end on time", KindEnd, posted, end, end, false},
		{"an end an hour late", KindEnd, posted, end, end + time.Hour, false},
		{"an end later than that", KindEnd, posted, end, end + time.Hour + 1, true},
		{"an end of a meeting that was made longer", KindEnd, posted, end - 1, end - 1, true},
		{"an end by hand", KindEnd, ended(posted), 70 * time.Minute, 70 * time.Minute, false},
		{"a cancellation within the hour", KindCancelled, cancelled(posted), 0, time.Hour, false},
		{"a cancellation later than that", KindCancelled, cancelled(posted), 0, time.Hour + 1, true},
		{"a blocked channel while it is on", KindBlocked, posted, 0, end - 1, false},
		{"a blocked channel when it has ended", KindBlocked, posted, 0, end, true},
		{"a blocked channel of a meeting called off", KindBlocked, cancelled(posted), 0, 1, true},
		{"a filtered word while it is on", KindFiltered, posted, 0, end - 1, false},
		{"a deleted channel while it is on", KindVanished, posted, 0, end - 1, false},
		{"an unknown outcome while it is on", KindUncertain, posted, 0, end - 1, false},
		{"an unknown outcome when it has ended", KindUncertain, posted, 0, end, true},
		{"a card that cannot be changed, within the day", KindStale, ended(posted), 0, 24 * time.Hour, false},
		{"a closed calendar within the hour", KindUnlisted, posted, 0, time.Hour, false},
		{"a closed calendar later than that", KindUnlisted, posted, 0, time.Hour + 1, true},
		{"an event at the end", KindEvent, posted, end, end, false},
		{"an edit within the day", KindEdit, posted, 0, 24 * time.Hour, false},
		{"an edit later than that", KindEdit, posted, 0, 24*time.Hour + 1, true},
		{"a closing within the day", KindClose, posted, end, end + 24*time.Hour, false},
		{"a closing later than that", KindClose, posted, end, end + 24*time.Hour + 1, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := Announcement{Kind: c.kind, Channel: team, Due: noon.Add(c.due)}
			require.Equal(t, c.overtaken, overtaken(c.meeting.Occurrence, x, noon.Add(c.now)))
		})
	}
}

func TestWhatWasDueBeforeAChangeIsStillOwed(t *testing.T) {
	m, now := meeting(time.Hour, time.Hour, "1"), noon.Add(time.Hour+time.Second)
	at := func(k Kind, due time.Duration, s Delivery) Announcement {
		return Announcement{Kind: k, Channel: team, Due: noon.Add(due), Next: noon.Add(due + 15*time.Second), State: s}
	}
	got := owed(m, []Announcement{
		at(KindCard, 0, Pending), at(KindEdit, time.Hour, Pending), at(KindReminder, 50*time.Minute, Pending), at(KindEnd, 2*time.Hour, Pending),
		at(KindStart, time.Hour, Pending), at(KindStart, time.Hour, Leased),
	}, false, now)
	require.Len(t, got, 2, "the plan has the rest, or it is overtaken")
	require.Equal(t, KindStart, got[0].Kind)
	require.Equal(t, noon.Add(time.Hour+15*time.Second), got[0].Next, "it keeps its delay after a failure")
	require.Equal(t, now, got[1].Next, "it does not wait for a lease that is void")
}
