package bot

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// Said is what somebody said to the bot, in one of four ways: Words, a Form, a Press or a Sheet that is Filled.
type Said interface{ said() }

// Words are what somebody typed after the command's word.
type Words string

// A Form is a command of which the fields were filled in one by one.
type Form parse.Form

// A Press is what comes back of a button that was pressed: what the bot gave it. It is data from outside like any other.
type Press string

func (Words) said() {}
func (Form) said()  {}
func (Press) said() {}

// A request is what is asked of the bot, whichever way it came. What says how it is read stands in buttons alone. It is
// written as JSON, in names of one letter, since a button holds little.
type request struct {
	parse.Request
	Ask    bool        `json:"q,omitempty"` // ask before it is done
	After  string      `json:"a,omitempty"` // List: the spot after which the page begins
	Until  string      `json:"u,omitempty"` // List: the spot before which it ends
	Words  string      `json:"w,omitempty"` // these are still to be read
	Form   *parse.Form `json:"f,omitempty"` // or this
	In     string      `json:"i,omitempty"` // the zone in which they are
	Settle bool        `json:"k,omitempty"` // and that is the sender's from now on
	RSVP   core.RSVP   `json:"y,omitempty"` // RSVP: what the sender says
	Nth    int         `json:"n,omitempty"` // of which occurrence, and so where Which is said; Extend: counted from 1, 0 is whichever

	instead string // the words are the other reading of when this meeting is; in old buttons
}

// version begins what a button carries. A request that is written otherwise gets another one.
const version = "1"

// MaxPress is how many characters of a Press a button carries at most. Chats have room for a hundred, in which they put
// something of their own.
const MaxPress = 75

// press writes a request for a button. It may be longer than MaxPress; see fitting.
func (r request) press() string {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(r) // strings, numbers and times always encode
	return version + strings.TrimSuffix(out.String(), "\n")
}

func press(r parse.Request) string { return request{Request: r}.press() }

// versioned is how a request begins, of whichever version.
var versioned = regexp.MustCompile(`^\d+[{` + kept + `]`)

// unpress reads a request as press writes it, to the letter; false where it is none.
func unpress(p string) (r request, ok bool) {
	raw, ours := strings.CutPrefix(p, version)
	d := json.NewDecoder(strings.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(&r)
	return r, ours && err == nil && r.press() == p && r.sound()
}

// sound tells whether a request is one that we could have written.
func (r request) sound() bool {
	e, known := parse.EntryOf(r.Verb)
	_, after := spot(r.After)
	_, until := spot(r.Until)
	switch {
	case r.Verb == parse.Schedule && r.Form != nil:
		return r.Words == "" && !r.Ask && slices.Contains(onSheets, r.Form.Verb)
	case r.Words != "" || r.Form != nil:
		return r.Verb == "" && !r.Ask && (r.Words == "" || r.Form == nil)
	case (r.Verb == parse.RSVP) != slices.Contains(core.RSVPs(), r.RSVP), r.Verb != parse.RSVP && r.RSVP != "", r.Nth < 0:
		return false
	case len(r.Args) > 0 != onPeople[r.Verb] || len(r.Args) > 1:
		return false
	case r.Which != "" && (r.Which != parse.This && r.Which != parse.All || !ofSeries[r.Verb]), r.Verb == parse.Unskip && r.Which != parse.This:
		return false
	case r.Repeat != nil && r.Verb != parse.New:
		return false
	case r.Ask && !e.Sure, r.Duration < 0, !r.End.IsZero() && (r.Verb != parse.Extend || r.Duration != 0), !after, !until, r.After != "" && r.Until != "":
		return false
	}
	return known && r.Start.IsZero() != (r.Verb == parse.New || r.Verb == parse.Move)
}

// onPeople are the verbs that are done to somebody who is named.
var onPeople = map[parse.Verb]bool{parse.Cohost: true, parse.Demote: true, parse.HandOver: true}

// ofSeries are the verbs that are said of one of a series, or of all.
var ofSeries = map[parse.Verb]bool{parse.Move: true, parse.Cancel: true, parse.Skip: true, parse.Unskip: true}

// of returns what is asked, and, where a button asks it that is of one occurrence of a series, of which.
func (r request) of(said Said) parse.Request {
	out := r.Request
	_, pressed := said.(Press)
	nth := r.Nth
	switch {
	case !pressed || r.Words != "" || r.Form != nil:
		return out
	case r.Verb == parse.Extend && nth > 0:
		nth--
	case r.Which == "":
		return out
	}
	out.Nth = &nth
	return out
}

// nthOf is the occurrence that a request is about: the one at hand where none is said.
func nthOf(m core.Meeting, r parse.Request) int {
	if r.Nth == nil {
		return m.Nth
	}
	return *r.Nth
}

// ofOne is what a button carries that is of the occurrence of a series at hand.
func ofOne(r parse.Request, m core.Meeting, home core.Workspace) string {
	r.Ref = offeredAs(m, home)
	return request{Request: r, Nth: m.Nth}.press()
}

// spotOf writes the place of a meeting in a list, so that nothing has to be remembered, and nothing is left out when
// meetings come and go.
func spotOf(m core.Meeting) string {
	return strconv.FormatInt(m.Start.UnixMicro(), 36) + " " + string(m.ID)
}

// spot reads what spotOf wrote; empty is the zero one.
func spot(text string) (core.Spot, bool) {
	if text == "" {
		return core.Spot{}, true
	}
	micros, id, _ := strings.Cut(text, " ")
	start, err := strconv.ParseInt(micros, 36, 64)
	return core.Spot{Start: time.UnixMicro(start).UTC(), ID: core.MeetingID(id)}, err == nil
}

// again is what a button carries that says once more what was said.
func (c Command) again() string {
	switch s := c.Said.(type) {
	case Words:
		return request{Words: string(s)}.press()
	case Form:
		f := parse.Form(s)
		return request{Form: &f}.press()
	case Press:
		return string(s)
	case Filled:
		if f, ok := s.form(); ok {
			return request{Form: &f}.press()
		}
	}
	return press(parse.Request{Verb: parse.Help})
}
