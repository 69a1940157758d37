package web

import (
	"net/http"

	"meetbot/bot/say"
	"meetbot/core"
)

type homePage struct {
	base
	Meetings []homeMeeting
	More     bool
	Untold   bool          // some are left out: a platform could not be asked about the visitor
	Accounts []accountLine // the visitor's own
	Connect  []link        // to connect another
	Now      string
}

type homeMeeting struct {
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
	page.Account, page.Logins = signedInAs(s.in(r), who), s.logins("/")
	if !who.IsZero() {
		page.Accounts, page.Connect = s.accounts(s.in(r), who)
		mine, err := s.Service.Mine(r.Context(), who, homeMeetings+1)
		if page.Untold = core.IsCode(err, core.NotTold); err != nil && !page.Untold {
			s.fail(w, r, err)
			return
		}
		for _, m := range mine[:min(len(mine), homeMeetings)] {
			page.Meetings = append(page.Meetings, s.homeMeeting(s.in(r), m))
		}
		page.More = len(mine) > homeMeetings
	}
	s.pages.show(w, s.in(r), http.StatusOK, "home", page)
}

// homeMeeting shows a meeting that the visitor moderates: only those are listed.
func (s *server) homeMeeting(l *say.Language, m core.Meeting) homeMeeting {
	path, now := "/m/"+string(m.ID), s.Service.Now()
	return homeMeeting{
		Title: heading(l, m, ""), Link: s.BaseURL + path, Path: path, Starts: stamp(m.Start), Ends: stamp(m.End()),
		When: when(l, m), Lasts: l.Left(m.Duration), Left: left(l, m, now), State: m.State(now), Role: core.Moderator.String(),
	}
}
