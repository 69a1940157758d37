package parlourtest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/bot/parlour/parlourtest"
)

// answering is a house whose bot gives one answer to everything, and what it was asked.
func answering(t *testing.T, answer string) (p *parlourtest.Parlour, asked *[]map[string]any) {
	asked = &[]map[string]any{}
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in map[string]any
		_ = json.NewDecoder(r.Body).Decode(&in)
		*asked = append(*asked, in)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(bot.Close)
	return parlourtest.Furnished(bot.URL, bot.Client()).(*parlourtest.Parlour), asked
}

const menu = `{"lines": ["{person:bob-1}"], "buttons": [{"label": "Join", "url": "https://meet.test"}, {"label": "More", "value": "more", "menu": true}]}`

func TestPeopleDoWhatTheyCan(t *testing.T) {
	p, _ := answering(t, menu)
	m, err := p.Type("alice-1", "room-1", "/meet")
	require.NoError(t, err)
	require.Equal(t, "@bob", m.Text)
	require.Empty(t, m.Rings, "nobody else sees it")
	require.Empty(t, p.Messages("bob-1", "room-1"))
	require.Equal(t, []emulator.Button{{Label: "Join", URL: "https://meet.test"}, {Label: "More", Menu: true}}, m.Buttons)

	_, err = p.Press("alice-1", m, "Join")
	require.Error(t, err, "a link is opened")
	_, err = p.Press("alice-1", m, "Less")
	require.Error(t, err, "there is no such button")
	_, err = p.Press("bob-1", m, "More")
	require.Error(t, err, "he does not see it")
	again, err := p.Press("alice-1", m, "More")
	require.NoError(t, err)
	require.Equal(t, 1, again.Edits)

	_, err = p.Type("carol-1", "room-2", "/meet")
	require.Error(t, err, "she is not let in")
	_, err = p.Type("alice-1", "room-1", "/lunch")
	require.Error(t, err, "that is another bot's")
	_, err = p.Type("alice-1", "room-1", "{hello} @bob")
	require.NoError(t, err)
	require.Equal(t, "{hello} @bob", p.Messages("bob-1", "room-1")[0].Text)
	p.Archive("room-1")
	_, err = p.Type("alice-1", "room-1", "/meet")
	require.Error(t, err, "it is closed")
	require.Empty(t, p.Refused())
}

func TestAnswersAreLookedAtAsMessagesAre(t *testing.T) {
	for _, answer := range []string{"", "{", "{}", `{"lines": ["{loud:x}"]}`, `{"title": "x", "colour": "red"}`} {
		p, _ := answering(t, answer)
		_, err := p.Type("alice-1", "room-1", "/meet")
		require.Error(t, err, answer)
		require.Len(t, p.Refused(), 1, answer)
		require.Empty(t, p.Events(0), answer)
	}
}

// TestAPassIsGoodForAWhile: it lets the bot leave a few notes where it is not.
func TestAPassIsGoodForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked map[string]any
		p := parlourtest.Furnished("http://bot.test", &http.Client{Transport: carried(func(r *http.Request) *http.Response {
			_ = json.NewDecoder(r.Body).Decode(&asked)
			w := httptest.NewRecorder()
			_, _ = io.WriteString(w, menu)
			return w.Result()
		})}).(*parlourtest.Parlour)
		note := func() int {
			status, _ := asks(p, "notes.leave", `{"pass": "`+asked["pass"].(string)+`", "title": "hush"}`)
			return status
		}
		_, err := p.Type("alice-1", "room-2", "/meet")
		require.NoError(t, err)
		require.Equal(t, []int{200, 200, 200, 200, 400}, []int{note(), note(), note(), note(), note()})
		require.Len(t, p.Messages("bob-1", "room-2"), 4)
		_, err = p.Type("alice-1", "room-2", "/meet")
		require.NoError(t, err)
		time.Sleep(31 * time.Minute)
		require.Equal(t, 400, note())
		require.Len(t, p.Refused(), 2)
	})
}

// A carried is a network of one bot.
type carried func(*http.Request) *http.Response

// RoundTrip implements http.RoundTripper.
func (c carried) RoundTrip(r *http.Request) (*http.Response, error) { return c(r), nil }

func TestWhatHangsIsAnsweredByNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := furnished()
		p.Fail(emulator.Fault{Method: "messages.post", Hang: true})
		ctx, giveUp := context.WithTimeout(t.Context(), 8*time.Second)
		defer giveUp()
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/messages.post", strings.NewReader(`{"room": "room-1", "title": "x"}`))
		began := time.Now()
		p.Handler().ServeHTTP(httptest.NewRecorder(), r)
		require.Equal(t, 8*time.Second, time.Since(began))
		require.Empty(t, p.Events(0))
	})
}

// TestMomentsAreDrawnForWhoReadsThem: in their zone, with days by name.
func TestMomentsAreDrawnForWhoReadsThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := furnished() // a bubble begins on 2000-01-01 at midnight, UTC
		at := time.Date(2000, 1, 1, 23, 30, 0, 0, time.UTC).Unix()
		body, err := json.Marshal(map[string]any{"room": "room-1", "lines": []string{
			moment("day", at), moment("clock", at+5), moment("day", at+366*24*3600), moment("day", at+2*24*3600),
		}})
		require.NoError(t, err)
		status, _ := asks(p, "messages.post", string(body))
		require.Equal(t, 200, status)
		require.Equal(t, "Tomorrow\n00:30:05\n2 Jan 2001\n4 Jan", p.Messages("alice-1", "room-1")[0].Text)
		require.Contains(t, p.Messages("carol-1", "room-1")[0].Text, "Tomorrow\n18:30:05\n", "it is the day before there")
		time.Sleep(23*time.Hour + 20*time.Minute)
		require.Contains(t, p.Messages("alice-1", "room-1")[0].Text, "Today\n00:30:05\n")
	})
}

func moment(kind string, at int64) string {
	out, _ := json.Marshal(at) // numbers always encode
	return "{" + kind + ":" + string(out) + "}"
}
