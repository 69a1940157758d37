package slacktest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRequestsOfTheWrongForm(t *testing.T) {
	const form, jsonType = "application/x-www-form-urlencoded", "application/json; charset=utf-8"
	for name, c := range map[string]struct{ method, path, bearer, kind, body, want string }{
		"form":                 {"POST", "auth.test", "", form, "token=xoxb-test", ""},
		"header":               {"POST", "auth.test", "xoxb-test", "", "", ""},
		"json":                 {"POST", "auth.test", "xoxb-test", jsonType, "{}", ""},
		"json, empty":          {"POST", "auth.test", "xoxb-test", jsonType, "", ""},
		"get":                  {"GET", "auth.test", "xoxb-test", "", "", ""},
		"no token":             {"POST", "auth.test", "", form, "", "not_authed"},
		"wrong token":          {"POST", "auth.test", "xoxb-other", form, "", "invalid_auth"},
		"token in the address": {"GET", "auth.test?token=xoxb-test", "", "", "", "not_authed"},
		"token in JSON":        {"POST", "auth.test", "", jsonType, `{"token":"xoxb-test"}`, "not_authed"},
		"token elsewhere too":  {"POST", "auth.test?token=xoxb-test", "xoxb-test", form, "", "not_authed"},
		"not JSON":             {"POST", "auth.test", "xoxb-test", jsonType, `{`, "invalid_json"},
		"not a form":           {"POST", "auth.test", "xoxb-test", form, "a=%zz", "invalid_form_data"},
		"other type":           {"POST", "auth.test", "xoxb-test", "text/csv", "a", "invalid_post_type"},
		"no type":              {"POST", "auth.test", "xoxb-test", "", "a", "missing_post_type"},
		"other charset":        {"POST", "auth.test", "xoxb-test", form + "; charset=utf-16", "a", "invalid_charset"},
		"put":                  {"PUT", "auth.test", "xoxb-test", form, "", "invalid_arguments"},
		"unknown":              {"POST", "chat.whisper", "xoxb-test", form, "", "unknown_method"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			r := httptest.NewRequest(c.method, "/api/"+c.path, strings.NewReader(c.body))
			if c.bearer != "" {
				r.Header.Set("Authorization", "Bearer "+c.bearer)
			}
			r.Header.Set("Content-Type", c.kind)
			got := answerOf(t, w.do(r))
			if c.want == "" {
				require.Equal(t, true, got["ok"], "%v", got)
				require.Empty(t, w.Refused())
				return
			}
			require.Equal(t, c.want, got["error"])
			require.Len(t, w.Refused(), 1)
			require.NotContains(t, w.Refused()[0], "xoxb-")
			require.NotContains(t, w.Journal()[0].Args, "token")
		})
	}
}

func TestScopesDecide(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, true, w.call("users.info", "user", "U0001")["ok"])
	got := w.call("conversations.history", "channel", "C0001")
	require.Equal(t, "missing_scope", got["error"])
	require.Len(t, w.Refused(), 1)

	w.ResetRefused()
	w.SetScopes("commands", "chat:write")
	got = w.call("users.info", "user", "U0001")
	require.Equal(t, "missing_scope", got["error"])
	require.Equal(t, "users:read", got["needed"])
	require.Equal(t, "commands,chat:write", got["provided"])
	require.Empty(t, w.Refused(), "what a test ordered is not the bot's fault")
}

func TestJournalHoldsDecodedRequests(t *testing.T) {
	w := newWorld(t)
	w.say("C0001", "hello", "blocks", card, "metadata", `{"event_type":"meet","event_payload":{"k":"1"}}`)
	calls := w.Journal()
	require.Len(t, calls, 1)
	require.Equal(t, "chat.postMessage", calls[0].Method)
	require.Equal(t, http.StatusOK, calls[0].Status)
	require.Equal(t, monday, calls[0].At)
	require.Len(t, calls[0].Args["blocks"], 2)
	require.Contains(t, string(calls[0].Answer), `"ok":true`)
}

func TestPeopleAreShownAsSlackShowsThem(t *testing.T) {
	w := newWorld(t)
	user := object(w.call("users.info", "user", "U0001", "include_locale", "true")["user"])
	require.Equal(t, "Europe/Warsaw", user["tz"])
	require.EqualValues(t, 7200, user["tz_offset"])
	require.Equal(t, true, user["is_admin"])
	require.Equal(t, "en-US", user["locale"])
	require.Equal(t, "alice", object(user["profile"])["display_name"])
	require.Equal(t, false, object(w.call("users.info", "user", "U0002")["user"])["is_admin"])
	require.Equal(t, "user_not_found", w.call("users.info", "user", "U9999")["error"])
}

func TestConversationsAreShownAsSlackShowsThem(t *testing.T) {
	w := newWorld(t)
	w.Archive("C0002")
	team := object(w.call("conversations.info", "channel", "C0001")["channel"])
	require.Equal(t, true, team["is_member"])
	lobby := object(w.call("conversations.info", "channel", "C0002")["channel"])
	require.Equal(t, false, lobby["is_member"])
	require.Equal(t, true, lobby["is_archived"])
	require.Equal(t, "channel_not_found", w.call("conversations.info", "channel", "C0003")["error"])
	w.Invite("C0003")
	require.Equal(t, true, object(w.call("conversations.info", "channel", "C0003")["channel"])["is_private"])
	require.Equal(t, "missing_scope", w.call("conversations.info", "channel", "DU0001")["error"])
	w.SetScopes("im:write", "im:read")
	direct := object(w.call("conversations.info", "channel", "DU0001")["channel"])
	require.Equal(t, "U0001", direct["user"])
	require.Equal(t, "user_not_found", w.call("conversations.open", "users", "U0009")["error"])
	require.Equal(t, "invalid_arguments", w.call("conversations.open", "users", "U0001,U0002")["error"])
	opened := w.call("conversations.open", "users", "U0001")
	require.Equal(t, "DU0001", object(opened["channel"])["id"])
}
