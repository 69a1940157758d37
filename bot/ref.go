package bot

import (
	"strconv"
	"strings"

	"meetbot/bot/parse"
	"meetbot/core"
)

func ref(number int) string { return "#" + strconv.Itoa(number) }

// called returns what names a meeting in a workspace for certain: its number there, or else its link.
func (b *Bot) called(m core.Meeting, in core.Workspace) string {
	if n := m.Number(in); n != 0 {
		return ref(n)
	}
	return b.link(m)
}

// offeredAs is what is sent for a meeting that is offered: its number, or else its ID, which is shorter than its link and
// names it as well.
func offeredAs(m core.Meeting, in core.Workspace) string {
	if n := m.Number(in); n != 0 {
		return ref(n)
	}
	return string(m.ID)
}

// asking is what a button carries that asks before it does something to a meeting.
func asking(v parse.Verb, ref string) string {
	return request{Request: parse.Request{Verb: v, Ref: ref}, Ask: true}.press()
}

// pressOn is what a button carries that does the same with one certain meeting.
func pressOn(r parse.Request, m core.Meeting, home core.Workspace) string {
	r.Ref = offeredAs(m, home)
	return press(r)
}

// short cuts a text to so many characters.
func short(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return text
}
