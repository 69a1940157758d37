package web

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"

	"meetbot/bot/say"
	"meetbot/core"
)

type homePage struct {
	base
	Cards    template.HTML // of the meetings: a mark in place of them, for they are put in afterwards
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
	Often  string // how it repeats; empty: it does not
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
	var listed []core.Meeting
	page := homePage{Cards: cardsMark, base: s.base("", who.Identity), Now: stamp(s.Service.Now())}
	page.Account, page.Next = signedInAs(s.in(r), who), "/"
	if !who.IsZero() {
		page.Accounts, page.Connect = s.accounts(s.in(r), who)
		mine, err := s.Service.Mine(r.Context(), who, homeMeetings+1)
		if page.Untold = core.IsCode(err, core.NotTold); err != nil && !page.Untold {
			s.fail(w, r, err)
			return
		}
		listed = mine[:min(len(mine), homeMeetings)]
		page.Listed, page.More = len(listed), len(mine) > homeMeetings
	}
	out, done := buffer()
	defer done()
	if err := s.list(out, s.in(r), page, listed); err != nil {
		s.fail(w, r, err)
		return
	}
	s.answerPage(w, r, !who.IsZero(), out.Bytes())
}

// card shows a meeting that the visitor moderates: only those are listed.
func (s *server) card(l *say.Language, m core.Meeting) meetingCard {
	path, now := "/m/"+string(m.ID), s.Service.Now()
	often := ""
	if m.Series.Repeats() {
		often = l.Days(m.Series)
	}
	return meetingCard{
		Often: often, ID: string(m.ID), Title: heading(l, m, ""), Link: s.BaseURL + path, Path: path, Starts: stamp(m.Start), Ends: stamp(m.End()),
		When: when(l, m), Lasts: l.Left(m.Duration), Left: left(l, m, now), State: m.State(now), Role: core.Moderator.String(),
	}
}

// cardsMark is an element, which nobody can write: what people type is escaped.
const cardsMark = "<cards>"

// list writes the page with the cards of meetings, which html/template would take most of the time for.
func (s *server) list(out *bytes.Buffer, l *say.Language, page homePage, listed []core.Meeting) error {
	around, done := buffer()
	defer done()
	if err := s.pages.templates[l.Tag()]["home"].Execute(around, page); err != nil {
		return err
	}
	before, after, _ := bytes.Cut(around.Bytes(), []byte(cardsMark))
	out.Write(before)
	for _, m := range listed {
		if err := s.pages.cards[l.Tag()].render(out, s.card(l, m)); err != nil {
			return err
		}
	}
	out.Write(after)
	return nil
}

// shape implements shaped.
func (c meetingCard) shape() (meetingCard, texts) {
	t := texts{id: c.ID}
	c.Link, c.Path, c.ID = strings.ReplaceAll(c.Link, c.ID, idMark), strings.ReplaceAll(c.Path, c.ID, idMark), idMark
	t.take(&c.Title, &c.Starts, &c.Ends, &c.When, &c.Lasts, &c.Left, &c.Often)
	return c, t
}
