package bot

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/say"
	"meetbot/core"
	"meetbot/core/coretest"
)

// A listener is a platform that keeps what it is given to show.
type listener struct {
	Platform
	lines  []Line
	titles []string
}

func (l *listener) keep(c Card) {
	l.titles, l.lines = append(l.titles, c.Title), append(l.lines, c.Lines...)
}

func (l *listener) Post(_ context.Context, _ core.Channel, c Card, _ Posting, _ func(context.Context) error) (core.MessageRef, error) {
	l.keep(c)
	return "1", nil
}

func (l *listener) Edit(_ context.Context, _ core.Channel, _ core.MessageRef, c Card, _ func(context.Context) error) error {
	l.keep(c)
	return nil
}

func (l *listener) Mirror(_ context.Context, _ core.Workspace, e Event, _ func(context.Context) error) error {
	l.titles = append(l.titles, e.Title)
	return nil
}

func (l *listener) Delete(context.Context, core.Channel, core.MessageRef, func(context.Context) error) error {
	l.titles = append(l.titles, "deleted")
	return nil
}

func (l *listener) CountsDown() bool                         { return false }
func (l *listener) LetIn(*say.Language, core.Channel) string { return "open the door" }
func (l *listener) Remembers() time.Duration                 { return 0 }
func (l *listener) Answers(context.Context) error            { return nil }

// written is what lines say in plain text, as far as they do.
func written(lines []Line) (out string) {
	for _, l := range lines {
		for _, s := range l {
			if text, ok := s.(Text); ok {
				out += string(text)
			}
		}
	}
	return out
}

// TestThereAreWordsForEveryKind that core has, but for those that close a room or put the next at hand, and come to no chat.
func TestThereAreWordsForEveryKind(t *testing.T) {
	clock := coretest.NewClock(time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
	service := coretest.NewWorld(clock, core.Policy{}).Service
	at := core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	m := core.Meeting{
		ID: "x", Home: at.Home(), Title: "standup", Created: clock.Now(), Postings: []core.Posting{{Channel: at, Number: 1}},
		Occurrence: core.Occurrence{
			Start: clock.Now().Add(time.Hour), Duration: time.Hour, Cards: map[core.Channel]core.MessageRef{at: "1"},
			Attendees: []core.Attendee{{Person: "bob", Name: "bob", RSVP: core.Going}},
		},
	}
	for _, k := range core.Kinds() {
		t.Run(string(k), func(t *testing.T) {
			heard := &listener{}
			b := New(service, map[string]Platform{"slack": heard}, "https://meet.test", "/meet", false, catalogue(t), slog.New(slog.DiscardHandler))
			a := core.Announcement{ID: "1", Meeting: m.ID, Kind: k, Channel: at, About: at.ID, Due: clock.Now()}
			_, err := b.Announce(t.Context(), m, a, func(context.Context) error { return nil })
			if k == core.KindClose || k == core.KindTurn {
				require.ErrorContains(t, err, "no words")
				return
			}
			require.NoError(t, err)
			require.Len(t, heard.titles, 1)
			require.NotEmpty(t, heard.titles[0]+written(heard.lines))
		})
	}
}
