package parlourtest

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// A reader draws a message for one person: in their zone, now, and with the names of things.
type reader struct {
	*Parlour
	now time.Time
}

func (p *Parlour) reader(person string) reader {
	zone := time.UTC
	if who := p.person(person); who != nil {
		if known, err := time.LoadLocation(who.Zone); err == nil {
			zone = known
		}
	}
	return reader{p, time.Now().In(zone)}
}

// content draws a message, and tells whom it rings: whoever is called by a mark, or by an @ and a name.
func (r reader) content(c content) (words string, rings []string) {
	var lines []string
	if c.Title != "" {
		lines = append(lines, c.Title)
	}
	for _, line := range c.Lines {
		pieces, _ := parse(line) // what cannot be read is refused
		var b strings.Builder
		for _, p := range pieces {
			b.WriteString(r.piece(p))
			rings = append(rings, r.rung(p)...)
		}
		lines = append(lines, b.String())
	}
	slices.Sort(rings)
	return strings.Join(lines, "\n"), slices.Compact(rings)
}

func (r reader) piece(p piece) string {
	switch p.kind {
	case "person":
		if who := r.person(p.what); who != nil {
			return "@" + who.Name
		}
		return "@" + p.what
	case "room":
		if at := r.room(p.what); at != nil {
			return "#" + at.Name
		}
		return "#" + p.what
	case "day", "clock":
		unix, _ := strconv.ParseInt(p.what, 10, 64) // check has read it
		return r.moment(p.kind, time.Unix(unix, 0).In(r.now.Location()))
	case "link":
		address, label, _ := strings.Cut(p.what, " ")
		if label == address {
			return address
		}
		return label + " (" + address + ")"
	}
	return p.what
}

func (r reader) rung(p piece) []string {
	var out []string
	if p.kind == "person" && r.person(p.what) != nil {
		out = append(out, p.what)
	}
	for _, called := range p.bare {
		for _, who := range r.people {
			if who.Name == called {
				out = append(out, who.ID)
			}
		}
		if called == "everybody" {
			out = append(out, "@everybody")
		}
	}
	return out
}

// moment writes a time. Seconds are shown where there are some, and the year where it is not obvious.
func (r reader) moment(kind string, at time.Time) string {
	switch {
	case kind == "day":
		return r.day(at)
	case at.Second() != 0:
		return at.Format("15:04:05")
	}
	return at.Format("15:04")
}

func (r reader) day(at time.Time) string {
	year, month, day := r.now.Date()
	for off, called := range map[int]string{-1: "Yesterday", 0: "Today", 1: "Tomorrow"} {
		then := time.Date(year, month, day+off, 12, 0, 0, 0, at.Location())
		if at.Format(time.DateOnly) == then.Format(time.DateOnly) {
			return called
		}
	}
	if at.Sub(r.now).Abs() > 183*24*time.Hour {
		return at.Format("2 Jan 2006")
	}
	return at.Format("2 Jan")
}
