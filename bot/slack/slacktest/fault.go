package slacktest

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// responseURL is the method name under which faults and the journal know posts to response URLs.
const responseURL = "response_url"

// Fail orders a fault. Method is a method of the Web API, "response_url", "socket" for the opening of a connection of
// Socket Mode, or "" or "*" for all. A fault with neither Status nor Code nor Hang breaks the connection; Status 200
// answers with a page of HTML.
func (s *Slack) Fail(f emulator.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Times == 0 {
		f.Times = 1
	}
	s.faults = append(s.faults, &f)
}

// fault takes the fault that was ordered for a request, if there is one.
func (s *Slack) fault(method string) *emulator.Fault {
	for _, f := range s.faults {
		if f.Times > 0 && (f.Method == "" || f.Method == "*" || f.Method == method) {
			f.Times--
			return f
		}
	}
	return nil
}

// faulty is the answer that an ordered fault puts in place of the true one.
func faulty(f *emulator.Fault) answer {
	switch {
	case f.Hang:
		return answer{hang: true}
	case f.Status == http.StatusTooManyRequests:
		return limitedAnswer(f.RetryAfter)
	case f.Code != "":
		return answer{status: max(f.Status, http.StatusOK), body: map[string]any{"ok": false, "error": f.Code}}
	case f.Status != 0:
		return answer{status: f.Status, html: "<!DOCTYPE html><title>Slack</title><p>" + http.StatusText(f.Status)}
	}
	return answer{drop: true}
}

// limitedAnswer is a 429; without a wait it has no Retry-After header, as happens.
func limitedAnswer(wait time.Duration) answer {
	a := answer{status: http.StatusTooManyRequests, body: map[string]any{"ok": false, "error": "ratelimited"}}
	if wait > 0 {
		seconds := int((wait + time.Second - 1) / time.Second)
		a.header = http.Header{"Retry-After": {strconv.Itoa(seconds)}}
	}
	return a
}

// blame notes something that a sound bot would not have done.
func (s *Slack) blame(method string, why ...string) {
	s.refused = append(s.refused, method+": "+strings.Join(why, "; "))
}
