package web

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"meetbot/bot/say"
	"meetbot/core"
)

// A calendarEntry is a meeting as it stands in a calendar.
type calendarEntry struct {
	core.Meeting
	title string
	link  string
	about string // what people find beside it
}

func (s *server) calendarEntry(l *say.Language, m core.Meeting, organizer string) calendarEntry {
	e := calendarEntry{Meeting: m, title: heading(l, m, organizer), link: s.BaseURL + "/m/" + string(m.ID)}
	e.about = l.Say("calendar.join", "Link", e.link)
	if m.Agenda != "" {
		e.about = m.Agenda + "\n\n" + e.about
	}
	if organizer != "" {
		e.about += "\n" + l.Say("calendar.organizer", "Name", organizer)
	}
	return e
}

// newCalendar returns an empty calendar (RFC 5545).
func newCalendar(method ics.Method) *ics.Calendar {
	c := ics.NewCalendarFor("meetbot")
	c.SetProductId("-//meetbot//meetbot//EN")
	c.SetCalscale("GREGORIAN")
	c.SetMethod(method)
	return c
}

// event is the entry as a VEVENT. Its UID stays, and its SEQUENCE rises with each change, so that whoever imports it again has
// it once. There is no ORGANIZER: that would have to be an address of mail, and calendars would write to it.
func (s *server) event(e calendarEntry, now time.Time) *ics.VEvent {
	v := s.described(e, now)
	v.SetStartAt(e.Start)
	v.SetEndAt(e.End())
	return v
}

// described is an event without its time.
func (s *server) described(e calendarEntry, now time.Time) *ics.VEvent {
	v := ics.NewEvent(string(e.ID) + "@" + s.host())
	v.SetDtStampTime(now)
	v.SetCreatedTime(e.Created)
	v.SetSequence(e.Revision)
	v.SetSummary(e.title)
	v.SetDescription(e.about)
	v.SetLocation(e.link)
	v.SetURL(e.link)
	if !e.Cancelled.IsZero() {
		v.SetStatus(ics.ObjectStatusCancelled)
		v.SetTimeTransparency(ics.TransparencyTransparent)
		return v
	}
	v.SetStatus(ics.ObjectStatusConfirmed)
	for _, before := range e.Reminders {
		a := v.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetTrigger(fmt.Sprintf("-PT%dS", int(before.Seconds())))
		a.SetProperty(ics.ComponentPropertyDescription, e.title)
	}
	return v
}

// host is what makes the names of entries unique in the world.
func (s *server) host() string {
	u, err := url.Parse(s.BaseURL)
	if err != nil || u.Hostname() == "" {
		return "meetbot"
	}
	return u.Hostname()
}

// written is the calendar as it travels: lines end with CRLF, and none is longer than 75 octets.
func written(c *ics.Calendar) string { return c.Serialize(ics.WithNewLineWindows) }

// A calendarWriter returns the address at which a calendar on the web offers to take an entry.
type calendarWriter func(e calendarEntry, now time.Time) string

// calendars are those on the web, by the name in their route. None of them needs a key, or hears of anything before the click.
var calendars = map[string]calendarWriter{
	"google":  google,
	"outlook": func(e calendarEntry, _ time.Time) string { return outlook("https://outlook.live.com", e) },
	"office":  func(e calendarEntry, _ time.Time) string { return outlook("https://outlook.office.com", e) },
}

// google hands over a series with its rule, by the clocks of its zone; see
// https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs/blob/main/services/google.md
func google(e calendarEntry, now time.Time) string {
	asked := url.Values{"action": {"TEMPLATE"}, "text": {e.title}, "details": {e.about}, "location": {e.link}}
	asked.Set("dates", basic(e.Start)+"/"+basic(e.PlannedEnd()))
	if _, more := e.Next(now); more {
		left := e.Series.Since(e.Day)
		asked.Set("dates", left.First.Format(wallTime)+"/"+left.First.Add(left.Lasts).Format(wallTime))
		asked.Set("ctz", left.Zone)
		asked.Set("recur", "RRULE:"+rruleOf(left))
	}
	return "https://calendar.google.com/calendar/render?" + asked.Encode()
}

// outlook hands over the occurrence at hand: it takes no rule; see
// https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs/blob/main/services/outlook-web.md
func outlook(host string, e calendarEntry) string {
	asked := url.Values{
		"path": {"/calendar/action/compose"}, "rru": {"addevent"}, "subject": {e.title}, "body": {e.about}, "location": {e.link},
		"startdt": {stamp(e.Start)}, "enddt": {stamp(e.PlannedEnd())},
	}
	// It shows a + as one.
	return host + "/calendar/deeplink/compose?" + strings.ReplaceAll(asked.Encode(), "+", "%20")
}

// basic writes an instant in the basic form of ISO 8601.
func basic(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
