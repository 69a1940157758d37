package bot

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// oneDigit finds an hour of one digit, which those buttons meant as 24 hours count it.
var oneDigit = regexp.MustCompile(`(^| )(\d:\d\d)`)

// older reads what a button says that is older than requests in buttons: words that one could type, some of them behind a
// word of our own.
func older(words string) request {
	first, rest, _ := strings.Cut(words, " ")
	switch first {
	case "ask": // "ask cancel #12"
		verb, ref, _ := strings.Cut(rest, " ")
		if r := (request{Request: parse.Request{Verb: parse.Verb(verb), Ref: ref}, Ask: true}); r.sound() {
			return r
		}
	case "instead": // "instead #12 tomorrow 4:00 standup"
		ref, words, _ := strings.Cut(rest, " ")
		return request{Words: oneDigit.ReplaceAllString(words, "${1}0$2"), instead: ref}
	case "settle": // "settle tomorrow 15:00 standup Europe/Warsaw"
		last := max(strings.LastIndexByte(rest, ' '), 0)
		return request{Words: rest[:last], In: strings.TrimSpace(rest[last:]), Settle: true}
	case "page": // "page mine after MICROSECONDS ID"
		return olderPage(rest)
	}
	return request{Words: words}
}

func olderPage(words string) request {
	scope, from, _ := strings.Cut(words, " ")
	way, at, _ := strings.Cut(from, " ")
	micros, id, _ := strings.Cut(at, " ")
	r := request{Request: parse.Request{Verb: parse.List, Scope: scope}}
	start, err := strconv.ParseInt(micros, 10, 64)
	from = spotOf(core.Meeting{ID: core.MeetingID(id), Occurrence: core.Occurrence{Start: time.UnixMicro(start)}})
	switch {
	case err != nil: // what we did not write is the first page
	case way == "before":
		r.Until = from
	default:
		r.After = from
	}
	return r
}
