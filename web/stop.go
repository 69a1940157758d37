package web

import (
	"errors"
	"net/http"
	"net/url"

	"meetbot/bot/say"
	"meetbot/core"
)

// A stop is why a sign-in, or the joining of accounts, does not go on, as a page says it: its sentences are the title and
// the text of a key. One that is final offers no other attempt.
type stop struct {
	status int
	key    say.Key
	args   []any
	final  bool
}

var (
	stopForeign      = stop{status: http.StatusBadRequest, key: "stop.foreign"}
	stopUsed         = stop{status: http.StatusGone, key: "stop.used"}
	stopSignedOut    = stop{status: http.StatusForbidden, key: "stop.signed_out", final: true}
	stopChanged      = stop{status: http.StatusForbidden, key: "stop.changed", final: true}
	stopSame         = stop{status: http.StatusOK, key: "stop.same", final: true}
	stopBoth         = stop{status: http.StatusConflict, key: "stop.both", final: true}
	stopNoAnswer     = stop{status: http.StatusBadRequest, key: "stop.no_answer", final: true}
	stopUnproved     = stop{status: http.StatusForbidden, key: "stop.unproved", final: true}
	stopAnswered     = stop{status: http.StatusGone, key: "stop.answered", final: true}
	stopNotConnected = stop{status: http.StatusForbidden, key: "stop.not_connected", final: true}
)

func stopNotYours(name string, who core.Identity) *stop {
	return &stop{status: http.StatusForbidden, key: "stop.not_yours", args: []any{"Name", name, "ID", who.UserID}}
}

func stopDenied(p *provider) *stop {
	return &stop{status: http.StatusForbidden, key: "stop.denied", args: []any{"Platform", p.Title}}
}

func stopStranger(p *provider) *stop {
	return &stop{status: http.StatusForbidden, key: "stop.stranger", args: []any{"Platform", p.Title, "Command", p.Command + " link"}}
}

// unconfirmed logs why the platform did not say whom we have before us, and tells whose fault that is.
func (s *server) unconfirmed(r *http.Request, p *provider, err error) *stop {
	s.Log.WarnContext(r.Context(), "sign-in not confirmed", "login", p.Name, "error", err)
	why := &stop{status: http.StatusBadGateway, key: "stop.silent", args: []any{"Platform", p.Title}}
	var refused refusedError
	switch {
	case errors.Is(err, errForeign) || errors.As(err, &refused) && refused.final():
		why.status, why.key = http.StatusBadRequest, "stop.refused"
	case errors.As(err, new(unsoundError)):
		why.key = "stop.unsound"
	}
	return why
}

// stopped shows why a sign-in does not go on, and the way to another.
func (s *server) stopped(w http.ResponseWriter, r *http.Request, p *provider, f flow, why stop) {
	l, q := s.in(r), url.Values{"next": {f.Next}}
	again := link{Title: l.Say("button.sign_in_with", "Platform", p.Title)}
	if f.Join {
		q.Set("join", "1")
		again.Title = l.Say("button.connect_again", "Platform", p.Title)
	}
	again.Address = p.start(q)
	switch {
	case why.final:
		again = link{}
	case f.Prove:
		again = backToQuestion(l)
	}
	s.stop(w, r, why, again)
}

// stop shows why something does not go on.
func (s *server) stop(w http.ResponseWriter, r *http.Request, why stop, way link) {
	l := s.in(r)
	s.problem(w, r, why.status, l.Say(why.key.Of("title"), why.args...), l.Say(why.key.Of("text"), why.args...), way)
}
