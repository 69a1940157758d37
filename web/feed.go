package web

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	ics "github.com/arran4/golang-ical"

	"meetbot/bot/say"
	"meetbot/core"
)

type calendarPage struct {
	base
	Feed      string       // the link that a calendar follows; empty: there is none yet
	Subscribe template.URL // the same for the device's own calendar
}

// feedName is what secrets of feeds are sealed under.
const feedName = "feed"

// calendar shows the link by which somebody's calendar follows their meetings.
func (s *server) calendar(w http.ResponseWriter, r *http.Request) {
	who, err := s.visitor(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	l := s.in(r)
	page := calendarPage{base: s.base(l.Say("feed.title"), who.Identity)}
	page.Account, page.Next = signedInAs(l, who), "/calendar"
	if !who.IsZero() {
		if page.Feed, err = s.feedOf(r, who.Identity); err != nil {
			s.fail(w, r, err)
			return
		}
		_, rest, _ := strings.Cut(page.Feed, "://")
		page.Subscribe = template.URL("webcal://" + rest) //nolint:gosec // our own address, with letters and digits behind it
	}
	s.pages.show(w, l, http.StatusOK, "calendar", page)
}

// feedOf returns the link of somebody's feed; empty: they have none, or one that was sealed with another key.
func (s *server) feedOf(r *http.Request, who core.Identity) (string, error) {
	sealed, err := s.Service.SealedFeed(r.Context(), who)
	if core.IsCode(err, core.NotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return "", fmt.Errorf("read sealed feed: %w", err)
	}
	secret, err := s.Sealer.Open(feedName, raw)
	if err != nil {
		s.Log.WarnContext(r.Context(), "a calendar link was made with another secret_key, and has to be made anew", "who", who.String())
		return "", nil
	}
	return s.BaseURL + "/calendar/" + string(secret) + calendarEnding, nil
}

// renewFeed makes somebody a link, or another one in its place.
func (s *server) renewFeed(w http.ResponseWriter, r *http.Request) {
	who, err := s.visitor(r)
	if err == nil && !who.IsZero() {
		err = s.Service.RenewFeed(r.Context(), who.Identity, func(secret string) string {
			return base64.StdEncoding.EncodeToString(s.Sealer.Seal(feedName, []byte(secret)))
		})
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/calendar", http.StatusSeeOther)
}

// feed answers a calendar that follows somebody's meetings. It sends no cookie: whoever has the secret may read.
func (s *server) feed(w http.ResponseWriter, r *http.Request) {
	secret, ok := strings.CutSuffix(r.PathValue("file"), calendarEnding)
	if !ok {
		s.missing(w, r)
		return
	}
	meetings, err := s.Service.Fed(r.Context(), secret)
	if err != nil {
		if core.IsCode(err, core.NotTold) {
			w.Header().Set("Retry-After", "300")
		}
		s.fail(w, r, err)
		return
	}
	s.sendFeed(w, s.in(r), meetings)
}

func (s *server) sendFeed(w http.ResponseWriter, l *say.Language, meetings []core.Meeting) {
	c := newCalendar(ics.MethodPublish)
	c.SetXWRCalName(l.Say("feed.name"))
	c.SetRefreshInterval("PT1H", ics.WithValue("DURATION")) // RFC 7986, 5.7
	c.SetXPublishedTTL("PT1H")
	now := s.Service.Now()
	for _, m := range meetings {
		s.addEntry(c, s.calendarEntry(l, m, ""), now)
	}
	sendCalendar(w, ics.MethodPublish, c)
}
