package parlourtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// An answer is what the bot gets. A state is a refusal that is not the bot's fault.
type answer struct {
	status int
	body   any
	wait   time.Duration
}

func fine(body any) answer     { return answer{status: http.StatusOK, body: body} }
func state(code string) answer { return answer{status: http.StatusNotFound, body: failure(code)} }
func failure(code string) any  { return map[string]string{"error": code} }
func (a answer) refused() bool { return a.status == http.StatusBadRequest }
func busy(d time.Duration) answer {
	return answer{status: http.StatusTooManyRequests, body: failure("busy"), wait: d}
}

// refuse refuses what a sound bot would not have asked, and notes it.
func (p *Parlour) refuse(method, why string) answer {
	p.refused = append(p.refused, method+": "+why)
	return answer{status: http.StatusBadRequest, body: failure("senseless")}
}

// Refused returns what the bot did that a sound one would not do, one line each.
func (p *Parlour) Refused() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.refused...)
}

// A call is all that any request of the bot may hold.
type call struct {
	content
	Room    string `json:"room"`
	ID      int    `json:"id"`
	ReplyTo int    `json:"reply_to"`
	Aloud   bool   `json:"aloud"`
	Person  string `json:"person"`
	Pass    string `json:"pass"`
}

// methods are what the bot may ask.
var methods = map[string]func(*Parlour, call) answer{
	"ping":            func(*Parlour, call) answer { return fine(map[string]string{"house": House}) },
	"messages.post":   (*Parlour).post,
	"messages.edit":   (*Parlour).rewrite,
	"messages.delete": (*Parlour).erase,
	"notes.leave":     (*Parlour).leave,
	"people.get":      (*Parlour).tellOf,
}

// Handler is what the bot calls.
func (p *Parlour) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		method := strings.TrimPrefix(r.URL.Path, "/")
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the bot has hung up
		}
		p.mu.Lock()
		f := p.fault(method)
		var a answer
		if f == nil || f.Applied {
			a = p.do(r, method, body)
		}
		p.mu.Unlock()
		if f != nil && f.Hang {
			<-r.Context().Done()
			return
		}
		if f != nil {
			a = faulty(f)
		}
		a.write(w)
	})
}

func (p *Parlour) do(r *http.Request, method string, body []byte) answer {
	run, known := methods[method]
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	var c call
	switch err := d.Decode(&c); {
	case !known || r.Method != http.MethodPost:
		return p.refuse(method, "there is no such method")
	case r.Header.Get("Authorization") != "Bearer "+Token:
		return p.refuse(method, "the token is not the bot's")
	case err != nil:
		return p.refuse(method, err.Error())
	}
	return run(p, c)
}

func (a answer) write(w http.ResponseWriter) {
	if a.status == 0 { // the connection breaks; where there is none, in memory, a gateway's time-out stands for it
		if h, ok := w.(http.Hijacker); ok {
			if conn, _, err := h.Hijack(); err == nil {
				_ = conn.Close()
				return
			}
		}
		a.status = http.StatusGatewayTimeout
	}
	if a.wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((a.wait+time.Second-1)/time.Second)))
	}
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body)
}
