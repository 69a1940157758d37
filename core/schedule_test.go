package core_test

import (
	"strings"
	"testing"
	"time"

	"meetbot/core"
)

func TestAMeetingIsStoredWithWhatIsToBeSaidAboutIt(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour, func(r *core.Request) { r.Title, r.MembersOnly = "  standup ", true })
	w.Equal("standup", m.Title)
	w.Equal(noon.Add(time.Hour), m.Start)
	w.Equal(30*time.Minute, m.Duration)
	w.Equal(core.Workspace{Platform: "slack", ID: "T1"}, m.Home)
	w.Equal([]core.Posting{{Channel: team, Number: 1}}, m.Postings)
	w.True(m.MembersOnly)
	w.Equal(policy.Reminders, m.Reminders)
	w.NotEqual(string(m.ID), m.Room, "who knows the link does not know the room")
	w.Equal(m, w.read(m))
	w.Equal(core.Pending, w.kind(m, core.KindCard).State)
	w.EqualValues(1, w.woken.Load())
}

func TestAMeetingCalledNowStartsAtTheWholeSecond(t *testing.T) {
	w := newWorld(t)
	w.clock.Advance(400 * time.Millisecond)
	m, err := w.service.Schedule(w.ctx, alice, team, core.Request{})
	w.NoError(err)
	w.Equal(noon, m.Start)
	w.Equal(m.Start, m.Created)
	w.Equal(core.Live, m.State(w.clock.Now()))
}

func TestWhatCannotBeScheduled(t *testing.T) {
	for _, c := range []struct {
		name string
		in   core.Channel
		r    core.Request
		code core.Code
	}{
		{"in the past", team, core.Request{Start: noon.Add(-time.Second)}, core.Invalid},
		{"too short", team, core.Request{Duration: 10*time.Second - 1}, core.Invalid},
		{"of negative length", team, core.Request{Duration: -time.Hour}, core.Invalid},
		{"too long", team, core.Request{Duration: 24*time.Hour + 1}, core.Invalid},
		{"with too long a title", team, core.Request{Title: strings.Repeat("ä", 101)}, core.Invalid},
		{"in another workspace", faraway, core.Request{}, core.Forbidden},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			_, err := w.service.Schedule(w.ctx, alice, c.in, c.r)
			w.refused(err, c.code)
			w.Zero(w.woken.Load())
			all, err := w.store.Meetings(w.ctx, core.Query{})
			w.NoError(err)
			w.Empty(all)
		})
	}
}

func TestTheBoundsThemselvesFit(t *testing.T) {
	w := newWorld(t)
	for _, r := range []core.Request{
		{Start: noon}, {Duration: 10 * time.Second}, {Duration: 24 * time.Hour}, {Title: strings.Repeat("ä", 100)},
	} {
		_, err := w.service.Schedule(w.ctx, alice, team, r)
		w.NoError(err)
	}
}

func TestOnePersonHasSoManyMeetingsAheadAndNoMore(t *testing.T) {
	w := newWorld(t)
	for range policy.MaxUpcoming {
		w.schedule(time.Hour)
	}
	_, err := w.service.Schedule(w.ctx, alice, team, core.Request{})
	w.refused(err, core.TooMany)
	_, err = w.service.Schedule(w.ctx, bob, team, core.Request{})
	w.NoError(err, "it is each one's own limit")
	w.clock.Advance(2 * time.Hour)
	_, err = w.service.Schedule(w.ctx, alice, team, core.Request{})
	w.NoError(err, "what is over does not count")
}

func TestTheSameRequestMakesOneMeeting(t *testing.T) {
	w := newWorld(t)
	key := func(r *core.Request) { r.Key = "trigger" }
	first := w.schedule(time.Hour, key)
	w.Equal(first, w.schedule(2*time.Hour, key))
	all, err := w.store.Meetings(w.ctx, core.Query{})
	w.NoError(err)
	w.Len(all, 1)
}
