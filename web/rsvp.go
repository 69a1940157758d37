package web

import (
	"net/http"
	"strconv"

	"meetbot/bot/say"
	"meetbot/core"
)

// namesRoom is how many characters of names a page has room for in a line. Those beyond are counted.
const namesRoom = 2000

// coming is who says one thing about coming.
type coming struct {
	Names   string // those who do; a dash where nobody does
	Pressed string // "true" where the visitor does
}

// saidOf tells who says so, and whether the visitor does.
func saidOf(l *say.Language, v core.View, r core.RSVP) coming {
	var names []string
	for _, a := range v.Meeting.Said(r) {
		name := a.Name
		if name == "" {
			name = l.Say("person.unknown")
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		names = []string{"–"}
	}
	return coming{l.Names(names, namesRoom), strconv.FormatBool(v.RSVP == r)}
}

// rsvp keeps whether somebody who is signed in comes. The page says so then.
func (s *server) rsvp(w http.ResponseWriter, r *http.Request) {
	id, err := meetingID(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	who, err := s.visitor(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	nth, err := strconv.Atoi(r.PostFormValue("nth"))
	if err != nil {
		nth = -1 // which there is none of
	}
	if _, err := s.Service.Reply(r.Context(), who, id, core.Reply{RSVP: core.RSVP(r.PostFormValue("rsvp")), Nth: nth}); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/m/"+string(id), http.StatusSeeOther)
}
