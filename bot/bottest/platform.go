// Package bottest holds the contract of a chat platform: whoever writes an adapter runs TestPlatform on it, beside an
// emulator of the platform.
package bottest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/bot/parse"
	"meetbot/core"
)

// A Fixture is an adapter connected to an emulator.
type Fixture struct {
	Platform bot.Platform
	Chat     emulator.Chat
	Open     core.Channel  // the bot may write there
	Closed   core.Channel  // it may not
	Gone     core.Channel  // it does not exist
	Person   core.Identity // a member of Open
	Zone     string        // the person's zone, empty where the platform tells none
	Post     string        // what the platform calls the request that posts
	Edit     string        // the one that edits
	Delete   string        // and the one that deletes
	Secrets  []string      // what no error may hold
}

// hostile is a title that would ring, format or link if anything of it were taken at its word.
const hostile = "<!channel> <@U0001> <https://evil.example|click> *x* _y_ ~z~ `c` & @here @everyone <t:1:R> [a](https://evil.example) > q"

func began(context.Context) error { return nil }

// TestPlatform runs the contract. Each part gets a fixture of its own.
func TestPlatform(t *testing.T, fixture func(t *testing.T) Fixture) {
	for name, test := range map[string]func(*testing.T, Fixture){
		"a card arrives, and an edit changes it":              edits,
		"hostile text is shown as typed and rings nobody":     literal,
		"a reply refers to the message it answers":            replies,
		"a reply to a message that is deleted stands alone":   repliesAlone,
		"a person's ID opens a direct message":                direct,
		"begin is called once, before anything leaves":        begins,
		"nothing is sent when begin fails":                    refusesToBegin,
		"what does not begin keeps nothing else waiting":      keepsNoTurn,
		"429 says how long to wait, and nothing was sent":     waits,
		"a lost answer is an unknown outcome":                 unknown,
		"a 500 is an unknown outcome":                         failing,
		"a channel that is closed or gone is final":           gone,
		"a message that is gone is final":                     goneMessage,
		"a message that was deleted is told apart":            deletedMessage,
		"a message is deleted, and may be once more":          deletes,
		"nothing is deleted when begin fails":                 refusesToDelete,
		"a lost answer to a deletion is an unknown outcome":   deletesUnheard,
		"429 says how long to wait with a deletion":           waitsToDelete,
		"a deletion where there is no channel is final":       deletesNowhere,
		"whether it answers is told without a trace":          answers,
		"somebody is looked up by their identity":             profile,
		"the contract's requests are what a sound bot sends":  sound,
		"a full card with every kind of span can be rendered": every,
	} {
		t.Run(name, func(t *testing.T) {
			f := fixture(t)
			test(t, f)
			require.Empty(t, f.Chat.Refused())
		})
	}
	t.Run("an unknown person is an error", func(t *testing.T) { nobody(t, fixture(t)) })
}

func simple(title string) bot.Card {
	return bot.Card{
		Title:   title,
		Lines:   []bot.Line{{bot.Text("Called by "), bot.Strong("alice")}},
		Buttons: []bot.Button{{Label: "Join", URL: "https://meet.example/m/x", Look: bot.Primary}, {Label: "End…", Press: "end #1"}},
		Menu:    []bot.Button{{Label: "Cancel…", Press: "cancel #1"}},
	}
}

func (f Fixture) post(t *testing.T, c bot.Card, how bot.Posting) core.MessageRef {
	ref, err := f.Platform.Post(t.Context(), f.Open, c, how, began)
	require.NoError(t, err)
	require.NotEmpty(t, ref)
	return ref
}

func (f Fixture) only(t *testing.T) emulator.Message {
	all := f.Chat.Messages(f.Person.UserID, f.Open.ID)
	require.Len(t, all, 1)
	return all[0]
}

func edits(t *testing.T, f Fixture) {
	ref := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	require.Contains(t, f.only(t).Text, "standup")
	require.NoError(t, f.Platform.Edit(t.Context(), f.Open, ref, simple("retro"), began))
	require.NoError(t, f.Platform.Edit(t.Context(), f.Open, ref, simple("retro"), began), "to what it says already")
	require.Contains(t, f.only(t).Text, "retro")
	require.NotContains(t, f.only(t).Text, "standup")
	var labels []string
	for _, b := range f.only(t).Buttons {
		labels = append(labels, b.Label)
	}
	require.ElementsMatch(t, []string{"Join", "End…", "Cancel…"}, labels)
}

func literal(t *testing.T, f Fixture) {
	c := simple(hostile)
	c.Lines = append(c.Lines, bot.Line{bot.Text(hostile)}, bot.Line{bot.Strong(hostile)})
	c.Note = bot.Line{bot.Text(hostile)}
	c.Menu[0].Label = "Cancel <!here>"
	ref := f.post(t, c, bot.Posting{Key: "a"})
	require.NoError(t, f.Platform.Edit(t.Context(), f.Open, ref, c, began))
	m := f.only(t)
	require.Equal(t, 4, strings.Count(m.Text, hostile), m.Text)
	require.Empty(t, m.Rings)
}

func replies(t *testing.T, f Fixture) {
	card := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	first := f.only(t)
	reply := bot.Card{Lines: []bot.Line{{bot.Strong("standup"), bot.Text(" has started")}}}
	_, err := f.Platform.Post(t.Context(), f.Open, reply, bot.Posting{ReplyTo: card, Broadcast: true, Key: "b"}, began)
	require.NoError(t, err)
	all := f.Chat.Messages(f.Person.UserID, f.Open.ID)
	require.Len(t, all, 2)
	require.Equal(t, first.ID, all[1].ReplyTo)
	require.Equal(t, "standup has started", strings.TrimSpace(all[1].Text))
}

func repliesAlone(t *testing.T, f Fixture) {
	card := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	f.Chat.(interface{ DeleteMessage(channel, id string) }).DeleteMessage(f.Open.ID, f.only(t).ID)
	reply := bot.Card{Lines: []bot.Line{{bot.Strong("standup"), bot.Text(" has started")}}}
	_, err := f.Platform.Post(t.Context(), f.Open, reply, bot.Posting{ReplyTo: card, Broadcast: true, Key: "b"}, began)
	require.NoError(t, err)
	require.Equal(t, "standup has started", strings.TrimSpace(f.only(t).Text))
}

func direct(t *testing.T, f Fixture) {
	to := core.Channel{Platform: f.Person.Platform, Workspace: f.Person.Workspace, ID: f.Person.UserID}
	ref, err := f.Platform.Post(t.Context(), to, simple("for you"), bot.Posting{Key: "a"}, began)
	require.NoError(t, err)
	require.NoError(t, f.Platform.Edit(t.Context(), to, ref, simple("for you alone"), began))
	all := f.Chat.Messages(f.Person.UserID, f.Chat.DirectChannel(f.Person.UserID))
	require.Len(t, all, 1)
	require.Contains(t, all[0].Text, "for you alone")
}

func begins(t *testing.T, f Fixture) {
	calls := 0
	_, err := f.Platform.Post(t.Context(), f.Open, simple("standup"), bot.Posting{Key: "a"}, func(context.Context) error {
		calls++
		require.Empty(t, f.Chat.Messages(f.Person.UserID, f.Open.ID))
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, 1, calls)
}

func refusesToBegin(t *testing.T, f Fixture) {
	lost := func(context.Context) error { return core.ErrLost }
	_, err := f.Platform.Post(t.Context(), f.Open, simple("standup"), bot.Posting{Key: "a"}, lost)
	require.ErrorIs(t, err, core.ErrLost)
	require.Empty(t, f.Chat.Messages(f.Person.UserID, f.Open.ID))
	ref := f.post(t, simple("standup"), bot.Posting{Key: "b"})
	require.ErrorIs(t, f.Platform.Edit(t.Context(), f.Open, ref, simple("retro"), lost), core.ErrLost)
	require.Contains(t, f.only(t).Text, "standup")
}

// keepsNoTurn: the slowest platform lets a post through each second.
func keepsNoTurn(t *testing.T, f Fixture) {
	lost := func(context.Context) error { return core.ErrLost }
	started := time.Now()
	for range 6 {
		_, err := f.Platform.Post(t.Context(), f.Open, simple("standup"), bot.Posting{Key: "a"}, lost)
		require.ErrorIs(t, err, core.ErrLost)
	}
	f.post(t, simple("standup"), bot.Posting{Key: "a"})
	require.Less(t, time.Since(started), 3*time.Second)
}

func waits(t *testing.T, f Fixture) {
	f.Chat.Fail(emulator.Fault{Method: f.Post, Status: 429, RetryAfter: 7 * time.Second})
	_, err := f.Platform.Post(t.Context(), f.Open, simple("standup"), bot.Posting{Key: "a"}, began)
	var busy *core.Busy
	require.ErrorAs(t, err, &busy)
	require.Equal(t, 7*time.Second, busy.After)
	require.Empty(t, f.Chat.Messages(f.Person.UserID, f.Open.ID))
	// The channel is left alone for as long as the platform said.
	_, err = f.Platform.Post(t.Context(), f.Open, simple("standup"), bot.Posting{Key: "a"}, began)
	require.ErrorAs(t, err, &busy)
}

func unknown(t *testing.T, f Fixture) {
	f.Chat.Fail(emulator.Fault{Method: f.Post, Applied: true})
	_, err := f.Platform.Post(t.Context(), f.Open, simple("standup"), bot.Posting{Key: "a"}, began)
	require.ErrorIs(t, err, core.ErrUnknown)
	f.clean(t, err)
}

func failing(t *testing.T, f Fixture) {
	f.Chat.Fail(emulator.Fault{Method: f.Post, Status: 500})
	_, err := f.Platform.Post(t.Context(), f.Open, simple("standup"), bot.Posting{Key: "a"}, began)
	require.ErrorIs(t, err, core.ErrUnknown)
	f.clean(t, err)
}

func gone(t *testing.T, f Fixture) {
	for _, c := range []core.Channel{f.Closed, f.Gone} {
		_, err := f.Platform.Post(t.Context(), c, simple("standup"), bot.Posting{Key: "a"}, began)
		require.ErrorIs(t, err, core.ErrGone)
		f.clean(t, err)
	}
}

func goneMessage(t *testing.T, f Fixture) {
	ref := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	// The same message in a channel that is not there.
	other := core.MessageRef(strings.ReplaceAll(string(ref), f.Open.ID, f.Gone.ID))
	err := f.Platform.Edit(t.Context(), f.Gone, other, simple("retro"), began)
	require.ErrorIs(t, err, core.ErrGone)
	f.clean(t, err)
}

func deletedMessage(t *testing.T, f Fixture) {
	ref := f.post(t, simple("standup"), bot.Posting{Key: "a"})
	f.Chat.(interface{ DeleteMessage(channel, id string) }).DeleteMessage(f.Open.ID, f.only(t).ID)
	err := f.Platform.Edit(t.Context(), f.Open, ref, simple("retro"), began)
	require.ErrorIs(t, err, core.ErrDeleted)
	require.ErrorIs(t, err, core.ErrGone)
	f.clean(t, err)
}

func answers(t *testing.T, f Fixture) {
	require.NoError(t, f.Platform.Answers(t.Context()))
	f.Chat.Fail(emulator.Fault{Status: 503})
	err := f.Platform.Answers(t.Context())
	require.Error(t, err)
	require.NotErrorIs(t, err, core.ErrUnknown, "nothing was sent")
	require.NotErrorIs(t, err, core.ErrGone)
	f.clean(t, err)
	f.Chat.Fail(emulator.Fault{Status: 429, RetryAfter: 7 * time.Second})
	var busy *core.Busy
	require.ErrorAs(t, f.Platform.Answers(t.Context()), &busy)
	require.Empty(t, f.Chat.Messages(f.Person.UserID, f.Open.ID))
}

func profile(t *testing.T, f Fixture) {
	p, err := f.Platform.Profile(t.Context(), f.Person, f.Open.Home())
	require.NoError(t, err)
	require.Equal(t, "alice", p.Name)
	require.Equal(t, f.Zone, p.Zone)
}

func nobody(t *testing.T, f Fixture) {
	who := f.Person
	who.UserID = strings.Repeat("9", 10)
	_, err := f.Platform.Profile(t.Context(), who, f.Open.Home())
	require.Error(t, err)
	f.clean(t, err)
}

func sound(t *testing.T, f Fixture) {
	f.post(t, bot.Card{Lines: []bot.Line{{bot.Text("words alone")}}}, bot.Posting{Key: "a"})
	require.Equal(t, "words alone", strings.TrimSpace(f.only(t).Text))
}

func every(t *testing.T, f Fixture) {
	at := time.Date(2030, 3, 18, 17, 50, 5, 0, time.UTC)
	c := simple(strings.Repeat("ä", core.MaxTitle))
	c.Lines = []bot.Line{
		{bot.Text("a"), bot.Strong("b"), bot.Typed{Command: "/meet", Form: parse.NewForm(parse.List, "scope", parse.Mine)}, bot.Mention{Identity: f.Person, Name: "alice"}, bot.Mention{Name: "bob"}},
		{bot.Moment{At: at}, bot.Moment{At: at, Style: bot.TimeOfDay}, bot.Moment{At: at, Style: bot.TimeOfDay, Beside: "02:30 CEST"}},
		{bot.Place{Channel: f.Open}, bot.Link{Label: "Join", URL: "https://meet.example/m/x"}},
	}
	f.post(t, c, bot.Posting{Key: "a"})
	require.Contains(t, f.only(t).Text, "@bob")
	require.Contains(t, f.only(t).Text, "/meet list ")
}

// clean fails where an error holds a secret.
func (f Fixture) clean(t *testing.T, err error) {
	for e := err; e != nil; e = errors.Unwrap(e) {
		for _, s := range f.Secrets {
			require.NotContains(t, e.Error(), s)
		}
	}
}
