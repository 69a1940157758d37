package slack_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
)

// sheeted answers words and presses with a form, and a form with whatever answer says.
func (w *world) sheeted(answer func(bot.Filled) bot.Card) {
	w.bot.card = func(c bot.Command) bot.Card {
		if f, ok := c.Said.(bot.Filled); ok {
			return answer(f)
		}
		return bot.Card{
			Title: "Plan", Lines: []bot.Line{{bot.Text("or type it")}}, Buttons: []bot.Button{{Label: "Open", Press: "form"}},
			Sheet: &bot.Sheet{Title: "Plan something", Send: "Plan it", Press: "1plan", Fields: []bot.Field{
				{Name: "title", Label: "What?", Value: "Lunch", Max: 100},
				{Name: "when", Label: "When?", Hint: "tomorrow 3pm", Required: true, Max: 100},
				{Name: "members_only", Label: "Who?", YesNo: true, Value: "true"},
			}},
		}
	}
}

// TestAFormComesBack from where it was opened with what stands in it, over HTTP and Socket Mode.
func TestAFormComesBack(t *testing.T) {
	for _, socket := range []bool{false, true} {
		t.Run(fmt.Sprint("socket ", socket), func(t *testing.T) {
			bubble(t, socket, func(w *world) {
				if socket {
					w.run(w.slack)
					w.connected(1)
				}
				var got bot.Filled
				w.sheeted(func(f bot.Filled) bot.Card {
					got = f
					if f.Values["when"] == "never" {
						return bot.Card{Field: "when", Lines: []bot.Line{{bot.Text("That's not a time.")}, {bot.Typed{Command: "/meet", Words: "x"}}}}
					}
					return bot.Card{Title: "Planned", Lines: []bot.Line{{bot.Text("all of it")}}, Buttons: []bot.Button{{Label: "Undo", Press: "undo"}, {Label: "Look", URL: "https://meet.test/m/1"}}}
				})
				require.Empty(w.t, w.types("schedule").Text, "the form is the answer")
				form, ok := w.chat.Form("U0001")
				require.True(w.t, ok)
				require.Equal(w.t, []string{"Plan something", "Plan it"}, []string{form.Title, form.Submit})

				wrong, err := w.chat.Submit("U0001", map[string]string{"When?": "never"})
				require.NoError(w.t, err)
				require.Equal(w.t, map[string]string{"When?": "That's not a time."}, wrong)
				require.Equal(w.t, bot.Filled{Press: "1plan", Values: map[string]string{"title": "Lunch", "when": "never", "day": "", "time": "", "members_only": "true"}}, got)

				wrong, err = w.chat.Submit("U0001", map[string]string{"When?": "tomorrow 3pm", "What?": "<@U0002> & <!here>", "Who?": ""})
				require.NoError(w.t, err)
				require.Empty(w.t, wrong)
				require.Equal(w.t, "<@U0002> & <!here>", got.Values["title"])
				require.Empty(w.t, got.Values["members_only"])
				form, ok = w.chat.Form("U0001")
				require.True(w.t, ok)
				require.Contains(w.t, form.Text, "Planned")
				require.Contains(w.t, string(form.Raw), "https://meet.test/m/1")
				require.NotContains(w.t, string(form.Raw), "undo", "what is pressed there could not be answered")
				w.sound()
			})
		})
	}
}

// TestAFormKnowsItsPlace: who fills it in does so in the channel in which it was opened.
func TestAFormKnowsItsPlace(t *testing.T) {
	bubble(t, false, func(w *world) {
		w.sheeted(func(bot.Filled) bot.Card { return bot.Card{Title: "Planned"} })
		var at []bot.Command
		w.bot.before = func(c bot.Command) { at = append(at, c) }
		for _, channel := range []string{"C0001", "C0002", w.chat.DirectChannel("U0001")} {
			_, err := w.chat.Type("U0001", channel, "/meet schedule")
			require.NoError(w.t, err)
			_, err = w.chat.Submit("U0001", map[string]string{"When?": "tomorrow 3pm"})
			require.NoError(w.t, err)
			typed, filled := at[len(at)-2], at[len(at)-1]
			require.NotEqual(w.t, typed.Key, filled.Key)
			typed.Said, typed.Key, typed.Name = nil, "", ""
			filled.Said, filled.Key, filled.Name = nil, "", ""
			require.Equal(w.t, typed, filled, "all else is as where it was typed")
		}
	})
}

// TestAFormThatDoesNotOpenIsAnsweredInWords, so that nobody is left without an answer.
func TestAFormThatDoesNotOpenIsAnsweredInWords(t *testing.T) {
	bubble(t, false, func(w *world) {
		w.sheeted(func(bot.Filled) bot.Card { return bot.Card{} })
		w.chat.Fail(emulator.Fault{Method: "views.open", Code: "internal_error"})
		m := w.types("schedule")
		require.Contains(w.t, m.Text, "or type it")
		_, err := w.chat.Press("U0001", m, "Open")
		require.NoError(w.t, err)
		_, ok := w.chat.Form("U0001")
		require.True(w.t, ok, "the button tries again")

		w.bot.before = func(bot.Command) { time.Sleep(4 * time.Second) } // after which Slack opens nothing
		_, err = w.chat.Type("U0002", "C0001", "/meet schedule")
		require.Error(w.t, err)
		time.Sleep(4 * time.Second)
		_, ok = w.chat.Form("U0002")
		require.False(w.t, ok)
	})
}
