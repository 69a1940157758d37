package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/bot/parse"
	"meetbot/core"
)

// both runs a test over both transports.
func both(t *testing.T, test func(*testing.T, *world, *talker), change ...func(*timing)) {
	t.Parallel()
	for name, over := range map[string][]func(*discordtest.Options, *Options){"gateway": nil, "HTTP": {overHTTP}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, a := newWorld(t, over...), newTalker()
			for _, f := range change {
				f(&w.d.timing)
			}
			if over == nil {
				w.run(w.d, a)
				w.connected(5 * time.Second)
			} else {
				w.serve(a)
			}
			test(t, w, a)
			require.Empty(t, w.Refused())
		})
	}
}

func TestCommand(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		m, err := w.Type(alice, team, "/meet new when:tomorrow 3pm title:Design review duration:45m members_only:true")
		require.NoError(t, err)
		require.Equal(t, "You said\ntomorrow 3pm Design review for 45m members only", m.Text)
		require.Equal(t, alice, m.PrivateTo)
		c := a.last(t)
		require.True(t, strings.HasPrefix(c.Key, "discord:"))
		c.Key = ""
		require.Equal(t, bot.Command{
			Sender: aliceID, Name: "alice", Channel: in(team), Locale: "en-US", Said: bot.Form{Verb: parse.New, Fields: map[string]string{
				"when": "tomorrow 3pm", "title": "Design review", "duration": "45m", "members_only": "true",
			}},
		}, c)
		p, err := w.d.Profile(t.Context(), aliceID, in(team).Home())
		require.NoError(t, err)
		require.Equal(t, bot.Profile{Name: "alice"}, p)
	})
}

func TestEverySubcommand(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		for typed, want := range map[string]string{
			"help": "help", "now title:x": "now x", "list": "list", "list scope:mine": "list mine", "show meeting:#1": "show #1",
			"move meeting:#1 when:fri 10:00": "move #1 fri 10:00", "rename meeting:#1 title:new": "rename #1 new", "extend by:15m": "extend 15m",
			"end": "end", "cancel meeting:#1": "cancel #1", "link": "link", "timezone zone:New York": "timezone New York", "share meeting:#1": "share #1",
		} {
			_, err := w.Type(bob, team, "/meet "+typed)
			require.NoError(t, err)
			require.Equal(t, want, heard(a.last(t)))
		}
	})
}

func TestPress(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		card := bot.Card{Title: "standup", Buttons: []bot.Button{{Label: "Join", URL: "https://meet.example"}, {Label: "End…", Press: "ask end #1"}}, Menu: []bot.Button{{Label: "More", Press: "show #1"}}}
		_, err := w.d.Post(t.Context(), in(team), card, bot.Posting{Key: "k"}, began)
		require.NoError(t, err)
		posted := w.Messages(bob, team)[0]
		a.card = func(c bot.Command) bot.Card {
			return bot.Card{Title: heard(c), Buttons: []bot.Button{{Label: "Yes", Press: "end #1"}}}
		}
		m, err := w.Press(bob, posted, "End…")
		require.NoError(t, err)
		require.Equal(t, "ask end #1", m.Text)
		require.Equal(t, bob, m.PrivateTo)
		require.IsType(t, bot.Press(""), a.last(t).Said)
		require.Equal(t, in(team), a.last(t).Channel)
		_, err = w.Press(bob, m, "Yes")
		require.NoError(t, err)
		require.Equal(t, "end #1", heard(a.last(t)))
		var private []emulator.Message
		for _, m := range w.Messages(bob, team) {
			if m.PrivateTo == bob {
				private = append(private, m)
			}
		}
		require.Len(t, private, 1, "the answer takes the place of the question")
		require.Equal(t, "end #1", private[0].Text)
		_, err = w.Press(bob, posted, "More")
		require.NoError(t, err)
		require.Equal(t, "show #1", heard(a.last(t)))
	})
}

func TestAutocomplete(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		a.suggest = func(c bot.Command, option, typed string) []bot.Suggestion {
			out := []bot.Suggestion{{Label: option + ":" + typed + ":" + c.Sender.UserID, Value: "v"}, {Label: "too long", Value: strings.Repeat("x", 101)}, {Value: "no label"}}
			for range 30 {
				out = append(out, bot.Suggestion{Label: strings.Repeat("ä", 120), Value: "w"})
			}
			return out
		}
		got, err := w.Autocomplete(bob, team, "/meet new when:tom", "when")
		require.NoError(t, err)
		require.Len(t, got, maxChoices)
		require.Equal(t, discordtest.Choice{Name: "when:tom:" + bob, Value: "v"}, got[0])
		a.suggest = nil
		got, err = w.Autocomplete(bob, team, "/meet timezone", "zone")
		require.NoError(t, err)
		require.Empty(t, got)
	})
}

func quickly(t *timing) { t.defers = 10 * time.Millisecond }

func held(a *talker) (release func()) {
	gate := make(chan struct{})
	a.wait = func(ctx context.Context) {
		select {
		case <-gate:
		case <-ctx.Done():
		}
	}
	return sync.OnceFunc(func() { close(gate) })
}

// TestSlowAnswer: an answer that is not ready is promised, and the promise is kept.
func TestSlowAnswer(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		release := held(a)
		time.AfterFunc(100*time.Millisecond, release)
		m, err := w.Type(bob, team, "/meet list")
		require.NoError(t, err)
		require.Equal(t, "You said\nlist", m.Text)
		require.Equal(t, bob, m.PrivateTo)

		a.wait = nil
		a.card = func(c bot.Command) bot.Card {
			return bot.Card{Title: heard(c), Buttons: []bot.Button{{Label: "Yes", Press: "end #1"}}}
		}
		m, err = w.Type(bob, team, "/meet list")
		require.NoError(t, err)
		release = held(a)
		changed := w.Changed()
		_, err = w.Press(bob, m, "Yes")
		require.NoError(t, err)
		release()
		<-changed
		require.Contains(t, fmt.Sprint(w.Messages(bob, team)), "end #1")
	}, quickly)
}

// TestNoAnswer: somebody who waits in vain is told so.
func TestNoAnswer(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		release := held(a)
		defer release()
		m, err := w.Type(bob, team, "/meet list")
		require.NoError(t, err)
		require.NotEmpty(t, m.Text)
		got, err := w.Autocomplete(bob, team, "/meet timezone", "zone")
		require.NoError(t, err)
		require.Empty(t, got)
	}, quickly, func(t *timing) { t.work = 200 * time.Millisecond })
}

// TestLateInteraction: what comes so late that Discord may have given up on it takes effect only once it is promised.
func TestLateInteraction(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	w.spoilt = true
	w.run(w.d, a)
	w.connected(5 * time.Second)
	_, err := w.Type(bob, team, "/meet help")
	require.NoError(t, err)
	w.Cut()
	w.back(1)
	var given struct{ ID string }
	late := w.Interaction(bob, team, "/meet now title:x")
	require.NoError(t, json.Unmarshal(late, &given))
	old := strconv.FormatInt((time.Now().Add(-4*time.Second).UnixMilli()-1_420_070_400_000)<<22, 10)
	w.Dispatch(bytes.ReplaceAll(late, []byte(given.ID), []byte(old)))
	require.Eventually(t, func() bool { return w.firstAnswers(old) == 1 }, 5*time.Second, time.Millisecond)
	w.d.timing.late = -time.Hour // from here on everything is
	m, err := w.Type(bob, team, "/meet list")
	require.NoError(t, err)
	require.Equal(t, "You said\nlist", m.Text)
	require.Equal(t, "list", heard(a.last(t)))
	require.Equal(t, 2, a.count(), "nobody waits for the other any more")
}

// firstAnswers counts what was tried as the first answer to an interaction.
func (w *world) firstAnswers(interaction string) (n int) {
	for _, c := range w.Journal() {
		if strings.HasPrefix(c.Path, "/interactions/"+interaction+"/") {
			n++
		}
	}
	return n
}

// TestPromiseIsKept: a promise is kept also where Discord has not taken it yet when the answer is ready.
func TestPromiseIsKept(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		release := held(a)
		time.AfterFunc(50*time.Millisecond, release)
		w.Fail(emulator.Fault{Method: "PATCH /webhooks/{application}/{token}/messages/{message}", Code: "10015", Times: 2})
		m, err := w.Type(bob, team, "/meet list")
		require.NoError(t, err)
		require.Equal(t, "You said\nlist", m.Text)
	}, quickly)
}

// TestHungAnswer: an answer that gets stuck on its way is made again in time.
func TestHungAnswer(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	w.run(w.d, a)
	w.connected(5 * time.Second)
	w.Fail(emulator.Fault{Method: "POST /interactions/{interaction}/{token}/callback", Hang: true})
	m, err := w.Type(bob, team, "/meet list")
	require.NoError(t, err)
	require.Equal(t, "You said\nlist", m.Text)
}

func TestPanic(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		a.wait = func(context.Context) { panic("at the disco") }
		m, err := w.Type(bob, team, "/meet list")
		require.NoError(t, err)
		require.Contains(t, m.Text, "That didn't work")
	})
}

// crowd is more than are worked on at once.
const crowd = maxWorkers + 20

func TestManyAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, a *talker) {
		var busy sync.WaitGroup
		errs := make(chan error, crowd)
		for i := range crowd {
			busy.Go(func() {
				m, err := w.Type(bob, team, fmt.Sprintf("/meet show meeting:#%d", i))
				if err == nil && !strings.HasSuffix(m.Text, fmt.Sprintf("show #%d", i)) {
					err = errors.New(m.Text)
				}
				errs <- err
			})
		}
		busy.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		require.Equal(t, crowd, a.count())
	})
}

// TestNote: where the bot may not write, a note stands in place of the card.
func TestNote(t *testing.T) {
	both(t, func(t *testing.T, w *world, _ *talker) {
		note := bot.Card{Title: "standup, at three"}
		post := func() error {
			_, err := w.d.Post(t.Context(), in(secret), bot.Card{Title: "standup"}, bot.Posting{Key: "k", Fallback: &note}, began)
			return err
		}
		err := post()
		require.ErrorIs(t, err, core.ErrGone)
		require.NotErrorIs(t, err, bot.ErrNoted, "no command opened the way")
		_, err = w.Type(alice, secret, "/meet help")
		require.NoError(t, err)
		err = post()
		require.ErrorIs(t, err, core.ErrGone)
		require.ErrorIs(t, err, bot.ErrNoted)
		var seen []string
		for _, m := range w.Messages(alice, secret) {
			if m.PrivateTo == "" {
				seen = append(seen, m.Text)
			}
		}
		require.Equal(t, []string{"standup, at three"}, seen)
	})
}
