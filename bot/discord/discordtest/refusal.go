package discordtest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A refusal is an error answer of Discord. One that is quiet tells of the state of the world, not of a fault of the bot.
type refusal struct {
	status, code int
	message      string
	fields       []fieldFault
	quiet        bool
}

// A fieldFault says what is wrong with one field of a body; its path is in dots, as embeds.0.title.
type fieldFault struct{ path, code, message string }

// known lists status and words of the errors that occur here.
var known = map[int]refusal{
	0:      {status: 404, message: "404: Not Found"},
	10003:  {status: 404, message: "Unknown Channel"},
	10004:  {status: 404, message: "Unknown Guild"},
	10007:  {status: 404, message: "Unknown Member"},
	10008:  {status: 404, message: "Unknown Message"},
	10013:  {status: 404, message: "Unknown User"},
	10015:  {status: 404, message: "Unknown Webhook"},
	10062:  {status: 404, message: "Unknown interaction"},
	10070:  {status: 404, message: "Unknown Guild Scheduled Event"},
	30034:  {status: 400, message: "Max number of daily application command creates has been reached (200)"},
	30038:  {status: 400, message: "Maximum number of guild scheduled events reached (100)"},
	30046:  {status: 429, message: "Maximum number of edits to messages older than 1 hour reached. Try again later"},
	40003:  {status: 429, message: "You are opening direct messages too fast"},
	40060:  {status: 400, message: "Interaction has already been acknowledged."},
	40333:  {status: 403, message: "internal network error"},
	50001:  {status: 403, message: "Missing Access"},
	50006:  {status: 400, message: "Cannot send an empty message"},
	50007:  {status: 403, message: "Cannot send messages to this user"},
	50013:  {status: 403, message: "Missing Permissions"},
	50027:  {status: 401, message: "Invalid Webhook Token"},
	50035:  {status: 400, message: "Invalid Form Body"},
	50083:  {status: 400, message: "Tried to perform an operation on an archived thread, such as editing a message or adding a user to the thread"},
	50109:  {status: 400, message: "The request body contains invalid JSON."},
	50278:  {status: 403, message: "Cannot send messages to this user due to having no mutual guilds"},
	160005: {status: 400, message: "Thread is locked"},
	160002: {status: 400, message: "Cannot reply without permission to read message history"},
	180000: {status: 400, message: "Cannot update a finished event"},
}

// refuse returns the refusal of a code for which the bot is to blame.
func refuse(code int) *refusal {
	r, ok := known[code]
	if !ok {
		r = refusal{status: 400, message: "Error"}
	}
	r.code = code
	return &r
}

// tell returns the refusal of a code for which the world is to blame.
func tell(code int) *refusal {
	r := refuse(code)
	r.quiet = true
	return r
}

func unauthorized() *refusal { return &refusal{status: 401, message: "401: Unauthorized"} }

// body is the answer's JSON, with Discord's tree of errors where fields are at fault.
func (r *refusal) body() map[string]any {
	b := map[string]any{"message": r.message, "code": r.code}
	if len(r.fields) == 0 {
		return b
	}
	tree := map[string]any{}
	for _, f := range r.fields {
		at := tree
		for step := range strings.SplitSeq(f.path, ".") {
			next, ok := at[step].(map[string]any)
			if !ok {
				next = map[string]any{}
				at[step] = next
			}
			at = next
		}
		had, _ := at["_errors"].([]any)
		at["_errors"] = append(had, map[string]any{"code": f.code, "message": f.message})
	}
	b["errors"] = tree
	return b
}

// String is the line that Refused shows.
func (r *refusal) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s (%d)", r.status, r.message, r.code)
	for _, f := range r.fields {
		fmt.Fprintf(&b, "; %s: %s %s", f.path, f.code, f.message)
	}
	return b.String()
}

// A form collects what is wrong with a body.
type form struct{ faults []fieldFault }

func (f *form) add(path, code, message string) {
	f.faults = append(f.faults, fieldFault{path, code, message})
}

// require notes a fault unless ok holds.
func (f *form) require(ok bool, path, code, message string) {
	if !ok {
		f.add(path, code, message)
	}
}

// length checks a text in code points, as Discord counts.
func (f *form) length(path, s string, low, high int) {
	n := utf8.RuneCountInString(s)
	switch {
	case n == 0 && low > 0:
		f.add(path, "BASE_TYPE_REQUIRED", "This field is required")
	case low > 0 && (n < low || n > high):
		f.add(path, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", low, high))
	case n > high:
		f.add(path, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", high))
	}
}

// count checks how many there are of something.
func (f *form) count(path string, n, low, high int) {
	if n < low || n > high {
		f.add(path, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", low, high))
	}
}

// refusal returns what all faults together amount to, nil where there are none.
func (f *form) refusal() *refusal {
	if len(f.faults) == 0 {
		return nil
	}
	r := refuse(50035)
	r.fields = f.faults
	return r
}
