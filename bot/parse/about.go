package parse

import (
	"strings"
	"time"
)

// rename reads "rename REF <title>"; a REF of several words is quoted or ends before "to".
func (p *parser) rename(rest text) (Request, *Error) {
	req := Request{Verb: Rename}
	if len(rest) < 2 {
		return req, p.in.refuse("", because(RenameWhat), NewForm(Rename, "meeting", "#12", "title", "review"))
	}
	n, skip := 1, 0
	if rest.at(1) == "to" && len(rest) > 2 {
		skip = 1
	}
	for i := 2; i+1 < len(rest) && skip == 0 && !isRef(rest[0]) && !rest[0].lit; i++ {
		if rest.at(i) == "to" {
			n, skip = i, 1
		}
	}
	req.Ref, req.Title = ref(rest[:n]), rest[n+skip:].quoted()
	if err := p.in.fit(req.Title); err != nil {
		return req, err
	}
	return req, nil
}

// agenda reads "agenda REF <text>", of which the text may be missing. Only what can be nothing else names the meeting.
func (p *parser) agenda(rest text) (Request, *Error) {
	if len(rest) == 0 || !names(rest[0]) {
		return Request{}, p.in.refuse("", because(WhichMeeting), NewForm(Agenda, "meeting", "#12", "text", "agenda"))
	}
	return Request{Verb: Agenda, Ref: ref(rest[:1]), Agenda: rest[1:].raw()}, nil
}

// cohost reads "cohost REF @person"; everything from an @ on is the mention.
func (p *parser) cohost(rest text) (Request, *Error) {
	req := Request{Verb: Cohost}
	from := len(rest)
	for i, w := range rest {
		if w.lit || !strings.HasPrefix(w.raw, "@") && !strings.HasPrefix(w.raw, "<@") {
			if n := len(req.Args); n > 0 {
				req.Args[n-1] += " " + w.raw
			}
			continue
		}
		from = min(from, i)
		req.Args = append(req.Args, w.raw)
	}
	if len(req.Args) == 0 {
		return req, p.in.refuse("", because(CohostWho), NewForm(Cohost, "meeting", "#12", "person", "@bob"))
	}
	req.Ref = ref(rest[:from])
	return req, nil
}

// remind reads "remind REF 30m 5m".
func (p *parser) remind(rest text) (Request, *Error) {
	req := Request{Verb: Remind}
	end := len(rest)
	if rest.at(end-1) == "before" {
		end--
	}
	from := end
	for i := 0; i < end; i++ {
		before, n := rest.leads(i, end)
		if n == end-i {
			req.Before, from = before, i
			break
		}
	}
	if len(req.Before) == 0 {
		return req, p.in.refuse("", because(RemindWhen), NewForm(Remind, "meeting", "#12", "before", "30m 5m"))
	}
	req.Ref = ref(rest[:from])
	return req, nil
}

// oneAmount reads the shortest length of time at i: lead times stand one after the other.
func (t text) oneAmount(i, end int) (amount, int) {
	for k := i + 1; k <= end; k++ {
		if a, n := t[:k].amount(i); n == k-i && n > 0 {
			return a, n
		}
	}
	return amount{}, 0
}

// leads reads lead times up to the word at end.
func (t text) leads(i, end int) ([]time.Duration, int) {
	var out []time.Duration
	from := i
	for i < end {
		if w := t.at(i); i > from && (w == "and" || w == ",") {
			i++
		}
		a, n := t.oneAmount(i, end)
		d, why := a.duration()
		if n == 0 || why != nil {
			break
		}
		out = append(out, d)
		i += n
	}
	return out, i - from
}
