package app_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// presses has somebody press a button in an open channel that says what they want it to.
func (w *world) presses(person, says, trigger string) {
	w.t.Helper()
	m, err := w.slack.Type(person, "C0001", "/meet")
	require.NoError(w.t, err)
	form, err := w.slack.PressForm(person, m, "My meetings")
	require.NoError(w.t, err)
	var payload map[string]any
	require.NoError(w.t, json.Unmarshal([]byte(form.Get("payload")), &payload))
	payload["actions"].([]any)[0].(map[string]any)["value"] = says
	payload["trigger_id"] = trigger
	raw, err := json.Marshal(payload)
	require.NoError(w.t, err)
	res, err := w.slack.Post("/slack/interactions", []byte(url.Values{"payload": {string(raw)}}.Encode()), nil)
	require.NoError(w.t, err)
	require.Equal(w.t, http.StatusOK, res.StatusCode)
}

// TestForgedAnswersAreRefused: whoever makes a button of their own says by it nothing of a meeting that is nothing to them,
// nor of one that is over, and nothing that cannot be said.
func TestForgedAnswersAreRefused(t *testing.T) {
	w := living(t)
	shown := func(channel string) string {
		m, err := w.slack.Type("U0001", channel, "/meet show #1")
		require.NoError(t, err)
		return string(m.Raw)
	}
	m, err := w.slack.Type("U0001", "C0002", "/meet in 10 minutes Salaries")
	require.NoError(t, err)
	id := meetingPath.FindString(string(m.Raw))[len("/m/"):]
	carol := w.idOf("carol", "slack")
	for i, says := range []string{
		`1{"v":"rsvp","m":"#1","y":"going"}`,
		`1{"v":"rsvp","m":"` + id + `","y":"going"}`,
		`1{"v":"rsvp","m":"` + baseURL + `/m/` + id + `","y":"going"}`,
	} {
		w.presses(carol, says, "carol"+string(rune('a'+i)))
	}
	require.NotContains(t, shown("C0002"), "carol")
	for i, says := range []string{
		`1{"v":"rsvp","m":"#1","y":"perhaps"}`, `1{"v":"rsvp","m":"#1"}`, `1{"v":"show","m":"#1","y":"going"}`,
		`1{"v":"rsvp","m":"#1","y":"going","n":1}`, `1{"v":"rsvp","m":"#1","y":"going","n":-1}`, `1{"v":"rsvp", "m":"#1","y":"going"}`,
		`1{"v":"rsvp","m":"#1","y":"going","o":true}x`, `2{"v":"rsvp","m":"#1","y":"going"}`,
	} {
		w.presses("U0001", says, "alice"+string(rune('a'+i)))
	}
	require.NotContains(t, shown("C0002"), "Going")
	w.presses("U0001", `1{"v":"rsvp","m":"#1","y":"going"}`, "alice")
	require.Contains(t, shown("C0002"), "Going (1): alice")
}
