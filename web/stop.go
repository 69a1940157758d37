package web

import (
	"errors"
	"net/http"
	"net/url"

	"meetbot/core"
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
		status: http.StatusBadRequest, heading: "This sign-in cannot be finished here",
		message: "It was started in another browser, or has ended, or took longer than 10 minutes, or you have started another one since. Nothing has changed.",
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
		message: "This browser was not asked, or has answered, or was signed in anew since, or took longer than 10 minutes. Nothing has changed just now.",
	}
	stopSame = stop{
		status: http.StatusOK, heading: "These accounts are connected already", final: true,
		message: "Both are yours, and nothing had to be changed.",
	}
	stopBoth = stop{
		status: http.StatusConflict, heading: "These accounts cannot be connected", final: true,
		message: "They would be one person with two accounts in the same place: one of the two is connected to another there. If all of them are yours, separate that one first.",
	}
	stopNoAnswer = stop{
		status: http.StatusBadRequest, heading: "Yes or no?", final: true,
		message: "That was no answer. No accounts were connected.",
	}
	stopUnproved = stop{
		status: http.StatusForbidden, heading: "A link from the chat is not enough", final: true,
		message: "To connect accounts, both must be signed in with their platforms here, and this browser was signed in by a link from the chat. Nothing has changed.",
	}
	stopAnswered = stop{
		status: http.StatusGone, heading: "You have answered already", final: true,
		message: "The answer that came first counts. If it did not get through, you can connect the accounts on the front page.",
	}
)

func stopNotYours(name string, who core.Identity) *stop {
	return &stop{
		status: http.StatusForbidden, heading: "That is another account",
		message: "This browser is signed in as " + name + " (" + who.UserID + "), and you have signed in as somebody else there now. " +
			"No accounts were connected. If the first is not yours, sign out on the front page.",
	}
}

func stopDenied(p *provider) *stop {
	return &stop{
		status: http.StatusForbidden, heading: "You did not allow it",
		message: "So " + p.Title + " did not tell us who you are. Nothing has changed.",
	}
}

func stopStranger(p *provider) *stop {
	return &stop{
		status: http.StatusForbidden, heading: "This account is not from here",
		message: "We know of no place on " + p.Title + " that both this account and meetbot are in. If there is one, type " + p.Command + " link in the chat there. " +
			"Guests need no account: a meeting’s link and a name will do.",
	}
}

// unconfirmed logs why the platform did not say whom we have before us, and tells whose fault that is.
func (s *server) unconfirmed(r *http.Request, p *provider, err error) *stop {
	s.Log.WarnContext(r.Context(), "sign-in not confirmed", "login", p.Name, "error", err)
	var refused refusedError
	switch {
	case errors.Is(err, errForeign) || errors.As(err, &refused) && refused.final():
		return &stop{
			status: http.StatusBadRequest, heading: p.Title + " did not confirm it",
			message: "So we cannot tell who you are. Nothing has changed.",
		}
	case errors.As(err, new(unsoundError)):
		return &stop{
			status: http.StatusBadGateway, heading: "We cannot trust this answer",
			message: "What came from " + p.Title + " does not prove who you are. Nothing has changed. If it happens again, tell whoever looks after meetbot here.",
		}
	default:
		return &stop{
			status: http.StatusBadGateway, heading: p.Title + " does not answer",
			message: "So we cannot tell who you are. Nothing has changed. Please try again in a moment.",
		}
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
	switch {
	case why.final:
		again = link{}
	case f.Prove:
		again = backToQuestion
	}
	s.problem(w, why.status, why.heading, why.message, again)
}
