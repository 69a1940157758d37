package bot

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

// TestEveryVerbIsOneEntry: of each in the table people are told, and it does something, can be pressed, and is answered; and
// of no other.
func TestEveryVerbIsOneEntry(t *testing.T) {
	told := map[parse.Verb]bool{parse.Help: true}
	for _, line := range newChat(t, "").says(Words("help")).Lines {
		told[line[0].(Typed).Form.Verb] = true
	}
	all := acts()
	for _, e := range parse.Verbs() {
		a, acts := all[e.Verb]
		require.Equal(t, e.Offered || e.Pressed, acts, "%s: what people are told of or can press does something, and nothing else does", e.Verb)
		require.Equal(t, e.Offered, told[e.Verb], "%s: the help tells of it", e.Verb)
		delete(all, e.Verb)
		for _, o := range e.Options {
			c := busy(t)
			by := Command{Sender: c.alice(), Channel: c.channel(), Openness: Open}
			require.Equal(t, o.Completed && e.Offered, e.Offered && len(c.bot.Complete(t.Context(), by, o.Name, "")) > 0, "%s: %s", e.Verb, o.Name)
		}
		if !acts {
			require.Equal(t, "I can't do that", busy(t).says(Press(press(parse.Request{Verb: e.Verb, Ref: "#1"}))).Title)
			continue
		}
		if e.Pressed {
			continue
		}
		require.Equal(t, a.do == nil, e.Named, "%s: it is done to a meeting where one is named", e.Verb)
		require.Equal(t, a.sure != nil, e.Sure, "%s: what can be asked is asked", e.Verb)
		require.Equal(t, a.change != nil, a.deed != "" && a.done != nil, "%s: a change takes a right, and is told", e.Verb)
		pressable(t, e)
	}
	require.Empty(t, all, "what these do is of no verb")
}

// pressable fails where a button cannot carry what the examples of a verb ask for, or where that is not answered.
func pressable(t *testing.T, e parse.Entry) {
	for _, x := range e.Examples {
		c := busy(t)
		form := x.Form
		if form.Fields["meeting"] != "" {
			form = parse.NewForm(e.Verb, "meeting", "#2", "title", form.Fields["title"], "when", form.Fields["when"], "by", form.Fields["by"], "person", form.Fields["person"])
		}
		r, err := parse.Fill(parse.Input{Now: c.clock.Now(), Zone: location("Europe/Warsaw")}, form)
		require.NoError(t, err)
		pressed := c.says(Press(press(r)))
		filled := busy(t).says(Form(form))
		require.Equal(t, filled.Title, pressed.Title)
		require.NotContains(t, []string{"", "I can't do that", "Not quite", "That button is out of date"}, pressed.Title, e.Verb)
	}
}
