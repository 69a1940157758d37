package bot

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/say"
	"meetbot/core"
)

// closed is a platform that keeps its bot out, and lets it leave notes.
type closed struct {
	Platform
	err   error
	notes []Card
}

func (c *closed) Post(_ context.Context, _ core.Channel, _ Card, how Posting, _ func(context.Context) error) (core.MessageRef, error) {
	if how.Fallback != nil && errors.Is(c.err, ErrNoted) {
		c.notes = append(c.notes, *how.Fallback)
	}
	return "", c.err
}

var errKeptOut = fmt.Errorf("post: %w: not_in_channel", core.ErrGone)

func TestANoteIsLeftOnceForEachStart(t *testing.T) {
	b := New(nil, nil, "https://meet.test", "/meet", false, catalogue(t), nil)
	start := time.Date(2026, 8, 24, 8, 2, 0, 0, time.UTC)
	m := core.Meeting{ID: "x", Title: "hush", MembersOnly: true, Occurrence: core.Occurrence{Start: start, Duration: time.Hour}}
	c := &closed{err: fmt.Errorf("%w: %w", errKeptOut, ErrNoted)}
	post := func(m core.Meeting, channel string) {
		_, err := b.postCard(t.Context(), c, m, core.Announcement{Channel: core.Channel{ID: channel}}, Card{}, nil)
		require.ErrorIs(t, err, core.ErrGone)
	}
	post(m, "C1")
	post(m, "C1")
	require.Len(t, c.notes, 1, "a change of the title, say, needs no second one")
	post(m, "C2")
	require.Len(t, c.notes, 2)
	m.Start = start.Add(time.Hour)
	post(m, "C1")
	require.Len(t, c.notes, 3, "the first one is wrong now")

	link := "https://meet.test/m/x"
	require.Equal(t, Card{
		Title: "hush", Lines: []Line{{Moment{At: start, Style: Full}, Text(" – "), Moment{At: start.Add(time.Hour), Style: TimeOfDay}}},
		Note:     Line{Link{Label: link, URL: link}, Text(" · "), Text("members only")},
		Language: "en",
	}, c.notes[0])
	m.Duration = 24 * time.Hour
	require.Equal(t, Moment{At: m.PlannedEnd(), Style: Full}, english(t).noteCard(m, link).Lines[0][2])
}

func TestTheOrganizerIsToldOfANoteOnlyWhereOneStands(t *testing.T) {
	b := New(nil, nil, "https://meet.test", "/meet", false, catalogue(t), nil)
	at := core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	m := core.Meeting{ID: "x", Title: "hush", Postings: []core.Posting{{Channel: at}}}
	told := func() string {
		return fmt.Sprint(b.blocked(english(t), m, core.Announcement{Channel: at, About: at.ID}).Lines)
	}
	c := &closed{err: errKeptOut}
	for _, noted := range []bool{false, true} {
		if noted {
			c.err = fmt.Errorf("%w: %w", errKeptOut, ErrNoted)
		}
		_, err := b.postCard(t.Context(), c, m, core.Announcement{Channel: at}, Card{}, nil)
		require.Error(t, err)
		require.Contains(t, told(), "I can't post in")
		require.Equal(t, noted, len(c.notes) == 1)
		if noted {
			require.Contains(t, told(), "I left a note there")
		} else {
			require.NotContains(t, told(), "note")
		}
	}
}

// A talk is one of two people, into which nobody else is let.
type talk struct{ Platform }

func (talk) LetIn(*say.Language, core.Channel) string { return "" }

func TestTheOrganizerIsToldHowToLetUsInWhereThatCanBe(t *testing.T) {
	at := core.Channel{Platform: "slack", Workspace: "T1", ID: "D1"}
	m := core.Meeting{ID: "x", Title: "hush", Postings: []core.Posting{{Channel: at}}}
	b := New(nil, map[string]Platform{"slack": talk{}}, "https://meet.test", "/meet", false, catalogue(t), nil)
	told := fmt.Sprint(b.blocked(english(t), m, core.Announcement{About: at.ID}).Lines)
	require.Contains(t, told, "Nobody else can be added there")
	require.Contains(t, told, "share map[meeting:https://meet.test/m/x]")
	require.NotContains(t, told, "To let me in")
}
