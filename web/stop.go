package web

import (
	"errors"
	"net/http"
	"net/url"
)

// A stop is why a sign-in, or the joining of accounts, does not go on, as a page says it. One that is final offers no
// other attempt.
type stop struct {
	status           int
	heading, message string
	final            bool
}

var (
	stopForeign = stop{
		status: http.StatusBadRequest, heading: "This sign-in is not going on here",
		message: "It was started in another browser, or has ended, or took longer than 10 minutes. Nothing has changed.",
	}
	stopUsed = stop{
		status: http.StatusGone, heading: "This sign-in has ended",
		message: "It works once, and this was the second time. Nothing has changed.",
	}
	stopSignedOut = stop{
		status: http.StatusForbidden, heading: "You are signed out", final: true,
		message: "Sign in first. Then you can connect another account.",
	}
	stopChanged = stop{
		status: http.StatusForbidden, heading: "Nothing to answer here", final: true,
		message: "This browser was not asked, or was signed in anew since, or took longer than 10 minutes. No accounts were joined.",
	}
	stopSame = stop{
		status: http.StatusOK, heading: "These accounts are connected already", final: true,
		message: "Both are yours, and nothing had to be changed.",
	}
	stopBoth = stop{
		status: http.StatusConflict, heading: "This account is connected to somebody else", final: true,
		message: "You and they each have an account in the same workspace, so this cannot be one person. Separate the accounts there first.",
	}
	stopNoAnswer = stop{
		status: http.StatusBadRequest, heading: "Yes or no?", final: true,
		message: "That was no answer. No accounts were joined.",
	}
	stopAnswered = stop{
		status: http.StatusGone, heading: "You have answered already", final: true,
		message: "The answer that came first counts.",
	}
)

func stopDenied(p *provider) *stop {
	return &stop{
		status: http.StatusForbidden, heading: "You did not allow it",
		message: "So " + p.Title + " did not tell us who you are. Nothing has changed.",
	}
}

func stopStranger(p *provider) *stop {
	return &stop{
		status: http.StatusForbidden, heading: "This account is not from here",
		message: "It belongs to no workspace or server on " + p.Title + " that meetbot is in. Guests need no account: a meeting’s link and a name will do.",
	}
}

// unconfirmed logs why the platform did not say whom we have before us.
func (s *server) unconfirmed(r *http.Request, p *provider, err error) *stop {
	s.Log.WarnContext(r.Context(), "sign-in not confirmed", "login", p.Name, "error", err)
	var refused refusedError
	if errors.As(err, new(*url.Error)) || errors.As(err, &refused) && refused.status >= http.StatusInternalServerError {
		return &stop{
			status: http.StatusBadGateway, heading: p.Title + " does not answer",
			message: "So we cannot tell who you are. Nothing has changed. Please try again in a moment.",
		}
	}
	return &stop{
		status: http.StatusForbidden, heading: p.Title + " did not confirm it",
		message: "So we cannot tell who you are. Nothing has changed.",
	}
}

// stopped shows why a sign-in does not go on, and the way to another.
func (s *server) stopped(w http.ResponseWriter, p *provider, f flow, why stop) {
	q := url.Values{"next": {f.Next}}
	again := link{Title: "Sign in with " + p.Title}
	if f.Join {
		q.Set("join", "1")
		again.Title = "Connect " + p.Title + " again"
	}
	again.Address = p.start(q)
	if why.final {
		again = link{}
	}
	s.problem(w, why.status, why.heading, why.message, again)
}
