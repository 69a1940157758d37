package discord

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestHandler(t *testing.T) {
	w := newWorld(t, overHTTP)
	a := newTalker()
	srv := httptest.NewServer(http.MaxBytesHandler(w.d.Handler(a), 4096))
	defer srv.Close()
	w.SetService(srv.URL)
	require.NoError(t, w.d.Run(t.Context(), a))
	post := func(body []byte, mutate func(*http.Request)) (int, string) {
		t.Helper()
		res, err := w.PostInteraction(body, mutate)
		require.NoError(t, err)
		defer func() { _ = res.Body.Close() }()
		answer, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		return res.StatusCode, string(answer)
	}
	status, answer := post(w.Ping(), nil)
	require.Equal(t, http.StatusOK, status)
	require.JSONEq(t, `{"type":1}`, answer)

	typed := w.Interaction(bob, team, "/meet list")
	old := strconv.FormatInt(time.Now().Add(-6*time.Minute).Unix(), 10)
	for name, mutate := range map[string]func(*http.Request){
		"no signature": func(r *http.Request) { r.Header.Del("X-Signature-Ed25519") },
		"another body": func(r *http.Request) {
			forged := bytes.Replace(typed, []byte(bob), []byte(alice), 1)
			r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(forged)), int64(len(forged))
		},
		"too old": func(r *http.Request) {
			r.Header.Set("X-Signature-Timestamp", old)
			r.Header.Set("X-Signature-Ed25519", w.Sign(old, typed))
		},
	} {
		status, _ := post(typed, mutate)
		require.Equal(t, http.StatusUnauthorized, status, name)
	}
	for body, want := range map[string]int{
		"":                        http.StatusBadRequest,
		"{":                       http.StatusBadRequest,
		`{"type":2}`:              http.StatusBadRequest,
		`{"type":99,"data":{}}`:   http.StatusBadRequest,
		strings.Repeat(" ", 5000): http.StatusRequestEntityTooLarge,
	} {
		status, _ := post([]byte(body), nil)
		require.Equal(t, want, status, body)
	}
	require.Zero(t, a.count())

	res, err := http.Get(srv.URL + "/discord/interactions")
	require.NoError(t, err)
	_ = res.Body.Close()
	require.Equal(t, http.StatusMethodNotAllowed, res.StatusCode)

	// The same request again gets the same answer, and has no second effect.
	_, one := post(typed, nil)
	_, two := post(typed, nil)
	require.Equal(t, one, two)
	require.Equal(t, 1, a.count())
}

// TestUninstalled refuses a command that somebody brought along into a server that has not installed us.
func TestUninstalled(t *testing.T) {
	w := newWorld(t, overHTTP)
	a := newTalker()
	w.serve(a)
	var i map[string]any
	require.NoError(t, json.Unmarshal(w.Interaction(bob, team, "/meet list"), &i))
	i["authorizing_integration_owners"] = map[string]string{"1": bob}
	body, err := json.Marshal(i)
	require.NoError(t, err)
	res, err := w.PostInteraction(body, nil)
	require.NoError(t, err)
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	require.Contains(t, string(answer), "I'm not set up here")

	// In a direct message of a few people there is no server that could be served.
	i["context"], i["user"] = 2, i["member"].(map[string]any)["user"]
	for _, key := range []string{"guild_id", "guild", "member"} {
		delete(i, key)
	}
	i["id"], i["channel"] = "600000000000000009", map[string]any{"id": team, "type": 3}
	body, err = json.Marshal(i)
	require.NoError(t, err)
	few, err := w.PostInteraction(body, nil)
	require.NoError(t, err)
	defer func() { _ = few.Body.Close() }()
	answer, err = io.ReadAll(few.Body)
	require.NoError(t, err)
	require.Contains(t, string(answer), "Which server?")
	require.Zero(t, a.count())
}
