package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"meetbot/bot/say"
	"meetbot/core"
)

// A consent is asked of a browser that was signed in as one account and has signed in as another too. The browser keeps
// it, sealed; the session that it came about in, and no other, can give it, once.
type consent struct {
	ID      string
	Session string // hash of the session
	Other   Account
	Next    string
	Join    bool // it was asked for; else somebody only wanted to sign in, and may still do just that
	Proved  bool // the platform of the session has vouched for it lately
	Yes     bool // it was given, and waits for the proof
	Expires time.Time
}

const consentCookie = "meetbot-join"

// second is for somebody who has signed in although the browser was signed in. As another account on another platform,
// the browser is not handed over: it asks whether both are one person's. The session stays as it is.
func (s *server) second(w http.ResponseWriter, r *http.Request, f flow, other Account) *stop {
	c := consent{ID: random(), Session: f.Session, Other: other, Next: f.Next, Join: f.Join, Expires: s.Service.Now().Add(answerTime)}
	u, why, err := s.union(r, c)
	if err == nil {
		c.Proved, err = s.Service.Vouched(r.Context(), s.secret(r))
	}
	if why == nil && !c.Proved && s.login(u.keep.Platform) == nil {
		why = &stopUnproved
	}
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
	u := union{keep: keep.Identity, person: personOf(keep)}
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

// personOf returns whom the browser is signed in as, with that account alone where nobody knows it yet.
func personOf(who core.Actor) core.Person {
	if who.Person == nil || who.Person.ID == "" {
		return core.Person{Identities: []core.Identity{who.Identity}}
	}
	return *who.Person
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

// answer joins two accounts, or leaves them alone. It joins none to a session that only a link from a chat has begun, or
// that was begun some time ago: both may be a stranger's, who would moderate the visitor's meetings from then on.
func (s *server) answer(w http.ResponseWriter, r *http.Request) {
	c, u, why, err := s.asked(r)
	answer := r.PostFormValue("answer")
	if why == nil && err == nil {
		why = c.heard(answer, r.PostFormValue("question"))
	}
	if why == nil && err == nil && answer == "yes" && !c.Proved {
		if !c.Yes { // once: else it would never run out
			c.Yes, c.Expires = true, s.Service.Now().Add(answerTime)
			s.keep(w, consentCookie, c)
		}
		s.askForProof(w, r, u.keep)
		return
	}
	if why == nil && err == nil {
		why, err = s.conclude(r.Context(), c, u, answer == "yes")
	}
	if why == nil && err == nil && answer == "instead" {
		s.drop(w, consentCookie)
		s.enter(w, r, flow{Next: localPath(c.Next)}, c.Other)
		return
	}
	switch {
	case err != nil:
		s.fail(w, r, err)
	case why == &stopNoAnswer:
		s.stop(w, r, *why, backToQuestion(s.in(r)))
	case why != nil:
		s.stop(w, r, *why, link{})
	default:
		s.drop(w, consentCookie)
		http.Redirect(w, r, localPath(c.Next), http.StatusSeeOther)
	}
}

func backToQuestion(l *say.Language) link { return link{l.Say("consent.back"), "/login/join"} }

// heard tells why something is no answer to the question. The question is named by the page that asked it, so that one
// left open in another tab cannot be taken for it.
func (c consent) heard(answer, question string) *stop {
	switch {
	case answer != "yes" && answer != "no" && (answer != "instead" || c.Join || c.Yes):
		return &stopNoAnswer
	case question != "" && question != c.ID:
		return &stopChanged
	}
	return nil
}

// conclude does what was answered, once.
func (s *server) conclude(ctx context.Context, c consent, u union, yes bool) (*stop, error) {
	err := s.Service.UseUp(ctx, c.ID, c.Expires)
	if core.IsCode(err, core.Used) {
		return &stopAnswered, nil
	}
	if err == nil && yes {
		_, err = s.Service.Unite(ctx, u.keep, c.Other.Identity)
	}
	return nil, err
}

// askForProof leads to the sign-in of the session's own platform. It is a page with a link: browsers hold the policy for
// forms against wherever a form's answer leads, and platforms lead on to addresses of their own.
func (s *server) askForProof(w http.ResponseWriter, r *http.Request, keep core.Identity) {
	p, l := s.login(keep.Platform), s.in(r)
	s.problem(w, r, http.StatusOK, l.Say("consent.proof.title"), l.Say("consent.proof.text", "Platform", p.Title),
		link{l.Say("consent.prove", "Platform", p.Title), p.start(url.Values{"prove": {"1"}})})
}

// proved goes on with a yes, now that the platform of the session has said who sits before the browser.
func (s *server) proved(w http.ResponseWriter, r *http.Request, f flow, who Account) *stop {
	c, u, why, err := s.asked(r)
	if why == nil && err == nil {
		switch {
		case !c.Yes:
			why = &stopChanged
		case who.Identity != u.keep:
			why = stopNotYours(s.account(r, u.keep), u.keep)
		default:
			why, err = s.conclude(r.Context(), c, u, true)
		}
	}
	switch {
	case err != nil:
		s.fail(w, r, err)
	case why == nil:
		s.drop(w, consentCookie)
		f.Next = localPath(c.Next)
		s.enter(w, r, f, who)
	}
	return why
}
