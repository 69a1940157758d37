package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The names of the chats.
const slackName, discordName = "slack", "discord"

// A visit is a playground that runs, and what its stream has told so far.
type visit struct {
	t *testing.T
	*world

	mu    sync.Mutex
	chat  []seen
	now   view
	moved chan struct{} // closed at the next word
}

// open starts a playground on free ports and listens to it, until the test ends.
func open(t *testing.T, s settings) *visit {
	t.Helper()
	v := &visit{t: t, world: start(t, s), moved: make(chan struct{})}
	ctx, stop := context.WithCancel(t.Context())
	res := v.stream(ctx)
	done := make(chan struct{})
	go func() { defer close(done); v.listen(res.Body) }()
	t.Cleanup(func() { stop(); res.Body.Close(); <-done })
	v.await("how the world stands", func() bool { return v.now.Run != "" })
	return v
}

func start(t *testing.T, s settings) *world {
	t.Helper()
	s.addr = "127.0.0.1:0"
	problems := &problems{t: t}
	w, err := newWorld(t.Context(), s, problems)
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.run(ctx) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-done)
	})
	return w
}

// problems fails the test for whatever the service finds wrong.
type problems struct{ t *testing.T }

func (p *problems) Write(line []byte) (int, error) {
	p.t.Errorf("the service says: %s", line)
	return len(line), nil
}

func (v *visit) stream(ctx context.Context) *http.Response {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, v.base+"/playground/events", nil)
	require.NoError(v.t, err)
	res, err := http.DefaultClient.Do(r)
	require.NoError(v.t, err)
	require.Equal(v.t, "text/event-stream", res.Header.Get("Content-Type"))
	return res
}

func (v *visit) listen(body io.Reader) {
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, 1<<20)
	var name string
	for lines.Scan() {
		if n, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			name = n
		}
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			v.take(name, []byte(data))
		}
	}
}

func (v *visit) take(name string, data []byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var words []seen
	var now view
	if name == "world" && json.Unmarshal(data, &now) == nil {
		v.now = now
	}
	if name == "chat" && json.Unmarshal(data, &words) == nil {
		v.chat = append(v.chat, words...)
	}
	close(v.moved)
	v.moved = make(chan struct{})
}

// await waits until the stream has told something.
func (v *visit) await(what string, is func() bool) {
	v.t.Helper()
	deadline := time.After(15 * time.Second)
	for {
		ok, moved := v.check(is)
		if ok {
			return
		}
		select {
		case <-moved:
		case <-deadline:
			v.t.Fatalf("the stream never told of %s; next: %+v; chat: %s", what, v.now.Next, v.said(""))
		}
	}
}

// check tells whether something is so, and what is closed at the next word. It may fail the test in between.
func (v *visit) check(is func() bool) (bool, <-chan struct{}) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return is(), v.moved
}

// said returns what was posted with those words in it.
func (v *visit) said(words string) []string {
	var out []string
	for _, s := range v.chat {
		if s.Kind == "posted" && strings.Contains(string(s.Raw), words) {
			out = append(out, string(s.Raw))
		}
	}
	return out
}

// see waits for a message, and returns it as it is now.
func (v *visit) see(words string) (found seen) {
	v.t.Helper()
	v.await(words, func() bool {
		for _, s := range v.chat {
			if strings.Contains(string(s.Raw), words) {
				found = s
				return true
			}
		}
		return false
	})
	return found
}

// next waits until that is what comes next.
func (v *visit) next(what string) {
	v.t.Helper()
	v.await("next: "+what, func() bool {
		return v.now.Next == nil && what == "" || v.now.Next != nil && v.now.Next.What == what
	})
}

// post does something, and returns what is wrong in the words of the chat.
func (v *visit) post(path string, a act) string {
	v.t.Helper()
	return v.ask(path, a).Problem
}

func (v *visit) ask(path string, a act) outcome {
	v.t.Helper()
	body, err := json.Marshal(a)
	require.NoError(v.t, err)
	res, err := http.Post(v.base+"/playground/"+path, "application/json", bytes.NewReader(body))
	require.NoError(v.t, err)
	defer res.Body.Close()
	require.Equal(v.t, http.StatusOK, res.StatusCode)
	var o outcome
	require.NoError(v.t, json.NewDecoder(res.Body).Decode(&o))
	return o
}

func (v *visit) do(path string, a act) {
	v.t.Helper()
	require.Empty(v.t, v.post(path, a))
}

// get returns a page of the service.
func (v *visit) get(path string) string {
	v.t.Helper()
	res, err := http.Get(v.base + path)
	require.NoError(v.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	require.NoError(v.t, err)
	return string(body)
}
