package web

import (
	"html/template"
	"net/http"
	"strings"

	"meetbot/bot/say"
	"meetbot/core"
)

type homePage struct {
	base
	Cards    template.HTML // of the meetings
	Listed   int           // how many those are
	More     bool
	Untold   bool          // some are left out: a platform could not be asked about the visitor
	Accounts []accountLine // the visitor's own
	Connect  []link        // to connect another
	Now      string
}

// A meetingCard is a meeting in the list.
type meetingCard struct {
	ID     string
	Title  string
	Link   string
	Path   string
	Starts string
	Ends   string
	When   string
	Lasts  string
	Left   string
	State  core.State
	Role   string
}

const homeMeetings = 50

// home shows somebody's meetings, or what this is.
func (s *server) home(w http.ResponseWriter, r *http.Request) {
	who, err := s.visitor(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	page := homePage{base: s.base("", who.Identity), Now: stamp(s.Service.Now())}
	page.Account, page.Next = signedInAs(s.in(r), who), "/"
	if !who.IsZero() {
		page.Accounts, page.Connect = s.accounts(s.in(r), who)
		mine, err := s.Service.Mine(r.Context(), who, homeMeetings+1)
		if page.Untold = core.IsCode(err, core.NotTold); err != nil && !page.Untold {
			s.fail(w, r, err)
			return
		}
		page.Listed = min(len(mine), homeMeetings)
		if page.Cards, err = s.cards(s.in(r), mine[:page.Listed]); err != nil {
			s.fail(w, r, err)
			return
		}
		page.More = len(mine) > homeMeetings
	}
	s.pages.show(w, s.in(r), http.StatusOK, "home", page)
}

// card shows a meeting that the visitor moderates: only those are listed.
func (s *server) card(l *say.Language, m core.Meeting) meetingCard {
	path, now := "/m/"+string(m.ID), s.Service.Now()
	return meetingCard{
		ID: string(m.ID), Title: heading(l, m, ""), Link: s.BaseURL + path, Path: path, Starts: stamp(m.Start), Ends: stamp(m.End()),
		When: when(l, m), Lasts: l.Left(m.Duration), Left: left(l, m, now), State: m.State(now), Role: core.Moderator.String(),
	}
}

// cards are those of meetings, as HTML.
func (s *server) cards(l *say.Language, all []core.Meeting) (template.HTML, error) {
	var out []byte
	var err error
	for _, m := range all {
		if out, err = s.pages.cards[l.Tag()].render(out, s.card(l, m)); err != nil {
			return "", err
		}
	}
	return template.HTML(out), nil // escaped where it was made
}

// shape implements shaped.
func (c meetingCard) shape() (meetingCard, texts) {
	t := texts{id: c.ID}
	c.Link, c.Path, c.ID = strings.ReplaceAll(c.Link, c.ID, idMark), strings.ReplaceAll(c.Path, c.ID, idMark), idMark
	t.take(&c.Title, &c.Starts, &c.Ends, &c.When, &c.Lasts, &c.Left)
	return c, t
}
