package web

import (
	"context"
	"net/http"
	"slices"
	"time"

	"meetbot/core"
)

// A consent is asked of a browser that was signed in as one account and has signed in as another too. The browser keeps
// it, sealed; the session that it came about in, and no other, can give it, once.
type consent struct {
	ID      string
	Session string // hash of the session
	Other   Account
	Next    string
	Expires time.Time
}

const consentCookie = "meetbot-join"

// second is for somebody who has signed in although the browser was signed in. As another account on another platform,
// the browser is not handed over: it asks whether both are one person's. The session stays as it is.
func (s *server) second(w http.ResponseWriter, r *http.Request, f flow, other Account) *stop {
	c := consent{ID: random(), Session: f.Session, Other: other, Next: f.Next, Expires: s.Service.Now().Add(answerTime)}
	u, why, err := s.union(r, c)
	switch {
	case err != nil:
		s.fail(w, r, err)
	case !f.Join && (why != nil || u.keep.Platform == other.Platform):
		s.enter(w, r, f, other)
	case why != nil:
		return why
	default:
		s.keep(w, consentCookie, c)
		http.Redirect(w, r, "/login/join", http.StatusSeeOther)
	}
	return nil
}

// A union is of two persons that would become one.
type union struct {
	keep          core.Identity // as whom the browser is signed in
	person, other core.Person
}

// union looks up whom a consent is about, and whether it can still be given: what holds at the question must hold at the
// answer too.
func (s *server) union(r *http.Request, c consent) (union, *stop, error) {
	keep, err := s.visitor(r)
	if err != nil {
		return union{}, nil, err
	}
	if keep.IsZero() || c.Session != core.HashSecret(s.secret(r)) || !s.Service.Now().Before(c.Expires) {
		return union{}, &stopChanged, nil
	}
	u := union{keep: keep}
	if u.person, err = s.person(r.Context(), keep); err != nil {
		return u, nil, err
	}
	u.other, err = s.person(r.Context(), c.Other.Identity)
	switch {
	case err != nil:
		return u, nil, err
	case slices.Contains(u.person.Identities, c.Other.Identity):
		return u, &stopSame, nil
	case u.clash():
		return u, &stopBoth, nil
	}
	return u, nil, nil
}

// person returns whom an account belongs to, with that account alone where nobody knows it yet.
func (s *server) person(ctx context.Context, who core.Identity) (core.Person, error) {
	p, err := s.Service.PersonOf(ctx, who)
	if core.IsCode(err, core.NotFound) {
		return core.Person{Identities: []core.Identity{who}}, nil
	}
	return p, err
}

// clash tells whether both have an account in one workspace: then it would be a guess by which one to reach them.
func (u union) clash() bool {
	return slices.ContainsFunc(u.other.Identities, func(i core.Identity) bool {
		_, both := u.person.IdentityIn(i.Home())
		return both
	})
}

// asked returns the question that the browser was asked, and whom it is about.
func (s *server) asked(r *http.Request) (consent, union, *stop, error) {
	var c consent
	if !s.kept(r, consentCookie, &c) {
		return c, union{}, &stopChanged, nil
	}
	u, why, err := s.union(r, c)
	return c, u, why, err
}

// answer joins two accounts, or leaves them alone.
func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	c, u, why, err := s.asked(r)
	if why == nil && err == nil {
		why, err = s.answered(r.Context(), c, u, r.PostFormValue("answer"), r.PostFormValue("question"))
	}
	switch {
	case err != nil:
		s.fail(w, r, err)
	case why == &stopNoAnswer:
		s.problem(w, why.status, why.heading, why.message, link{"Back to the question", "/login/join"})
	case why != nil:
		s.problem(w, why.status, why.heading, why.message, link{})
	default:
		s.drop(w, consentCookie)
		http.Redirect(w, r, localPath(c.Next), http.StatusSeeOther)
	}
}

// answered does what was answered. The question is named by the page that asked it, so that one left open in another
// tab cannot be taken for it.
func (s *server) answered(ctx context.Context, c consent, u union, answer, question string) (*stop, error) {
	if answer != "yes" && answer != "no" {
		return &stopNoAnswer, nil
	}
	if question != "" && question != c.ID {
		return &stopChanged, nil
	}
	err := s.Service.UseUp(ctx, c.ID)
	if core.IsCode(err, core.Used) {
		return &stopAnswered, nil
	}
	if err == nil && answer == "yes" {
		_, err = s.Service.Unite(ctx, u.keep, c.Other.Identity)
	}
	return nil, err
}
