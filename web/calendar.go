package web

import (
	"io"
	"net/http"
	"strings"

	ics "github.com/arran4/golang-ical"

	"meetbot/core"
)

// calendarEnding is what makes the address of a meeting's page that of its file for calendars.
const calendarEnding = ".ics"

// file answers with a meeting for calendars. Whoever has the link may have it, as with the page.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	e, err := s.entryOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	now, method := s.Service.Now(), ics.MethodPublish
	if _, more := e.Next(now); !more && !e.Cancelled.IsZero() {
		method = ics.MethodCancel
	}
	c := newCalendar(method)
	s.addEntry(c, e, now)
	sendCalendar(w, method, c)
}

// elsewhere sends the browser to a calendar on the web, which offers to take the meeting.
func (s *server) elsewhere(w http.ResponseWriter, r *http.Request) {
	address, ok := calendars[r.PathValue("calendar")]
	if !ok {
		s.missing(w, r)
		return
	}
	e, err := s.entryOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, address(e, s.Service.Now()), http.StatusSeeOther)
}

// entryOf returns the meeting that is asked for, with or without the ending of a file.
func (s *server) entryOf(r *http.Request) (calendarEntry, error) {
	id, ok := core.ParseMeetingID(strings.TrimSuffix(r.PathValue("id"), calendarEnding))
	if !ok {
		return calendarEntry{}, core.NoSuchMeeting()
	}
	view, err := s.Service.View(r.Context(), id, core.Actor{})
	if err != nil {
		return calendarEntry{}, err
	}
	if view.Barred {
		view.Meeting.Agenda = "" // which is for members
	}
	return s.calendarEntry(s.in(r), view.Meeting, view.Organizer), nil
}

func sendCalendar(w http.ResponseWriter, method ics.Method, c *ics.Calendar) {
	vary(w)
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8; method="+string(method))
	w.Header().Set("Content-Disposition", `inline; filename="meeting.ics"`)
	_, _ = io.WriteString(w, written(c))
}
