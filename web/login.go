package web

import (
	"net/http"

	"meetbot/core"
)

type ticketPage struct {
	base
	Who      string // the account that the link signs in
	Mark     string // its ID, which no other has, whatever its name
	Before   string // the one it takes the place of
	Replaced string // and the ID of that one
	Action   string
	Already  bool // the browser is signed in as that account
}

// ticket shows whom the link would sign in, and changes nothing: chats and virus scanners open links too.
func (s *server) ticket(w http.ResponseWriter, r *http.Request) {
	who, err := s.Service.Ticket(r.Context(), r.PathValue("secret"))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	before, err := s.visitor(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	l := s.in(r)
	page := ticketPage{
		base: s.base(l.Say("button.sign_in"), before.Identity), Who: s.account(r, who), Mark: who.UserID, Action: r.URL.RequestURI(),
		Already: who == before.Identity,
	}
	if !before.IsZero() && !page.Already {
		page.Before, page.Replaced = signedInAs(l, before), before.UserID
	}
	s.pages.show(w, l, http.StatusOK, "ticket", page)
}

// account names an identity so that its owner knows it again.
func (s *server) account(r *http.Request, who core.Identity) string {
	name := ""
	if p, err := s.Service.PersonOf(r.Context(), who); err == nil && p.Name != "" {
		name = p.Name
	}
	return nameOn(s.in(r), name, who)
}

func platformName(platform string) string {
	if platform == "" {
		return ""
	}
	return string(platform[0]-'a'+'A') + platform[1:]
}

func (s *server) redeem(w http.ResponseWriter, r *http.Request) {
	secret, err := s.Service.SignIn(r.Context(), r.PathValue("secret"), s.secret(r))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.setSession(w, secret)
	http.Redirect(w, r, localPath(r.URL.Query().Get("next")), http.StatusSeeOther)
}
