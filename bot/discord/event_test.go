package discord

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/core"
)

const meetingLink = "https://meet.example.org/m/abcdefghijklmnopqrstuvwxyz"

func soon(change ...func(*bot.Event)) bot.Event {
	start := time.Now().UTC().Truncate(time.Second).Add(time.Hour)
	e := bot.Event{
		Title: "standup", Description: "Called by alice.", Link: meetingLink, Start: start, End: start.Add(30 * time.Minute),
		State: core.Upcoming, Channels: []core.Channel{{Platform: Name, Workspace: server, ID: team}},
	}
	for _, f := range change {
		f(&e)
	}
	return e
}

func (w *world) mirror(e bot.Event) error {
	return w.d.Mirror(w.t.Context(), core.Workspace{Platform: Name, ID: server}, e, func(context.Context) error { return nil })
}

func (w *world) onlyEvent() discordtest.ScheduledEvent {
	w.t.Helper()
	all := w.ScheduledEvents()
	require.Len(w.t, all, 1)
	return all[0]
}

func TestEventFollowsItsMeeting(t *testing.T) {
	w := newWorld(t)
	e := soon()
	require.NoError(t, w.mirror(e))
	made := w.onlyEvent()
	require.Equal(t, discordtest.ScheduledEvent{
		ID: made.ID, Name: "standup", Description: "Called by alice.", Location: meetingLink, Start: e.Start, End: e.End,
		Status: discordtest.EventScheduled,
	}, made)
	require.ErrorIs(t, w.mirror(e), core.ErrNothing, "it is as it should be")

	moved := soon(func(e *bot.Event) {
		e.Title, e.Start, e.End = "Retro", e.Start.Add(time.Hour), e.End.Add(2*time.Hour)
	})
	require.NoError(t, w.mirror(moved))
	made.Name, made.Start, made.End = "Retro", moved.Start, moved.End
	require.Equal(t, made, w.onlyEvent())

	moved.State = core.Live
	require.NoError(t, w.mirror(moved))
	require.Equal(t, discordtest.EventActive, w.onlyEvent().Status)
	moved.End = moved.End.Add(15 * time.Minute)
	require.NoError(t, w.mirror(moved))
	require.Equal(t, moved.End, w.onlyEvent().End)
	moved.State = core.Ended
	require.NoError(t, w.mirror(moved))
	require.Equal(t, discordtest.EventCompleted, w.onlyEvent().Status)
	require.ErrorIs(t, w.mirror(moved), core.ErrNothing, "what is over stays so")
	require.Empty(t, w.Refused())
}

func TestEventOfAMeetingThatIsCalledOff(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.mirror(soon()))
	require.NoError(t, w.mirror(soon(func(e *bot.Event) { e.State = core.Cancelled })))
	require.Equal(t, discordtest.EventCanceled, w.onlyEvent().Status)
	require.Empty(t, w.Refused())
}

func TestNoEvent(t *testing.T) {
	const half = "200000000000000009"
	for name, change := range map[string]func(*bot.Event){
		"of a private channel": func(e *bot.Event) { e.Channels[0].ID = secret },
		"of one that we see":   func(e *bot.Event) { e.Channels[0].ID = half },
		"of a direct message":  func(e *bot.Event) { e.Channels[0].ID = "direct" },
		"of one that is gone":  func(e *bot.Event) { e.Channels[0].ID = vanished },
		"of no channel":        func(e *bot.Event) { e.Channels = nil },
		"once it is on":        func(e *bot.Event) { e.State = core.Live },
		"once it is over":      func(e *bot.Event) { e.State = core.Ended },
		"of what is off":       func(e *bot.Event) { e.State = core.Cancelled },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.AddChannel(emulator.Channel{ID: half, Name: "half", Members: []string{alice}, Private: true, Bot: true})
			e := soon(change)
			if len(e.Channels) > 0 && e.Channels[0].ID == "direct" {
				var err error
				e.Channels[0].ID, err = w.d.openDirect(t.Context(), alice)
				require.NoError(t, err)
			}
			require.ErrorIs(t, w.mirror(e), core.ErrNothing)
			require.Empty(t, w.ScheduledEvents())
			require.Empty(t, w.Refused())
		})
	}
	t.Run("of a direct message", func(t *testing.T) {
		w := newWorld(t)
		in := core.Workspace{Platform: Name, ID: application}
		require.ErrorIs(t, w.d.Mirror(t.Context(), in, soon(), nil), core.ErrNothing)
	})
}

// TestEventOfAChannelThatIsHiddenGoes: it would go on telling everybody what it is about.
func TestEventOfAChannelThatIsHiddenGoes(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.mirror(soon()))
	w.onlyEvent()
	w.Hide(team)
	w.d = w.another() // which remembers nothing
	w.Fail(emulator.Fault{Method: "GET /guilds/{guild}/channels", Status: 500})
	require.Error(t, w.mirror(soon()))
	w.onlyEvent()
	w.d = w.another()
	require.NoError(t, w.mirror(soon()))
	require.Empty(t, w.ScheduledEvents())
	require.ErrorIs(t, w.mirror(soon()), core.ErrNothing)
}

// TestEventsOfOthersStay: whoever may make events could make one that names the link of a meeting.
func TestEventsOfOthersStay(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.mirror(soon()))
	w.d.people.know(alice)
	require.NoError(t, w.mirror(soon()))
	require.Len(t, w.ScheduledEvents(), 2, "one that is not ours does not stand for ours")
}

func TestEventWithOnePublicChannel(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.mirror(soon(func(e *bot.Event) {
		e.Channels = append([]core.Channel{{Platform: Name, Workspace: server, ID: secret}}, e.Channels...)
	})))
	w.onlyEvent()
}

func TestEventNobodyHeardOfIsFoundAgain(t *testing.T) {
	w := newWorld(t)
	w.Fail(emulator.Fault{Method: "POST /guilds/{guild}/scheduled-events", Status: 502, Applied: true})
	e := soon()
	require.ErrorIs(t, w.mirror(e), core.ErrUnknown)
	require.ErrorIs(t, w.mirror(e), core.ErrNothing)
	w.onlyEvent()
}

func TestEventRefused(t *testing.T) {
	post := "POST /guilds/{guild}/scheduled-events"
	for _, c := range []struct {
		name  string
		fault emulator.Fault
		want  error
	}{
		{"as many as there may be", emulator.Fault{Method: post, Code: "30038"}, core.ErrNothing},
		{"over meanwhile", emulator.Fault{Method: post, Code: "180000"}, core.ErrNothing},
		{"the list", emulator.Fault{Method: "GET /guilds/{guild}/scheduled-events", Code: "50001"}, core.ErrGone},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.Fail(c.fault)
			require.ErrorIs(t, w.mirror(soon()), c.want)
		})
	}
	t.Run("a missing permission", func(t *testing.T) {
		w := newWorld(t)
		w.SetPermissions("", discordtest.Installed&^discordtest.CreateEvents)
		require.ErrorIs(t, w.mirror(soon()), core.ErrGone)
		w.SetPermissions("", discordtest.Installed)
		require.NoError(t, w.mirror(soon()), "it goes on once it is given")
	})
	t.Run("too many at once", func(t *testing.T) {
		w := newWorld(t)
		w.Fail(emulator.Fault{Method: post, Status: 429, RetryAfter: 7 * time.Second})
		var busy *core.Busy
		require.ErrorAs(t, w.mirror(soon()), &busy)
		require.Equal(t, 7*time.Second, busy.After)
	})
	t.Run("the channel cannot be looked at", func(t *testing.T) {
		w := newWorld(t)
		w.Fail(emulator.Fault{Method: "GET /guilds/{guild}/channels", Status: 500})
		err := w.mirror(soon())
		require.Error(t, err)
		require.NotErrorIs(t, err, core.ErrNothing, "it is tried again")
		require.NotErrorIs(t, err, core.ErrGone)
	})
}
