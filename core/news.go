package core

import (
	"strings"
	"time"
)

// A Change is what people are told of a move or a cancellation beside what the meeting is now. An announcement made by a
// program that did not keep it has the zero value.
type Change struct {
	By   PersonID  // who made it; empty: nobody we know
	From time.Time // when the meeting was to start before
	All  bool      // it is of a series, and not of one occurrence
}

// whole stands behind who made a change of a series.
const whole = " all"

// Change returns what an announcement of kind KindMoved, KindCancelled or KindRestored tells of.
func (a Announcement) Change() (c Change) {
	from, by, ok := strings.Cut(a.About, " ")
	if t, err := time.Parse(time.RFC3339, from); err == nil && ok {
		by, c.All = strings.CutSuffix(by, whole)
		c.From, c.By = t, PersonID(by)
	}
	return c
}

// about writes c in the form that Change reads.
func (c Change) about() string {
	out := c.From.UTC().Format(time.RFC3339) + " " + string(c.By)
	if c.All {
		out += whole
	}
	return out
}

// news adds to what is said of a change of m who made it, and from what start. Of a move that nobody was told of yet
// nothing is said but where it began; back there, nothing at all. Nor is it where the meeting itself was not announced yet.
func news(m Meeting, said, open []Announcement, c Change) []Announcement {
	var out []Announcement
	for _, a := range said {
		told, unheard := c, false
		told.All = a.Change().All
		for _, o := range open {
			unheard = unheard || o.Kind == KindCard && o.sameCard(a) && m.Card(a.Channel) == "" && (m.Nth == 0 || !m.Series.Repeats())
			if from := o.Change().From; o.Kind == KindMoved && o.sameCard(a) && !from.IsZero() {
				told.From = from
			}
		}
		switch {
		case a.Kind == KindMoved && told.From.Equal(m.Start) && !told.All, a.Kind == KindCancelled && unheard:
			continue
		case a.Kind == KindMoved, a.Kind == KindCancelled, a.Kind == KindRestored:
			a.About = told.about()
		}
		out = append(out, a)
	}
	return out
}
