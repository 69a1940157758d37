package slacktest

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

const modal = `{"type":"modal","callback_id":"new","title":{"type":"plain_text","text":"New meeting"},"submit":{"type":"plain_text","text":"Create"},"blocks":[
{"type":"input","block_id":"title","label":{"type":"plain_text","text":"Title"},"element":{"type":"plain_text_input","action_id":"v"}},
{"type":"input","block_id":"when","label":{"type":"plain_text","text":"When"},"element":{"type":"datetimepicker","action_id":"v","initial_date_time":1900000200}},
{"type":"input","block_id":"dur","label":{"type":"plain_text","text":"Length"},"element":{"type":"static_select","action_id":"v","options":[{"text":{"type":"plain_text","text":"15 min"},"value":"15m"},{"text":{"type":"plain_text","text":"1 h"},"value":"1h"}]}},
{"type":"input","block_id":"where","label":{"type":"plain_text","text":"Where"},"element":{"type":"conversations_select","action_id":"v","response_url_enabled":true}},
{"type":"input","block_id":"who","optional":true,"label":{"type":"plain_text","text":"Who"},"element":{"type":"multi_users_select","action_id":"v"}},
{"type":"input","block_id":"opts","optional":true,"label":{"type":"plain_text","text":"Options"},"element":{"type":"checkboxes","action_id":"v","options":[{"text":{"type":"plain_text","text":"Members only"},"value":"m"}]}}]}`

// open opens the modal for alice and returns its ID and hash.
func (w *world) open() (id, hash string) {
	w.t.Helper()
	got := w.call("views.open", "trigger_id", w.CommandForm("U0001", "C0001", "").Get("trigger_id"), "view", modal)
	require.Equal(w.t, true, got["ok"], "%v", got)
	v := object(got["view"])
	return v["id"].(string), v["hash"].(string)
}

func TestTriggersOpenOneModalInTime(t *testing.T) {
	w := newWorld(t)
	trigger := w.CommandForm("U0001", "C0001", "").Get("trigger_id")
	require.Equal(t, true, w.call("views.open", "trigger_id", trigger, "view", modal)["ok"])
	require.Empty(t, w.Refused())
	require.Equal(t, "exchanged_trigger_id", w.call("views.open", "trigger_id", trigger, "view", modal)["error"])
	require.Equal(t, "invalid_trigger_id", w.call("views.open", "trigger_id", "1.2.3", "view", modal)["error"])
	trigger = w.CommandForm("U0001", "C0001", "").Get("trigger_id")
	w.clock.Advance(3*time.Second + time.Millisecond)
	require.Equal(t, "expired_trigger_id", w.call("views.open", "trigger_id", trigger, "view", modal)["error"])
	require.Len(t, w.Refused(), 3)
}

func TestViewsAreValidated(t *testing.T) {
	for name, c := range map[string]struct{ view, want string }{
		"none":           {"", "view is missing"},
		"not JSON":       {"{", "view is not JSON"},
		"null blocks":    {`{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":null}`, "/view/blocks"},
		"home as modal":  {`{"type":"home","blocks":[]}`, "/view"},
		"long title":     {strings.Replace(modal, "New meeting", strings.Repeat("x", 25), 1), "/view/title/text"},
		"no submit":      {strings.Replace(modal, `"submit":{"type":"plain_text","text":"Create"},`, "", 1), "submit is required"},
		"same block_id":  {strings.Replace(modal, `"block_id":"when"`, `"block_id":"title"`, 1), "already exists"},
		"long metadata":  {strings.Replace(modal, `"callback_id"`, `"private_metadata":"`+strings.Repeat("x", 3001)+`","callback_id"`, 1), "private_metadata"},
		"table in modal": {`{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"table","rows":[]}]}`, "unsupported type: table"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			got := w.call("views.open", "trigger_id", w.CommandForm("U0001", "C0001", "").Get("trigger_id"), "view", c.view)
			require.Equal(t, "invalid_arguments", got["error"])
			require.Contains(t, w.Refused()[0], c.want)
			_, open := w.Form("U0001")
			require.False(t, open)
		})
	}
	w := newWorld(t)
	huge := `{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[` + strings.TrimSuffix(strings.Repeat(
		`{"type":"section","text":{"type":"plain_text","text":"`+strings.Repeat("x", 2900)+`"}},`, 90), ",") + `]}`
	require.Equal(t, "view_too_large", w.call("views.open", "trigger_id", "1", "view", huge)["error"])
}

func TestFormsAreFilledInAndSubmitted(t *testing.T) {
	w := newWorld(t)
	w.open()
	form, open := w.Form("U0001")
	require.True(t, open)
	require.Equal(t, "New meeting", form.Title)
	require.Equal(t, "Create", form.Submit)
	require.Equal(t, []string{"15 min", "1 h"}, form.Inputs[2].Options)
	require.Equal(t, "1900000200", form.Inputs[1].Value)

	var got map[string]any
	w.serve = func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		require.NoError(t, json.Unmarshal([]byte(r.PostForm.Get("payload")), &got))
	}
	shown, err := w.Submit("U0001", map[string]string{
		"Title": "Stand, up", "Length": "1 h", "Where": "C0003", "Who": "U0001, U0002", "Options": "Members only",
	})
	require.NoError(t, err)
	require.Empty(t, shown)
	require.Equal(t, "view_submission", got["type"])
	view := object(got["view"])
	require.Equal(t, "new", view["callback_id"])
	values := object(object(view["state"])["values"])
	at := func(block string) map[string]any { return object(object(values[block])["v"]) }
	require.Equal(t, "Stand, up", at("title")["value"])
	require.EqualValues(t, 1900000200, at("when")["selected_date_time"])
	require.Equal(t, "1h", object(at("dur")["selected_option"])["value"])
	require.Equal(t, []any{"U0001", "U0002"}, at("who")["selected_users"])
	require.Len(t, at("opts")["selected_options"], 1)
	hook := object(list(got["response_urls"])[0])
	require.Equal(t, "C0003", hook["channel_id"])
	code, _ := w.respondTo(hook["response_url"].(string), words{"text": "card", "response_type": "in_channel"})
	require.Equal(t, http.StatusOK, code)
	require.Equal(t, "card", w.Messages("U0001", "C0003")[0].Text)
	_, open = w.Form("U0001")
	require.False(t, open, "an empty answer closes the modal")
	_, err = w.Submit("U0001", nil)
	require.ErrorContains(t, err, "no modal open")
}

func TestFormsThatCannotBeSubmitted(t *testing.T) {
	w := newWorld(t)
	w.serve = func(http.ResponseWriter, *http.Request) { t.Error("Slack itself refuses this") }
	w.open()
	whole := map[string]string{"Title": "x", "Length": "1 h", "Where": "C0001"}
	for label, bad := range map[string]string{"Title": "", "Length": "2 h", "When": "soon", "Colour": "red", "Options": "None"} {
		values := map[string]string{label: bad}
		for k, v := range whole {
			if k != label {
				values[k] = v
			}
		}
		_, err := w.Submit("U0001", values)
		require.ErrorContains(t, err, label)
	}
}

func TestAnswersToSubmissions(t *testing.T) {
	whole := map[string]string{"Title": "x", "Length": "1 h", "Where": "C0001"}
	next := `{"type":"modal","title":{"type":"plain_text","text":"Next"},"blocks":[]}`
	for name, c := range map[string]struct {
		body, title, err string
		errors           map[string]string
	}{
		"errors":       {`{"response_action":"errors","errors":{"when":"It is past"}}`, "New meeting", "", map[string]string{"When": "It is past"}},
		"other errors": {`{"response_action":"errors","errors":{"nowhere":"x"}}`, "New meeting", "trouble", nil},
		"update":       {`{"response_action":"update","view":` + next + `}`, "Next", "", nil},
		"push":         {`{"response_action":"push","view":` + next + `}`, "Next", "", nil},
		"bad view":     {`{"response_action":"update","view":{}}`, "New meeting", "trouble", nil},
		"clear":        {`{"response_action":"clear"}`, "", "", nil},
		"words":        {`ok`, "New meeting", "trouble", nil},
		"unknown":      {`{"response_action":"close"}`, "New meeting", "trouble", nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.open()
			w.answers(c.body)
			shown, err := w.Submit("U0001", whole)
			if c.err != "" {
				require.ErrorContains(t, err, c.err)
				require.Len(t, w.Refused(), 1)
			} else {
				require.NoError(t, err)
				require.Empty(t, w.Refused())
			}
			require.Equal(t, c.errors, shown)
			form, _ := w.Form("U0001")
			require.Equal(t, c.title, form.Title)
			w.Close("U0001")
			_, below := w.Form("U0001")
			require.Equal(t, name == "push", below, "only push leaves a view below")
		})
	}
}

func TestViewsAreUpdatedPushedAndClosed(t *testing.T) {
	w := newWorld(t)
	id, hash := w.open()
	changed := strings.Replace(modal, "New meeting", "Move", 1)
	require.Equal(t, true, w.call("views.update", "view_id", id, "hash", hash, "view", changed)["ok"])
	require.Equal(t, "hash_conflict", w.call("views.update", "view_id", id, "hash", hash, "view", modal)["error"])
	require.Equal(t, "not_found", w.call("views.update", "view_id", "V9", "view", modal)["error"])
	form, _ := w.Form("U0001")
	require.Equal(t, "Move", form.Title)
	require.Empty(t, w.Refused())
	push := func() map[string]any {
		return w.call("views.push", "trigger_id", w.CommandForm("U0001", "C0001", "").Get("trigger_id"), "view", modal)
	}
	require.Equal(t, true, push()["ok"])
	require.Equal(t, true, push()["ok"])
	require.Equal(t, "push_limit_reached", push()["error"])
	w.answers(`{"response_action":"push","view":` + strings.Replace(modal, "new", "next", 1) + `}`)
	_, err := w.Submit("U0001", map[string]string{"Title": "x", "Length": "1 h", "Where": "C0001"})
	require.ErrorContains(t, err, "too many views")
	w.Close("U0001")
	w.Close("U0001")
	form, _ = w.Form("U0001")
	require.Equal(t, "Move", form.Title)
	w.open()
	w.Close("U0001")
	_, open := w.Form("U0001")
	require.False(t, open, "views.open begins anew")
}

func TestAPressThatOpensAModalIsAnswered(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.PressWait = time.Hour })
	on := w.card()
	w.serve = func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		var got map[string]any
		require.NoError(t, json.Unmarshal([]byte(r.PostForm.Get("payload")), &got))
		w.call("views.open", "trigger_id", got["trigger_id"].(string), "view", modal)
	}
	m, err := w.Press("U0001", on, "Going")
	require.NoError(t, err)
	require.Equal(t, emulator.Message{}, m)
	_, open := w.Form("U0001")
	require.True(t, open)
}

func TestHomesArePublished(t *testing.T) {
	w := newWorld(t)
	home := `{"type":"home","blocks":` + card + `}`
	require.Equal(t, true, w.call("views.publish", "user_id", "U0001", "view", home)["ok"])
	require.Equal(t, true, w.call("views.publish", "user_id", "U0001", "view", home)["ok"])
	form, there := w.Home("U0001")
	require.True(t, there)
	require.Equal(t, "Standup", form.Text)
	require.Len(t, form.Buttons, 4)
	_, there = w.Home("U0002")
	require.False(t, there)
	require.Equal(t, "invalid_arguments", w.call("views.publish", "user_id", "U0009", "view", home)["error"])
	require.Equal(t, "invalid_arguments", w.call("views.publish", "user_id", "U0001", "view", modal)["error"])
}

func TestInputsBeginWithTheirFirstValues(t *testing.T) {
	option := `{"text":{"type":"plain_text","text":"A"},"value":"a"}`
	for element, want := range map[string]string{
		`{"type":"plain_text_input","initial_value":"x"}`:                                     "x",
		`{"type":"datepicker","initial_date":"2026-08-24"}`:                                   "2026-08-24",
		`{"type":"datetimepicker"}`:                                                           "",
		`{"type":"static_select","options":[` + option + `],"initial_option":` + option + `}`: "A",
		`{"type":"checkboxes","options":[` + option + `],"initial_options":[` + option + `]}`: "A",
		`{"type":"multi_users_select","initial_users":["U0001","U0002"]}`:                     "U0001,U0002",
		`{"type":"conversations_select","initial_conversation":"C0001"}`:                      "C0001",
	} {
		e := object(blocksOf(t, "["+element+"]")[0])
		require.Equal(t, want, initial(e), element)
		_, err := inputState(e, want)
		require.NoError(t, err)
	}
	for element, want := range map[string]words{
		`{"type":"datetimepicker"}`:             {"type": "datetimepicker", "selected_date_time": nil},
		`{"type":"plain_text_input"}`:           {"type": "plain_text_input", "value": nil},
		`{"type":"radio_buttons","options":[]}`: {"type": "radio_buttons", "selected_option": nil},
		`{"type":"checkboxes","options":[]}`:    {"type": "checkboxes", "selected_options": []any{}},
		`{"type":"multi_users_select"}`:         {"type": "multi_users_select", "selected_users": []any{}},
	} {
		got, err := inputState(object(blocksOf(t, "["+element+"]")[0]), "")
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	_, err := inputState(words{"type": "file_input"}, "x")
	require.ErrorContains(t, err, "not emulated")
}
