package parse

import (
	"cmp"
	"strings"
	"time"
)

// Quote writes a title so that nothing in it is read as a time, a duration or a command: in quotes where
// that is needed. It is for texts that are put together rather than typed.
func Quote(title string) string {
	t := split(title)
	if len(t) == 0 {
		return ""
	}
	first, last := t[0], t[len(t)-1]
	instant := word{raw: "2026-01-01T00:00Z", low: "2026-01-01t00:00z"}
	probe := append(append(text{instant}, t...), instant)
	marks := probe.scan()
	harmless := first.low != "" && !isRef(first) && last.low != "" && len(marks) == 2 && marks[1].from == len(t)+1 &&
		!t.glue(0) && !t.glue(len(t)-1) && !strings.HasSuffix(title, ",") && t.plainWords()
	if harmless {
		return title
	}
	return inQuotes(title)
}

func inQuotes(title string) string {
	if !strings.Contains(title, `"`) {
		return `"` + title + `"`
	}
	return "“" + strings.NewReplacer("“", `"`, "”", `"`, "„", `"`).Replace(title) + "”"
}

// plainWords tells whether no word is a quotation or could be taken for one that joins.
func (t text) plainWords() bool {
	for _, w := range t {
		if w.lit {
			return false
		}
	}
	switch t.at(0) {
	case "to", "and", "ago", "time", "time's", "later":
		return false
	}
	last := t.at(len(t) - 1)
	return last != "to" && last != "members" && monthOf(t.at(0)) == 0
}

// at is what is wanted, with the time t.
func (r *reading) at(t time.Time) Request {
	if r.verb == Move {
		return Request{Verb: Move, Ref: cmp.Or(r.ref, link(r.title)), Start: t.UTC(), Zone: r.zoneText(), Duration: r.lasts()}
	}
	return Request{Verb: New, Title: r.title, Start: t.UTC(), Zone: r.zoneText(), Duration: r.lasts(), MembersOnly: r.members()}
}

// atOnce is what is wanted, now.
func (r *reading) atOnce() Request {
	req := Request{Verb: Now, Title: r.title, Duration: r.lasts(), MembersOnly: r.members()}
	if r.in.Zone != nil {
		req.Zone = r.in.Zone.String()
	}
	return req
}

func (r *reading) lasts() time.Duration {
	if r.length == nil {
		return 0
	}
	return r.length.length
}

// ahead makes choices of those instants that are still to come.
func (r *reading) ahead(instants ...time.Time) []Request {
	var out []Request
	for _, t := range instants {
		if t.After(r.in.Now) && !r.tooFar(t) {
			out = append(out, r.at(t))
		}
	}
	return out
}
