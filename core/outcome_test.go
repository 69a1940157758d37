package core

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var (
	atNoon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	here   = Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
)

// tried returns an attempt to say something at noon about a meeting that starts then and lasts half an hour.
func tried(k Kind, change ...func(*attempt)) attempt {
	t := attempt{
		meeting: Meeting{ID: "m", Occurrence: Occurrence{Start: atNoon, Duration: 30 * time.Minute}},
		a:       Announcement{ID: "a", Meeting: "m", Kind: k, Channel: here, Due: atNoon, State: Sending, Attempts: 1, Sends: 1, Began: atNoon},
		now:     atNoon,
	}
	for _, c := range change {
		c(&t)
	}
	return t
}

func remembering(t *attempt) { t.remembers = time.Minute }

func sent(times int) func(*attempt) { return func(t *attempt) { t.a.Sends = times } }

func standing(t *attempt) { t.meeting.Cards = map[Channel]MessageRef{here: "1.2"} }

func at(now time.Time) func(*attempt) { return func(t *attempt) { t.now = now } }

// TestWhatBecomesOfAnAttempt by its error.
func TestWhatBecomesOfAnAttempt(t *testing.T) {
	route := errors.New("no route")
	unheard := fmt.Errorf("post: %w", ErrUnknown)
	for name, c := range map[string]struct {
		attempt  attempt
		err      error
		state    Delivery
		least    time.Duration // until it is tried again
		most     time.Duration
		sends    int
		unposted bool
	}{
		"said":                                 {tried(KindStart), nil, Sent, 0, 0, 1, false},
		"nothing to say":                       {tried(KindEdit), ErrNothing, Skipped, 0, 0, 0, false},
		"refused":                              {tried(KindStart), ErrVanished, Dead, 0, 0, 0, false},
		"the card is deleted, to an edit":      {tried(KindEdit), ErrDeleted, Dead, 0, 0, 0, true},
		"the card is deleted, to a card":       {tried(KindCard), ErrDeleted, Pending, 0, 0, 0, true},
		"a reminder is deleted":                {tried(KindRetract), ErrDeleted, Dead, 0, 0, 0, false},
		"closed":                               {tried(KindEdit), ErrClosed, Pending, closedFor, closedFor, 0, false},
		"busy":                                 {tried(KindStart), &Busy{After: 7 * time.Second}, Pending, 7 * time.Second, 7 * time.Second, 0, false},
		"any other error":                      {tried(KindStart), route, Pending, time.Second, 2 * time.Second, 0, false},
		"any other error, for the tenth time":  {tried(KindStart, func(t *attempt) { t.a.Attempts = 10 }), route, Pending, 30 * time.Second, time.Minute, 0, false},
		"unknown, a start":                     {tried(KindStart), unheard, Pending, time.Second, 2 * time.Second, 1, false},
		"unknown, a start for the second time": {tried(KindStart, sent(2)), unheard, Unsure, 0, 0, 2, false},
		"unknown, a reminder":                  {tried(KindReminder), unheard, Unsure, 0, 0, 1, false},
		"unknown, a reminder that the platform knows again": {tried(KindReminder, remembering), unheard, Pending, time.Second, 2 * time.Second, 1, false},
		"unknown, however often, and known again":           {tried(KindStart, remembering, sent(5)), unheard, Pending, time.Second, 2 * time.Second, 1, false},
		"unknown, an edit":            {tried(KindEdit, sent(5)), unheard, Pending, time.Second, 2 * time.Second, 5, false},
		"unknown, a card that stands": {tried(KindCard, sent(5), standing), unheard, Pending, time.Second, 2 * time.Second, 5, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.attempt.settle(Announcement{}, c.err)
			require.Equal(t, c.state, got.State)
			require.Equal(t, c.sends, got.Sends)
			require.Equal(t, c.unposted, got.Unposted)
			require.Equal(t, c.sends == 0, got.Began.IsZero())
			if c.state == Pending {
				require.GreaterOrEqual(t, got.Next.Sub(atNoon), c.least)
				require.LessOrEqual(t, got.Next.Sub(atNoon), c.most)
				require.Equal(t, c.err.Error(), got.Problem)
			}
		})
	}
}

// TestWhatIsNotSaidNow: what waits, what is too late, and what may not be said once more.
func TestWhatIsNotSaidNow(t *testing.T) {
	edit := func(began time.Time) Announcement {
		return Announcement{Kind: KindEdit, Channel: here, About: unplanned, Began: began, Sends: 1}
	}
	unsent := func(t *attempt) { t.a.Sends, t.a.Began = 0, time.Time{} }
	paced := func(t *attempt) { t.a.About = unplanned }
	for name, c := range map[string]struct {
		attempt attempt
		others  []Announcement
		state   Delivery // empty: it is said
		next    time.Time
		spoilt  error
	}{
		"a start":                              {attempt: tried(KindStart, unsent)},
		"a start once more":                    {attempt: tried(KindStart)},
		"a start a third time":                 {attempt: tried(KindStart, sent(2)), state: Unsure, spoilt: ErrUnknown},
		"a start after the end":                {attempt: tried(KindStart, unsent, at(atNoon.Add(time.Hour))), state: Skipped, spoilt: ErrNothing},
		"a card after the end":                 {attempt: tried(KindCard, at(atNoon.Add(time.Hour))), state: Skipped, spoilt: ErrNothing},
		"a card that may stand, after the end": {attempt: tried(KindCard, remembering, at(atNoon.Add(time.Hour)), func(t *attempt) { t.a.Began = t.now })},
		"the last word before the end":         {attempt: tried(KindOver), state: Pending, next: atNoon.Add(30 * time.Minute)},
		"a retraction before the start": {
			attempt: tried(KindRetract, at(atNoon.Add(-time.Minute)), func(t *attempt) { t.a.About = atNoon.Format(time.RFC3339) + " 1.2" }),
			state:   Pending, next: atNoon,
		},
		"a card while another may stand": {
			attempt: tried(KindCard, unsent),
			others:  []Announcement{{Kind: KindCard, Channel: here, Sends: 1, State: Pending, Next: atNoon.Add(time.Second)}},
			state:   Pending, next: atNoon.Add(time.Second + time.Millisecond),
		},
		"an edit right after another": {
			attempt: tried(KindEdit, unsent, paced, standing), others: []Announcement{edit(atNoon.Add(-time.Second))},
			state: Pending, next: atNoon.Add(time.Second),
		},
		"an edit long after another": {attempt: tried(KindEdit, unsent, paced, standing), others: []Announcement{edit(atNoon.Add(-pace))}},
	} {
		t.Run(name, func(t *testing.T) {
			got, skipped := c.attempt.skip(c.others)
			require.Equal(t, c.state != "", skipped)
			if skipped {
				require.Equal(t, c.state, got.State)
			}
			if c.state == Pending {
				require.Equal(t, c.next, got.Next)
			}
			require.Equal(t, len(c.others) > 0, c.attempt.heedsOthers() && len(c.others) > 0)
			require.ErrorIs(t, c.attempt.spoilt(), c.spoilt)
		})
	}
}

// TestWhatStandsInACalendarWaitsForTheOccurrenceBefore, which is the same event there.
func TestWhatStandsInACalendarWaitsForTheOccurrenceBefore(t *testing.T) {
	in := team.Home().calendar()
	a := Announcement{Kind: KindEvent, Nth: 1, Channel: in}
	other := func(s Delivery, nth int) Announcement {
		return Announcement{Kind: KindEvent, Nth: nth, Channel: in, State: s, Next: noon.Add(15 * time.Second)}
	}
	elsewhere := other(Pending, 0)
	elsewhere.Channel = team
	for _, c := range []struct {
		other Announcement
		want  time.Time
	}{
		{other(Pending, 0), noon.Add(15*time.Second + time.Millisecond)},
		{other(Leased, 0), noon.Add(time.Second)},
		{other(Sending, 0), noon.Add(time.Second)},
		{other(Sent, 0), time.Time{}},
		{other(Pending, 1), time.Time{}},
		{other(Pending, 2), time.Time{}},
		{elsewhere, time.Time{}},
	} {
		require.Equal(t, c.want, afterEvent(a, []Announcement{c.other}, noon), "%v", c.other)
	}
}
