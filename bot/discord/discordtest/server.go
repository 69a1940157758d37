package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"

	"meetbot/bot/emulator"
)

const maxBody = 25 << 20

// Handler serves REST under /api/v10 and /api/v9 and the gateway's websocket under /gateway.
func (d *Discord) Handler() http.Handler {
	table := routes()
	mux := http.NewServeMux()
	mux.HandleFunc("/gateway", d.serveGateway)
	mux.HandleFunc("/gateway/", d.serveGateway)
	d.routeSignIns(mux, table)
	for _, prefix := range []string{"/api/v9", "/api/v10"} {
		mux.Handle(prefix+"/", http.StripPrefix(prefix, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			d.serveREST(w, r, table)
		})))
	}
	return mux
}

// An answer is what goes back over the wire. What is lost never arrives: the connection is cut, or hangs.
type answer struct {
	status int
	header map[string]string
	body   []byte
	cut    bool
	hang   bool
	fault  bool // that was ordered
}

func (d *Discord) serveREST(w http.ResponseWriter, r *http.Request, table []*route) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "request entity too large", http.StatusRequestEntityTooLarge)
		return
	}
	d.reply(w, r, d.handle(r, body, table))
}

// reply writes an answer, or loses it as it was ordered.
func (d *Discord) reply(w http.ResponseWriter, r *http.Request, a answer) {
	if a.hang {
		select {
		case <-r.Context().Done():
		case <-d.closing:
		}
	}
	if a.cut || a.hang {
		panic(http.ErrAbortHandler) // the documented way to drop a connection without a word
	}
	for k, v := range a.header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // who has hung up gets no answer
}

// handle decides under the lock what a request does and what it gets.
func (d *Discord) handle(r *http.Request, body []byte, table []*route) answer {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return answer{status: http.StatusServiceUnavailable}
	}
	q := &request{method: r.Method, path: r.URL.Path, query: r.URL.Query(), host: r.Host, body: body}
	for _, candidate := range table {
		if vars, ok := candidate.match(q.method, q.path); ok {
			q.route, q.vars = candidate, vars
			break
		}
	}
	a, early := d.decide(q, r)
	d.record(q, r, a, early)
	return a
}

// decide takes a request through every gate; early tells of one sent before its Retry-After was over.
func (d *Discord) decide(q *request, r *http.Request) (a answer, early bool) {
	if refused := d.admit(q, r); refused != nil {
		return d.answered(q, nil, refused), false
	}
	fault := d.ordered(q)
	if fault != nil && !fault.Applied {
		return faultAnswer(fault), false
	}
	a, header, early := d.throttle(q)
	if a.status != 0 {
		return a, early
	}
	value, refused := q.route.serve(d, q)
	a = d.answered(q, value, refused)
	for k, v := range header {
		a.header[k] = v
	}
	if fault != nil {
		return faultAnswer(fault), early
	}
	return a, early
}

var agent = regexp.MustCompile(`^DiscordBot \(.+, .+\)`)

// admit checks what every request needs: a route, a user agent, the bot's token, JSON.
func (d *Discord) admit(q *request, r *http.Request) *refusal {
	if q.route == nil {
		return refuse(0)
	}
	if !agent.MatchString(r.UserAgent()) {
		return refuse(40333)
	}
	if !q.route.open && r.Header.Get("Authorization") != "Bot "+d.opts.BotToken {
		return unauthorized()
	}
	if len(q.body) > 0 && !isJSON(r.Header) {
		f := form{}
		f.add("body", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json'}.")
		return f.refusal()
	}
	return nil
}

// answered turns a handler's result into an answer, and notes what a sound bot would not have provoked.
func (d *Discord) answered(q *request, value any, refused *refusal) answer {
	for _, note := range q.notes {
		d.blame(q, note)
	}
	a := answer{status: http.StatusNoContent, header: map[string]string{}}
	if refused != nil {
		if !refused.quiet {
			d.blame(q, refused.String())
		}
		a.status, value = refused.status, refused.body()
	} else if value != nil {
		a.status = http.StatusOK
	}
	if value != nil {
		a.header["Content-Type"] = "application/json"
		a.body, _ = json.Marshal(value) // maps, strings and numbers only
	}
	return a
}

func (d *Discord) blame(q *request, why string) {
	name := q.method + " " + q.path
	if q.route != nil {
		name = q.route.name
	}
	d.refused = append(d.refused, fmt.Sprintf("%s: %s", name, why))
}

// ordered takes the first fault that is meant for a request.
func (d *Discord) ordered(q *request) *emulator.Fault {
	for i, f := range d.faults {
		if f.Method != "" && f.Method != q.route.name && f.Method != q.method+" "+q.path {
			continue
		}
		if f.Times--; f.Times <= 0 {
			d.faults = append(d.faults[:i:i], d.faults[i+1:]...)
		}
		return f
	}
	return nil
}
