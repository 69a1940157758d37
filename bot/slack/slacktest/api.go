package slacktest

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// bodyLimit bounds what is read of a request.
const bodyLimit = 4 << 20

// A Call is one request that the bot made.
type Call struct {
	At     time.Time
	Method string         // "chat.postMessage", say, or "response_url"; "socket": an acknowledgement over Socket Mode
	Args   map[string]any // decoded; the token is left out
	Status int            // of the answer; 0: none was given
	Answer json.RawMessage
	Fault  bool // the answer was ordered with Fail
}

// Journal returns every request that the bot made, oldest first.
func (s *Slack) Journal() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.journal)
}

// An answer is what goes back to the bot.
type answer struct {
	status int
	body   map[string]any
	html   string
	plain  string
	header http.Header
	hang   bool
	drop   bool
}

// A refusal is a request that Slack refuses. A state is not the bot's fault.
type refusal struct {
	code  string
	why   []string
	state bool
	more  map[string]any
	wait  time.Duration
}

func refuse(code string, why ...string) *refusal { return &refusal{code: code, why: why} }
func state(code string) *refusal                 { return &refusal{code: code, state: true} }

// Handler serves the Web API under /api/, the response URLs under /response/, and Socket Mode at /socket.
func (s *Slack) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", func(w http.ResponseWriter, r *http.Request) {
		s.serve(w, r, r.PathValue("method"), s.call)
	})
	mux.HandleFunc("/response/{token}", func(w http.ResponseWriter, r *http.Request) {
		s.serve(w, r, responseURL, s.respond)
	})
	mux.HandleFunc("GET /socket", s.serveSocket)
	s.routeSignIns(mux)
	return mux
}

type handler func(r *http.Request, body []byte, name string) (answer, args)

// serve reads a request, lets a fault or else do answer it, and keeps it in the journal.
func (s *Slack) serve(w http.ResponseWriter, r *http.Request, name string, do handler) {
	body, err := io.ReadAll(io.LimitReader(r.Body, bodyLimit))
	if err != nil {
		return // the client went away
	}
	a, scopes := s.handle(r, body, name, do)
	a.write(w, r, scopes)
}

func (s *Slack) handle(r *http.Request, body []byte, name string, do handler) (answer, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.fault(name)
	a, given := s.decide(r, body, name, f, do)
	entry := Call{At: s.o.Now(), Method: name, Args: given, Status: a.status, Fault: f != nil}
	if a.body != nil {
		entry.Answer = must(json.Marshal(a.body))
	}
	s.journal = append(s.journal, entry)
	return a, strings.Join(s.scopes, ",")
}

// decide takes the true answer, or the one that was ordered in its place.
func (s *Slack) decide(r *http.Request, body []byte, name string, f *emulator.Fault, do handler) (answer, args) {
	if f == nil || f.Applied {
		a, given := do(r, body, name)
		if f != nil {
			a = faulty(f)
		}
		return a, given
	}
	given, _ := decode(r, body)
	delete(given, "token")
	return faulty(f), given
}

func (a answer) write(w http.ResponseWriter, r *http.Request, scopes string) {
	if a.hang {
		<-r.Context().Done()
		return
	}
	if a.drop {
		drop(w)
		return
	}
	maps.Copy(w.Header(), a.header)
	w.Header().Set("X-OAuth-Scopes", scopes)
	kind, out := "application/json; charset=utf-8", a.plain+a.html
	switch {
	case a.html != "":
		kind = "text/html; charset=utf-8"
	case a.plain != "":
		kind = "text/plain; charset=utf-8"
	default:
		out = string(must(json.Marshal(a.body)))
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(a.status)
	_, _ = io.WriteString(w, out)
}

// drop breaks the connection off; where there is none, in memory, a gateway's time-out stands for it.
func drop(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			_ = conn.Close()
			return
		}
	}
	w.WriteHeader(http.StatusGatewayTimeout)
}

// call runs a method of the Web API.
func (s *Slack) call(r *http.Request, body []byte, name string) (answer, args) {
	given, bad := decode(r, body)
	var out map[string]any
	if bad == nil {
		out, bad = s.run(r, name, given)
	}
	delete(given, "token")
	if bad == nil {
		if out == nil {
			out = map[string]any{}
		}
		out["ok"] = true
		return answer{status: http.StatusOK, body: out}, given
	}
	return s.refusedAnswer(name, bad), given
}

func (s *Slack) refusedAnswer(name string, bad *refusal) answer {
	if !bad.state {
		s.blame(name, append([]string{bad.code}, bad.why...)...)
	}
	if bad.wait > 0 {
		return limitedAnswer(bad.wait)
	}
	out := map[string]any{"ok": false, "error": bad.code}
	if len(bad.why) > 0 {
		out["errors"] = bad.why
		messages := make([]string, len(bad.why))
		for i, w := range bad.why {
			messages[i] = "[ERROR] " + w
		}
		out["response_metadata"] = map[string]any{"messages": messages}
	}
	maps.Copy(out, bad.more)
	return answer{status: http.StatusOK, body: out}
}
