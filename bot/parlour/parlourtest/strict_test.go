package parlourtest_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/bot/parlour/parlourtest"
)

func furnished() *parlourtest.Parlour {
	return parlourtest.Furnished("", http.DefaultClient).(*parlourtest.Parlour)
}

// asks has the bot make a request, and returns the status and the body of the answer.
func asks(p *parlourtest.Parlour, method, body string) (int, map[string]any) {
	r := httptest.NewRequest(http.MethodPost, "/"+method, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+parlourtest.Token)
	w := httptest.NewRecorder()
	p.Handler().ServeHTTP(w, r)
	var out map[string]any
	_ = json.Unmarshal(w.Body.Bytes(), &out)
	return w.Code, out
}

// TestWhatMakesNoSenseIsRefused, and held against the bot.
func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	line := func(markup string) string { return `{"room": "room-1", "lines": ["` + markup + `"]}` }
	for name, c := range map[string]struct{ method, body string }{
		"no such method":             {"messages.shout", "{}"},
		"no such field":              {"messages.post", `{"room": "room-1", "title": "x", "colour": "red"}`},
		"an empty message":           {"messages.post", `{"room": "room-1"}`},
		"a title that is too long":   {"messages.post", `{"room": "room-1", "title": "` + strings.Repeat("x", 151) + `"}`},
		"a line of two":              {"messages.post", line(`a\nb`)},
		"no such mark":               {"messages.post", line(`{loud:x}`)},
		"a mark that is not closed":  {"messages.post", line(`{strong:x`)},
		"a mark in a mark":           {"messages.post", line(`{strong:{strong:x}}`)},
		"a brace that closes naught": {"messages.post", line(`x}`)},
		"a backslash at the end":     {"messages.post", line(`x\\`)},
		"a time that is none":        {"messages.post", line(`{day:soon}`)},
		"a link without a label":     {"messages.post", line(`{link:https://meet.test}`)},
		"a value that is too long":   {"messages.post", `{"room": "room-1", "title": "x", "buttons": [{"label": "x", "value": "` + strings.Repeat("x", 101) + `"}]}`},
		"a button that does nothing": {"messages.post", `{"room": "room-1", "title": "x", "buttons": [{"label": "x"}]}`},
		"aloud, and no reply":        {"messages.post", `{"room": "room-1", "title": "x", "aloud": true}`},
		"a reply to nothing":         {"messages.post", `{"room": "room-1", "title": "x", "reply_to": 99}`},
		"an edit of nothing":         {"messages.edit", `{"room": "room-1", "id": 99, "title": "x"}`},
		"an edit in another room":    {"messages.edit", `{"room": "talk-alice-1", "id": 1, "title": "x"}`},
		"a deletion in another room": {"messages.delete", `{"room": "talk-alice-1", "id": 1}`},
		"a note without a pass":      {"notes.leave", `{"pass": "pass-1", "title": "x"}`},
	} {
		t.Run(name, func(t *testing.T) {
			p := furnished()
			status, _ := asks(p, "messages.post", `{"room": "room-1", "title": "standup"}`)
			require.Equal(t, 200, status)
			status, _ = asks(p, c.method, c.body)
			require.Equal(t, 400, status)
			require.Len(t, p.Refused(), 1)
			require.Len(t, p.Events(0), 1, "nothing came of it")
		})
	}
	p := furnished()
	r := httptest.NewRequest(http.MethodPost, "/ping", strings.NewReader("{}"))
	w := httptest.NewRecorder()
	p.Handler().ServeHTTP(w, r)
	require.Equal(t, 400, w.Code)
	require.Len(t, p.Refused(), 1, "it showed no token")
}

// TestStatesAreNobodysFault: the bot cannot know them.
func TestStatesAreNobodysFault(t *testing.T) {
	p := furnished()
	p.AddRoom(emulator.Channel{ID: "room-3", Name: "attic", Bot: true})
	p.Archive("room-3")
	p.DeleteMessage("room-1", post(t, p, "gone"))
	for body, want := range map[string]string{
		`{"room": "room-9", "title": "x"}`: "no_room", `{"room": "room-2", "title": "x"}`: "outside", `{"room": "room-3", "title": "x"}`: "closed",
	} {
		status, answer := asks(p, "messages.post", body)
		require.Equal(t, 404, status)
		require.Equal(t, want, answer["error"])
	}
	_, answer := asks(p, "messages.edit", `{"room": "room-1", "id": 1, "title": "x"}`)
	require.Equal(t, "no_message", answer["error"])
	_, answer = asks(p, "people.get", `{"person": "dora-1"}`)
	require.Equal(t, "no_person", answer["error"])
	require.Empty(t, p.Refused())
}

func post(t *testing.T, p *parlourtest.Parlour, title string) (id string) {
	status, _ := asks(p, "messages.post", `{"room": "room-1", "title": "`+title+`"}`)
	require.Equal(t, 200, status)
	events := p.Events(0)
	return events[len(events)-1].Message.ID
}

// TestWhatIsNotEscapedRings, and is held against the bot.
func TestWhatIsNotEscapedRings(t *testing.T) {
	p := furnished()
	_, _ = asks(p, "messages.post", `{"room": "room-1", "title": "@everybody", "lines": ["{person:bob-1}, \\@everybody, mail@\\{x\\}"]}`)
	m := p.Messages("alice-1", "room-1")[0]
	require.Equal(t, "@everybody\n@bob, @everybody, mail@{x}", m.Text)
	require.Equal(t, []string{"bob-1"}, m.Rings)
	require.Empty(t, p.Refused())
	_, _ = asks(p, "messages.post", `{"room": "room-1", "lines": ["@everybody, {strong:@alice}"]}`)
	m = p.Messages("alice-1", "room-1")[1]
	require.Equal(t, []string{"@everybody", "alice-1"}, m.Rings)
	require.Len(t, p.Refused(), 1)
}

func TestARoomTakesThreeMessagesASecond(t *testing.T) {
	p := furnished()
	for range 3 {
		post(t, p, "x")
	}
	status, _ := asks(p, "messages.post", `{"room": "room-1", "title": "x"}`)
	require.Equal(t, 429, status)
	require.Len(t, p.Refused(), 1)
}

func TestFaultsAreAsOrdered(t *testing.T) {
	p := furnished()
	ping := func() int { status, _ := asks(p, "ping", "{}"); return status }
	p.Fail(emulator.Fault{Method: "messages.post", Status: 500})
	p.Fail(emulator.Fault{Method: "ping", Status: 429, RetryAfter: 4 * time.Second, Times: 2})
	require.Equal(t, []int{429, 429, 200}, []int{ping(), ping(), ping()})
	p.Fail(emulator.Fault{Code: "no_room"})
	_, answer := asks(p, "messages.post", `{"room": "room-1", "title": "x"}`)
	require.Nil(t, answer["id"], "the earlier one is first")
	require.NotEqual(t, "no_room", answer["error"])
	p.Fail(emulator.Fault{Method: "messages.post", Applied: true})
	_, answer = asks(p, "messages.post", `{"room": "room-1", "title": "x"}`)
	require.Equal(t, "no_room", answer["error"])
	status, _ := asks(p, "messages.post", `{"room": "room-1", "title": "x"}`)
	require.Equal(t, http.StatusGatewayTimeout, status)
	require.Len(t, p.Messages("alice-1", "room-1"), 1, "it took effect")
	require.Empty(t, p.Refused())
}
