package parse

import (
	"slices"
	"strings"
	"time"

	"meetbot/core"
)

// Fill reads a form. No value can become another command, nor get into the place of another one. The error, if any, is
// always an *Error; its Choices are readings of the whole form.
func Fill(in Input, f Form) (Request, error) {
	p := parser{in: in, fields: map[string]string{}}
	e, _ := EntryOf(f.Verb)
	for name, value := range f.Fields {
		if slices.ContainsFunc(e.Options, func(o Option) bool { return o.Name == name && o.Long }) {
			p.fields[name] = core.CleanLines(value) // which is not read
			continue
		}
		clean, err := clean(Input{Text: value})
		if err != nil {
			return Request{}, err
		}
		p.fields[name] = clean
	}
	r, err := p.fill(f.Verb)
	if err != nil {
		return Request{}, err
	}
	return r, nil
}

func (p *parser) fill(verb Verb) (Request, *Error) {
	req := Request{Verb: verb, Ref: link(p.fields["meeting"])}
	switch verb {
	case New:
		return p.inviting(p.fillNew())
	case Now:
		return p.inviting(p.now(nil))
	case Move:
		return p.moveTo(split(p.fields["when"]), req.Ref)
	case Rename:
		req.Title = p.fields["title"]
		if req.Title == "" || req.Ref == "" {
			return req, p.in.refuse("", because(RenameWhat), NewForm(Rename, "meeting", "#12", "title", "review"))
		}
		return req, p.in.fit(req.Title)
	case Agenda:
		req.Agenda = p.fields["text"]
	case Extend:
		return p.fillExtend(req)
	case Cohost:
		if req.Args = []string{p.fields["person"]}; req.Args[0] == "" {
			return req, p.in.refuse("", because(CohostWho), NewForm(Cohost, "meeting", "#12", "person", "@bob"))
		}
	case List:
		if scope := p.fields["scope"]; scope == Mine || scope == Channel {
			req.Scope = scope
		}
	case Timezone:
		return p.fillZone()
	default:
		if _, known := EntryOf(verb); !known {
			req.Verb = Help
		}
	}
	return req, nil
}

// fillNew reads a meeting; "now" may stand where the time is to be said, and what stands there beside the time is its
// title where none is filled in.
func (p *parser) fillNew() (Request, *Error) {
	p.words = split(p.fields["when"])
	if at := numbered(p.words); at >= 0 { // which means one that there is, and is no title there
		return Request{}, p.in.refuse(p.words[at].raw, because(NotATime), NewForm("", "when", "tomorrow 15:00"))
	}
	if p.words.at(0) == string(Now) {
		return p.now(p.words[1:])
	}
	if typed := p.fields["repeat"]; typed != "" {
		if !repeats(split(typed)) {
			return Request{}, p.in.refuse(typed, because(HowOften), NewForm("", "repeat", "every weekday"))
		}
		p.words = append(p.words, split(typed)...)
	}
	req, _, err := p.meeting(p.words)
	return req, err
}

// inviting adds whom the field for it names, to whatever else may be meant, too.
func (p *parser) inviting(req Request, err *Error) (Request, *Error) {
	add := func(r *Request) {
		if r.Verb != New && r.Verb != Now {
			return
		}
		for _, w := range split(p.fields["with"]) {
			if name := strings.Trim(w.raw, "()[],.;:!?&"); name != "" && !slices.Contains(r.Invited, name) {
				r.Invited = append(slices.Clone(r.Invited), name)
			}
		}
	}
	add(&req)
	if err != nil {
		for i := range err.Choices {
			add(&err.Choices[i])
		}
	}
	return req, err
}

// repeats tells whether words say how often a meeting repeats, and nothing else.
func repeats(words text) bool {
	p := parser{in: Input{Now: time.Unix(0, 0), Zone: time.UTC}}
	best, _ := p.reader(words, New, "").best()
	return best.repeat != none && best.time == none && best.title() == ""
}

// fillExtend reads a length as any other field does, and what an end, or a length in all, needs more words for as one types it.
func (p *parser) fillExtend(req Request) (Request, *Error) {
	length, err := p.length("by")
	if err == nil {
		req.Duration, req.Change = length, p.fields["by"]
		return req, nil
	}
	said := split(p.fields["by"])
	c := grammarOf().read(said)
	if s := c.howLong(); s != nil {
		if first, _ := c.extent(s); first == 0 {
			return p.planned(req, said, s, false)
		}
	}
	return req, err
}

func (p *parser) fillZone() (Request, *Error) {
	typed := split(strings.Join(strings.Fields(p.fields["zone"]), "_"))
	req, err, _ := p.timezone(typed)
	return req, err
}

// length reads the length of time in a field; 0: there is none.
func (p *parser) length(field string) (d time.Duration, _ *Error) {
	if p.fields[field] == "" {
		return 0, nil
	}
	d, err := length(p.fields[field])
	if err != nil {
		err.Example = NewForm("", field, "45m")
	}
	return d, err
}
