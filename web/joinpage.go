package web

import (
	"net/http"

	"meetbot/bot/say"
	"meetbot/core"
)

type consentPage struct {
	base
	Question string
	Keep     []accountLine // the person whose session it is, the account of the session first
	Other    []accountLine // the account that comes, and what is connected to it
	Meetings int           // that the other moderates
	Instead  bool          // the browser can go on as the other alone
	Prover   string        // the platform that has yet to vouch for the first; empty: it has
}

// An accountLine names an account so that its owner, and nobody else, takes it for theirs.
type accountLine struct {
	Name string // "alice on Slack"
	Mark string // what no other account there has: a user name, or the ID
	Here bool   // the browser is signed in as it
	Key  string
}

// consent shows the page that asks, and changes nothing.
func (s *server) consent(w http.ResponseWriter, r *http.Request) {
	c, u, why, err := s.asked(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if why != nil {
		s.stop(w, r, *why, link{})
		return
	}
	l := s.in(r)
	page := consentPage{base: s.base(l.Say("consent.page"), u.keep), Question: c.ID, Keep: lines(l, u.person, u.keep)}
	page.Account = s.account(r, u.keep)
	page.Other = lines(l, u.other, c.Other.Identity)
	page.Other[0].Name = nameOn(l, c.Other.Name, c.Other.Identity)
	if c.Other.Handle != "" {
		page.Other[0].Mark = c.Other.Handle
	}
	page.Instead = !c.Join
	if !c.Proved {
		page.Prover = platformName(u.keep.Platform)
	}
	theirs, err := s.Service.Mine(r.Context(), core.Actor{Identity: c.Other.Identity}, homeMeetings)
	if err != nil && !core.IsCode(err, core.NotTold) {
		s.fail(w, r, err)
		return
	}
	page.Meetings = len(theirs)
	s.pages.show(w, l, http.StatusOK, "consent", page)
}

// lines are a person's accounts, the given one first.
func lines(l *say.Language, p core.Person, first core.Identity) []accountLine {
	out := []accountLine{line(l, p, first)}
	for _, i := range p.Identities {
		if i != first {
			out = append(out, line(l, p, i))
		}
	}
	return out
}

func line(l *say.Language, p core.Person, i core.Identity) accountLine {
	return accountLine{Name: nameOn(l, p.Name, i), Mark: i.UserID, Key: i.String()}
}

// nameOn names an identity by a name, or its ID where there is none.
func nameOn(l *say.Language, name string, who core.Identity) string {
	if name == "" {
		name = who.UserID
	}
	return l.Say("account.on", "Name", name, "Platform", platformName(who.Platform))
}
