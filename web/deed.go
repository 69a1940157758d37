package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/say"
	"meetbot/core"
)

// longer is how much longer a meeting gets by a click.
const longer = 15 * time.Minute

// A deed is what a moderator does to a meeting from its page, and what is said when it is done.
type deed struct {
	do   func(ctx context.Context, s *core.Service, by core.Actor, id core.MeetingID, text string) (core.Meeting, error)
	done func(*say.Language, core.Meeting) string
}

// deeds are there by the end of their route. Who may is decided in core.
var deeds = map[string]deed{
	"extend": {
		func(ctx context.Context, s *core.Service, by core.Actor, id core.MeetingID, _ string) (core.Meeting, error) {
			return s.Extend(ctx, by, id, longer)
		},
		func(l *say.Language, m core.Meeting) string {
			return l.Say("deed.longer", "Time", clock(l, m, m.PlannedEnd()))
		},
	},
	"end": {
		func(ctx context.Context, s *core.Service, by core.Actor, id core.MeetingID, _ string) (core.Meeting, error) {
			return s.End(ctx, by, id)
		},
		func(l *say.Language, _ core.Meeting) string { return l.Say("deed.ended") },
	},
	"agenda": {
		func(ctx context.Context, s *core.Service, by core.Actor, id core.MeetingID, text string) (core.Meeting, error) {
			return s.Describe(ctx, by, id, text)
		},
		func(l *say.Language, _ core.Meeting) string { return l.Say("deed.described") },
	},
	"cancel": {
		func(ctx context.Context, s *core.Service, by core.Actor, id core.MeetingID, _ string) (core.Meeting, error) {
			return s.Cancel(ctx, by, id)
		},
		func(l *say.Language, _ core.Meeting) string { return l.Say("deed.cancelled") },
	},
}

// deed answers a browser with the page as it is then, and a script with words.
func (s *server) deed(d deed) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		l, plain := s.in(r), strings.HasPrefix(r.Header.Get("Accept"), "text/html")
		fail := s.failJSON
		if plain {
			fail = s.fail
		}
		id, err := meetingID(r)
		if err != nil {
			fail(w, r, err)
			return
		}
		who, err := s.visitor(r)
		switch {
		case err != nil:
			fail(w, r, err)
			return
		case who.IsZero() && plain:
			s.problem(w, r, http.StatusForbidden, refusedAs(l, core.Forbidden), l.Say("deed.signed_out"), link{})
			return
		case who.IsZero():
			s.writeProblem(w, r, http.StatusForbidden, problem{Error: core.Forbidden, Message: l.Say("deed.signed_out")})
			return
		}
		if err := s.meant(r, id); err != nil {
			fail(w, r, err)
			return
		}
		m, err := d.do(r.Context(), s.Service, who, id, r.PostFormValue("text"))
		switch {
		case err != nil:
			fail(w, r, err)
		case plain:
			http.Redirect(w, r, "/m/"+string(id), http.StatusSeeOther)
		default:
			w.Header().Set("Vary", "Accept-Language")
			writeJSON(w, http.StatusOK, map[string]string{"message": d.done(l, m)})
		}
	}
}

// meant refuses what was asked on the page of an occurrence of a series that is not at hand any more: of that one it would be
// done to the next.
func (s *server) meant(r *http.Request, id core.MeetingID) error {
	nth := r.PostFormValue("occurrence")
	if nth == "" {
		return nil // a page from before there were series
	}
	m, err := s.Service.Meeting(r.Context(), id)
	if err == nil && strconv.Itoa(m.Nth) != nth {
		err = &core.Error{Code: core.HasEnded, Reason: core.EndedAlready}
	}
	return err
}
