package discordtest

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// A Call is one REST request of the bot and what it got. Path has no /api/v10 before it; of the headers only those are
// kept that a check may want, and of Authorization only the scheme.
type Call struct {
	At     time.Time       `json:"at"`
	Route  string          `json:"route"`
	Method string          `json:"method"`
	Path   string          `json:"path"`
	Query  string          `json:"query,omitempty"`
	Header http.Header     `json:"header"`
	Body   json.RawMessage `json:"body,omitempty"`
	Status int             `json:"status"` // 0: the answer was never sent
	Answer json.RawMessage `json:"answer,omitempty"`
	// Fault tells that the answer is one that was ordered.
	Fault bool `json:"fault,omitempty"`
	// Early tells of a request sent before the Retry-After of an earlier answer was over.
	Early bool `json:"early,omitempty"`
}

// Journal returns every REST request so far, oldest first.
func (d *Discord) Journal() []Call {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]Call(nil), d.journal...)
}

func (d *Discord) record(q *request, r *http.Request, a answer, early bool) {
	c := Call{
		At: d.opts.Now(), Method: q.method, Path: q.path, Query: r.URL.RawQuery, Status: a.status,
		Header: http.Header{}, Body: raw(q.body), Answer: raw(a.body), Fault: a.fault, Early: early,
	}
	if q.route != nil {
		c.Route = q.route.name
	}
	for _, name := range []string{"Content-Type", "User-Agent", "X-Audit-Log-Reason"} {
		if v := r.Header.Get(name); v != "" {
			c.Header.Set(name, v)
		}
	}
	if scheme, _, _ := strings.Cut(r.Header.Get("Authorization"), " "); scheme != "" {
		c.Header.Set("Authorization", scheme)
	}
	d.journal = append(d.journal, c)
	d.keep(c)
}

// raw keeps bytes as JSON; what is no JSON becomes a JSON string.
func raw(b []byte) json.RawMessage {
	if len(b) == 0 {
		return nil
	}
	if !json.Valid(b) {
		b, _ = json.Marshal(string(b)) // a string always has a form in JSON
	}
	return append(json.RawMessage(nil), b...)
}
