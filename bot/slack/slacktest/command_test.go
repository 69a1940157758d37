package slacktest

import (
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// hears keeps the form of the last request to the service, and answers nothing.
func (w *world) hears() *url.Values {
	got := new(url.Values)
	w.serve = func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		*got = r.PostForm
		got.Set("path", r.URL.Path)
	}
	return got
}

func TestCommandsArriveAsSlackSendsThem(t *testing.T) {
	w := newWorld(t)
	got := w.hears()
	m, err := w.Type("U0002", "C0003", "/meet now")
	require.Error(t, err, "who is not in a private channel cannot write there")
	require.Empty(t, m)
	_, err = w.Type("U0001", "C0003", "/meet \t now ")
	require.NoError(t, err)
	require.NotEmpty(t, got.Get("trigger_id"))
	require.NotEmpty(t, got.Get("response_url"))
	got.Del("trigger_id")
	got.Del("response_url")
	require.Equal(t, url.Values{
		"path": {"/slack/commands"}, "token": {"not-used"}, "team_id": {"T0001"}, "team_domain": {"example"},
		"channel_id": {"C0003"}, "channel_name": {"privategroup"}, "user_id": {"U0001"}, "user_name": {"alice"},
		"command": {"/meet"}, "text": {"now"}, "api_app_id": {"A0001"}, "is_enterprise_install": {"false"},
	}, *got)
	_, err = w.Type("U0001", w.DirectChannel("U0001"), "/meet\nlist")
	require.NoError(t, err)
	require.Equal(t, "directmessage", got.Get("channel_name"))
	require.Equal(t, "list", got.Get("text"))
}

func TestTypedTextIsEscaped(t *testing.T) {
	w := newWorld(t)
	w.AddGroup("S0001", "designers")
	for typed, want := range map[string]string{
		"tom & jerry <b>":         "tom &amp; jerry &lt;b&gt;",
		"<!channel> <@U0001>":     "&lt;!channel&gt; &lt;@U0001&gt;",
		"cohost 1 @alice":         "cohost 1 <@U0001|alice>",
		"@Bob Ray, @alice!":       "<@U0002|bob.ray>, <@U0001|alice>!",
		"@alicex me@alice.test":   "@alicex <mailto:me@alice.test|me@alice.test>",
		"in #team and #12":        "in <#C0001|team> and #12",
		"at https://a.test/?a&b.": "at <https://a.test/?a&amp;b>.",
		"https://a.test/@alice":   "<https://a.test/@alice>",
		"*bold* @here :tada:":     "*bold* <!here> :tada:",
		"call +49 30 1234567":     "call <tel:+49301234567|+49 30 1234567>",
		"at 15:00 UTC+02:00":      "at 15:00 UTC+02:00",
		"@designers in #secret":   "<!subteam^S0001|@designers> in <#C0003|>",
		"@nobody #nowhere":        "@nobody #nowhere",
	} {
		require.Equal(t, want, w.CommandForm("U0001", "C0001", typed).Get("text"), typed)
	}
}

func TestAnswersToCommands(t *testing.T) {
	w := newWorld(t)
	w.answers(`{"text":"Booked"}`)
	m, err := w.Type("U0001", "C0001", "/meet now")
	require.NoError(t, err)
	require.Equal(t, "Booked", m.Text)
	require.Equal(t, "U0001", m.PrivateTo)
	require.Equal(t, m, w.Messages("U0001", "C0001")[0])
	require.Empty(t, w.Messages("U0002", "C0001"))

	w.answers(`{"response_type":"in_channel","text":"For all"}`)
	m, err = w.Type("U0001", "C0001", "/meet now")
	require.NoError(t, err)
	require.Empty(t, m)
	all := w.Messages("U0002", "C0001")
	require.Equal(t, "For all", all[0].Text)
	require.Equal(t, "cant_update_message", w.call("chat.update", "channel", "C0001", "ts", all[0].ID, "text", "x")["error"])

	w.serve = func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("plain *words*")) }
	m, err = w.Type("U0001", "C0001", "/meet now")
	require.NoError(t, err)
	require.Equal(t, "plain words", m.Text)

	w.serve = func(http.ResponseWriter, *http.Request) {}
	m, err = w.Type("U0001", "C0001", "/meet now")
	require.NoError(t, err)
	require.Empty(t, m)
}

func TestAnswersTheBotShouldNotGive(t *testing.T) {
	for name, c := range map[string]struct{ body, says string }{
		"no JSON": {`{`, "not JSON"},
		"no text": {`{}`, "no_text"},
		"blocks":  {`{"text":"x","blocks":[{"type":"header"}]}`, "invalid_blocks"},
		"type":    {`{"text":"x","response_type":"public"}`, "invalid_arguments"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.answers(c.body)
			_, err := w.Type("U0001", "C0001", "/meet now")
			require.ErrorContains(t, err, c.says)
			require.Empty(t, w.Events(0))
		})
	}
	w := newWorld(t)
	w.answers(`{"blocks":` + card + `}`)
	_, err := w.Type("U0001", "C0001", "/meet now")
	require.NoError(t, err)
	require.Contains(t, w.Refused()[0], "screen readers")
	w.serve = func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusUnauthorized) }
	_, err = w.Type("U0001", "C0001", "/meet now")
	require.ErrorContains(t, err, "401")
}

func TestWhatIsNoCommandOfTheBot(t *testing.T) {
	w := newWorld(t)
	w.serve = func(http.ResponseWriter, *http.Request) { t.Error("the service must not hear of it") }
	_, err := w.Type("U0001", "C0001", "/meetings now")
	require.ErrorContains(t, err, "not a valid command")
	_, err = w.Type("U0001", "C0001", "meet at noon?")
	require.NoError(t, err)
	require.Equal(t, "meet at noon?", w.Messages("U0002", "C0001")[0].Text)
	_, err = w.Type("U0009", "C0001", "hi")
	require.Error(t, err)
	_, err = w.Type("U0001", "C0009", "hi")
	require.Error(t, err)
	w.Archive("C0001")
	_, err = w.Type("U0001", "C0001", "hi")
	require.ErrorContains(t, err, "archived")
}

func TestLateAnswersAreTooLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.serve = func(rw http.ResponseWriter, _ *http.Request) {
			time.Sleep(2900 * time.Millisecond)
			_, _ = rw.Write([]byte("ok"))
		}
		_, err := w.Type("U0001", "C0001", "/meet now")
		require.NoError(t, err)
		w.serve = func(rw http.ResponseWriter, _ *http.Request) {
			time.Sleep(3 * time.Second)
			_, _ = rw.Write([]byte("late"))
		}
		_, err = w.Type("U0001", "C0001", "/meet now")
		require.ErrorContains(t, err, "operation_timeout")
		require.Len(t, w.Messages("U0001", "C0001"), 1)
	})
}
