package discordtest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// own finds a message that is there for all to see.
func (d *Discord) own(q *request) (*message, *refusal) {
	pl, r := d.enter(q.vars["channel"])
	if r != nil {
		return nil, r
	}
	m := pl.find(q.vars["message"])
	switch {
	case m == nil || m.reader != nil || m.pending:
		return nil, refuse(10008)
	case m.deleted:
		return nil, tell(10008)
	}
	return m, nil
}

func (d *Discord) patchMessage(q *request) (any, *refusal) {
	var body edition
	if r := q.read(&body); r != nil {
		return nil, r
	}
	m, r := d.own(q)
	if r != nil {
		return nil, r
	}
	if r := m.place.thread.touch(); r != nil {
		return nil, r
	}
	if r := body.change(q, m, flagsOfEdit, d.botRights(m.place), q.body); r != nil {
		return nil, r
	}
	d.revise(m)
	return m.object(d), nil
}

func (d *Discord) deleteMessage(q *request) (any, *refusal) {
	m, r := d.own(q)
	if r != nil {
		return nil, r
	}
	if r := m.place.thread.touch(); r != nil {
		return nil, r
	}
	d.remove(m)
	return nil, nil
}

func (d *Discord) getMessage(q *request) (any, *refusal) {
	m, r := d.own(q)
	if r != nil {
		return nil, r
	}
	if d.botRights(m.place)&ReadHistory == 0 {
		return nil, tell(50013)
	}
	return m.object(d), nil
}

// getMessages lists a channel newest first, as Discord does; who may not read its history gets an empty list.
func (d *Discord) getMessages(q *request) (any, *refusal) {
	pl, r := d.enter(q.vars["channel"])
	if r != nil {
		return nil, r
	}
	most, r := upTo(q, 50, 100)
	if r != nil {
		return nil, r
	}
	found := []any{}
	for _, m := range slices.Backward(pl.messages) {
		if len(found) < most && !m.deleted && !m.pending && m.reader == nil && within(q, m.id) && d.botRights(pl)&ReadHistory != 0 {
			found = append(found, m.object(d))
		}
	}
	return found, nil
}

// upTo reads how many the answer may hold: usual unless it is told, and most at most.
func upTo(q *request, usual, most int) (int, *refusal) {
	s := q.query.Get("limit")
	if s == "" {
		return usual, nil
	}
	f := form{}
	n, err := strconv.Atoi(s)
	f.require(err == nil && n >= 1 && n <= most, "limit", "NUMBER_TYPE_MAX", fmt.Sprintf("int value should be between 1 and %d.", most))
	return n, f.refusal()
}

// within honours the parameters before and after.
func within(q *request, id string) bool {
	before, after := q.query.Get("before"), q.query.Get("after")
	return (before == "" || older(id, before)) && (after == "" || older(after, id))
}

// older compares snowflakes by their number.
func older(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return strings.Compare(a, b) < 0
}
