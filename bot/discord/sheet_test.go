package discord

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
)

func planned(c bot.Command) bot.Card {
	if f, ok := c.Said.(bot.Filled); ok {
		return bot.Card{Title: "Planned", Lines: []bot.Line{{bot.Text(f.Press + " " + f.Values["title"] + " " + f.Values["members_only"])}}}
	}
	return bot.Card{
		Title: "Plan", Lines: []bot.Line{{bot.Text("or type it")}}, Buttons: []bot.Button{{Label: "Open", Press: "form"}},
		Sheet: &bot.Sheet{Title: "Plan something", Send: "Plan it", Press: "1plan", Fields: []bot.Field{
			{Name: "title", Label: "What?", Value: "Lunch", Required: true, Max: 100, Hint: "a title"},
			{Name: "members_only", Label: "Who?", YesNo: true},
		}},
	}
}

// TestAFormComesBack to the server from which it was opened, with what stands in it.
func TestAFormComesBack(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	a.card = planned
	w.run(w.d, a)
	w.connected(5 * time.Second)
	open := func(do func() error) {
		t.Helper()
		require.NoError(t, do())
		form, ok := w.Form(bob)
		require.True(t, ok)
		require.Equal(t, "Plan something", form.Title)
		require.Equal(t, "Lunch", form.Fields[0].Value)
		require.Equal(t, []string{"Everyone with the link", "Members only"}, form.Fields[1].Options)
	}
	open(func() error { _, err := w.Type(bob, team, "/meet help"); return err })
	m, err := w.Submit(bob, map[string]string{"title": "**Tea** @everyone", "members_only": "Members only"})
	require.NoError(t, err)
	require.Contains(t, m.Text, "1plan **Tea** @everyone true")
	require.Equal(t, bob, m.PrivateTo)
	require.Empty(t, m.Rings)
	last := a.last(t)
	require.Equal(t, team, last.Channel.ID)
	require.Equal(t, server, last.Channel.Workspace)
	require.Equal(t, bob, last.Sender.UserID)

	open(func() error { _, err := w.Type(bob, team, "/meet help"); return err })
	m, err = w.Submit(bob, nil)
	require.NoError(t, err)
	require.Contains(t, m.Text, "1plan Lunch", "and everyone may come")
	require.NotContains(t, m.Text, "true")
}

// TestAFormThatComesTooLateIsAnsweredInWords: after a promise Discord opens none.
func TestAFormThatComesTooLateIsAnsweredInWords(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	a.card = planned
	quickly(&w.d.timing)
	wait := make(chan struct{})
	a.wait = func(context.Context) { <-wait }
	w.run(w.d, a)
	w.connected(5 * time.Second)
	time.AfterFunc(100*time.Millisecond, func() { close(wait) })
	m, err := w.Type(bob, team, "/meet help")
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		all := w.Messages(bob, team)
		return len(all) > 0 && all[len(all)-1].Text == "Plan\nor type it"
	}, 5*time.Second, time.Millisecond, m.Text)
	_, ok := w.Form(bob)
	require.False(t, ok)
}
