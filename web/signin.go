package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"meetbot/core"
)

// start leads a browser to the platform to sign in there. It changes nothing but that browser's cookie.
func (s *server) start(p *provider) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		next := localPath(r.URL.Query().Get("next"))
		who, err := s.visitor(r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		f := s.newFlow(p, next)
		f.Join = r.URL.Query().Has("join")
		f.Prove = r.URL.Query().Has("prove")
		if !who.IsZero() {
			f.Session = core.HashSecret(s.secret(r))
		} else if f.Join || f.Prove {
			s.stopped(w, r, p, f, stopSignedOut)
			return
		}
		s.keep(w, flowCookie, f)
		http.Redirect(w, r, p.address(f), http.StatusSeeOther)
	}
}

// callback is where the platform sends the browser back to.
func (s *server) callback(p *provider) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, why, err := s.ended(w, r, p)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if why == nil {
			why = s.finish(w, r, p, f)
		}
		if why != nil {
			s.stopped(w, r, p, f, *why)
		}
	}
}

// finish signs the browser in, or asks whether two accounts are to be joined, unless something stops it.
func (s *server) finish(w http.ResponseWriter, r *http.Request, p *provider, f flow) *stop {
	q := r.URL.Query()
	switch {
	case q.Get("error") == "access_denied": // RFC 6749, section 4.1.2.1
		return stopDenied(p)
	case q.Get("error") != "" || q.Get("code") == "":
		return s.unconfirmed(r, p, fmt.Errorf("ask for a code: %w", refusedError{http.StatusOK, plain(q.Get("error"))}))
	}
	ctx, cancel := context.WithTimeout(r.Context(), 2*askTime)
	defer cancel()
	who, err := p.account(ctx, q.Get("code"), f)
	if errors.Is(err, ErrNobody) {
		return stopStranger(p)
	}
	if err != nil {
		return s.unconfirmed(r, p, err)
	}
	served, err := p.Serves(ctx, who.Identity)
	if err != nil {
		return s.unconfirmed(r, p, err)
	}
	if !served {
		return stopStranger(p)
	}
	why, err := once(s.Service.UseUp(ctx, f.State, f.Expires))
	if err != nil {
		s.fail(w, r, err)
		return nil
	}
	if why != nil {
		return why
	}
	if f.Prove {
		return s.proved(w, r, f, who)
	}
	if f.Session != "" {
		return s.second(w, r, f, who)
	}
	s.enter(w, r, f, who)
	return nil
}

func (s *server) enter(w http.ResponseWriter, r *http.Request, f flow, who Account) {
	secret, err := s.Service.SignInAs(r.Context(), who.Identity, who.Name, s.secret(r))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.setSession(w, secret)
	http.Redirect(w, r, f.Next, http.StatusSeeOther)
}
