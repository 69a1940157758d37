package slacktest

import (
	"encoding/json"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// pressed lets the service keep the payload of each press and run then, given its response URL.
func (w *world) pressed(then func(responseURL string)) *map[string]any {
	got := new(map[string]any)
	w.serve = func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		require.Equal(w.t, "/slack/interactions", r.URL.Path)
		*got = nil
		require.NoError(w.t, json.Unmarshal([]byte(r.PostForm.Get("payload")), got))
		if then != nil {
			then((*got)["response_url"].(string))
		}
	}
	return got
}

func (w *world) card() emulator.Message {
	w.say("C0001", "Standup", "blocks", card)
	all := w.Messages("U0002", "C0001")
	return all[len(all)-1]
}

func TestButtonsAreListed(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, []emulator.Button{
		{Label: "Join", URL: "https://meet.test/m/1", Style: "primary"},
		{Label: "Going"},
		{Label: "End", Style: "danger", Asks: "End it for all?"},
		{Label: "Move", Menu: true},
	}, w.card().Buttons)
}

func TestButtonsBesideTextAndMenusAreListed(t *testing.T) {
	require.Equal(t, []emulator.Button{{Label: "Details"}, {Label: "15 min", Menu: true}, {Label: "1 h", Menu: true}}, buttons(blocksOf(t, `[
		{"type":"section","text":{"type":"plain_text","text":"x"},"accessory":{"type":"button","text":{"type":"plain_text","text":"Details"}}},
		{"type":"section","text":{"type":"plain_text","text":"x"}},
		{"type":"actions","elements":[{"type":"static_select","option_groups":[{"label":{"type":"plain_text","text":"x"},"options":[
			{"text":{"type":"plain_text","text":"15 min"}},{"text":{"type":"plain_text","text":"1 h"}}]}]},{"type":"datepicker"}]}]`)))
}

func TestPressesArriveAsSlackSendsThem(t *testing.T) {
	w := newWorld(t)
	on := w.card()
	got := w.pressed(nil)
	_, err := w.Press("U0002", on, "Going")
	require.NoError(t, err)
	p := *got
	require.Equal(t, "block_actions", p["type"])
	require.Equal(t, "U0002", object(p["user"])["id"])
	require.Equal(t, "T0001", object(p["team"])["id"])
	require.Equal(t, "C0001", object(p["channel"])["id"])
	require.Equal(t, words{"type": "message", "message_ts": on.ID, "channel_id": "C0001", "is_ephemeral": false}, p["container"])
	require.Equal(t, on.ID, object(p["message"])["ts"])
	require.NotEmpty(t, p["trigger_id"])
	action := object(list(p["actions"])[0])
	require.NotEmpty(t, action["action_ts"])
	delete(action, "action_ts")
	require.Equal(t, words{
		"type": "button", "block_id": "a", "action_id": "going", "value": "going 1",
		"text": words{"type": "plain_text", "text": "Going"},
	}, action)

	_, err = w.Press("U0002", on, "Move")
	require.NoError(t, err)
	action = object(list((*got)["actions"])[0])
	require.Equal(t, "overflow", action["type"])
	require.Equal(t, "move 1", object(action["selected_option"])["value"])
	form, err := w.PressForm("U0002", on, "Move")
	require.NoError(t, err)
	require.Contains(t, form.Get("payload"), "move 1")
	_, err = w.Press("U0002", on, "Join")
	require.NoError(t, err, "Slack tells the bot of links too")
	require.Equal(t, "https://meet.test/m/1", object(list((*got)["actions"])[0])["url"])
}

func TestUnnamedButtonsGetNames(t *testing.T) {
	w := newWorld(t)
	root := w.say("C0001", "x")
	w.say("C0001", "x", "thread_ts", root, "blocks",
		`[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"}}]}]`)
	got := w.pressed(nil)
	_, err := w.Press("U0001", w.Messages("U0001", "C0001")[1], "Go")
	require.NoError(t, err)
	action := object(list((*got)["actions"])[0])
	require.NotEmpty(t, action["block_id"])
	require.NotEmpty(t, action["action_id"])
	require.Equal(t, root, object((*got)["container"])["thread_ts"])
}

func TestPressesThatCannotBe(t *testing.T) {
	w := newWorld(t)
	on := w.card()
	_, err := w.Press("U0002", on, "Leave")
	require.ErrorContains(t, err, `no button "Leave"`)
	_, err = w.Press("U0009", on, "Going")
	require.ErrorContains(t, err, "sees no message")
	w.serve = func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusInternalServerError) }
	_, err = w.Press("U0002", on, "Going")
	require.ErrorContains(t, err, "500")
	w.answers(`{"text":"nobody reads this"}`)
	m, err := w.Press("U0002", on, "Going")
	require.NoError(t, err)
	require.Empty(t, m)
	require.Contains(t, w.Refused()[0], "Slack ignores")
	w.DeleteMessage("C0001", on.ID)
	_, err = w.Press("U0002", on, "Going")
	require.ErrorContains(t, err, "sees no message")
}

func TestAnswersByResponseURL(t *testing.T) {
	w := newWorld(t)
	on := w.card()
	say := func(body words) func(string) {
		return func(at string) {
			code, text := w.respondTo(at, body)
			require.Equal(t, http.StatusOK, code, text)
		}
	}
	w.pressed(say(words{"text": "Sure?", "blocks": blocksOf(t, card)}))
	private, err := w.Press("U0002", on, "End")
	require.NoError(t, err)
	require.Equal(t, "U0002", private.PrivateTo)
	require.NotEqual(t, on.ID, private.ID)

	got := w.pressed(say(words{"text": "Ended", "replace_original": true}))
	replaced, err := w.Press("U0002", private, "Going")
	require.NoError(t, err)
	require.NotContains(t, *got, "message", "an ephemeral message is not sent along")
	require.Equal(t, true, object((*got)["container"])["is_ephemeral"])
	require.Equal(t, private.ID, replaced.ID)
	require.Equal(t, "Ended", replaced.Text)
	require.Equal(t, 1, replaced.Edits)
	_, err = w.Press("U0001", private, "Going")
	require.ErrorContains(t, err, "sees no message", "it is private")

	w.pressed(say(words{"text": "Over", "replace_original": true}))
	m, err := w.Press("U0002", on, "Going")
	require.NoError(t, err)
	require.Empty(t, m, "what everybody sees is no private answer")
	require.Equal(t, "Over", w.Messages("U0001", "C0001")[0].Text)
	require.Empty(t, w.Refused())

	on = w.card()
	w.pressed(say(words{"delete_original": true}))
	_, err = w.Press("U0002", on, "Going")
	require.NoError(t, err)
	require.Len(t, w.Messages("U0001", "C0001"), 1)
	events := w.Events(0)
	require.Equal(t, emulator.Deleted, events[len(events)-1].Kind)
}

func TestAnEphemeralMessageStaysPrivate(t *testing.T) {
	w := newWorld(t)
	w.answers(`{"text":"x","blocks":` + card + `}`)
	private, err := w.Type("U0001", "C0001", "/meet")
	require.NoError(t, err)
	w.pressed(func(at string) {
		_, _ = w.respondTo(at, words{"text": "y", "replace_original": true, "response_type": "in_channel"})
	})
	_, err = w.Press("U0001", private, "Going")
	require.NoError(t, err)
	require.Contains(t, w.Refused()[0], "cannot become in_channel")
	require.Empty(t, w.Messages("U0002", "C0001"))
}

// TestPressWaitsInABubble proves that a press waits by timers and channels alone, and leaves nothing running.
func TestPressWaitsInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, func(o *Options) { o.PressWait = 0; o.Now = nil })
		on := w.card()
		var late sync.WaitGroup
		w.pressed(func(at string) {
			late.Go(func() { time.Sleep(time.Second); _, _ = w.respondTo(at, words{"text": "done"}) })
		})
		began := time.Now()
		m, err := w.Press("U0002", on, "Going")
		require.NoError(t, err)
		require.Equal(t, "done", m.Text)
		require.Equal(t, time.Second, time.Since(began), "it returns as soon as the answer is there")
		late.Wait()

		w.pressed(nil)
		began = time.Now()
		m, err = w.Press("U0002", on, "Going")
		require.NoError(t, err)
		require.Empty(t, m)
		require.Equal(t, 2500*time.Millisecond, time.Since(began))

		began = time.Now()
		_, err = w.Press("U0002", on, "Join")
		require.NoError(t, err)
		require.Zero(t, time.Since(began), "after a link nothing is waited for")
	})
}
