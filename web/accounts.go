package web

import (
	"net/http"
	"net/url"
	"slices"

	"meetbot/bot/say"
	"meetbot/core"
)

// accounts lists a person's accounts, and the platforms on which they could connect one more.
func (s *server) accounts(l *say.Language, who core.Actor) (all []accountLine, more []link) {
	p := personOf(who)
	all = lines(l, p, who.Identity)
	all[0].Here = true
	if s.login(who.Platform) == nil {
		return all, nil // nobody could say then that this account is theirs
	}
	for _, l := range s.providers {
		if !slices.ContainsFunc(p.Identities, func(i core.Identity) bool { return i.Platform == l.Name }) {
			more = append(more, link{l.Title, l.start(url.Values{"join": {"1"}})})
		}
	}
	return all, more
}

// separate makes a person of its own of one account of the visitor.
func (s *server) separate(w http.ResponseWriter, r *http.Request) {
	who, err := s.visitor(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := personOf(who)
	at := slices.IndexFunc(p.Identities, func(i core.Identity) bool { return i.String() == r.PostFormValue("account") })
	if who.IsZero() || at < 0 {
		s.stop(w, r, stopNotConnected, link{})
		return
	}
	if _, err := s.Service.Separate(r.Context(), p.Identities[at], p.Name); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
