package discordtest

// original is the name of the first answer among an interaction's messages.
const original = "@original"

// mine finds a message that answers an interaction: the first answer, or a follow-up by its ID.
func (d *Discord) mine(q *request) (*interaction, *message, *refusal) {
	ix, r := d.reach(q)
	if r != nil {
		return nil, nil, r
	}
	m := ix.original
	if id := q.vars["message"]; id != original && (m == nil || id != m.id) {
		m = ix.place.find(id)
		if m != nil && m.asked != ix {
			m = nil
		}
	}
	switch {
	case m == nil:
		return nil, nil, refuse(10008)
	case m.deleted:
		return nil, nil, tell(10008)
	case m.place.gone:
		return nil, nil, tell(10003)
	}
	return ix, m, nil
}

func (d *Discord) getAnswer(q *request) (any, *refusal) {
	_, m, r := d.mine(q)
	if r != nil {
		return nil, r
	}
	return m.object(d), nil
}

// patchAnswer edits an answer. Filling a deferred one is what makes it seen.
func (d *Discord) patchAnswer(q *request) (any, *refusal) {
	var body edition
	if r := q.read(&body); r != nil {
		return nil, r
	}
	ix, m, r := d.mine(q)
	if r != nil {
		return nil, r
	}
	private := m.flags & flagEphemeral
	if r := body.change(q, m, flagsOfEdit, allRights, q.body); r != nil {
		return nil, r
	}
	m.flags = m.flags&^flagEphemeral | private // settled by the first answer for good
	if m.pending {
		d.show(ix, m)
		ix.fill()
	} else {
		d.revise(m)
	}
	return m.object(d), nil
}

func (d *Discord) deleteAnswer(q *request) (any, *refusal) {
	ix, m, r := d.mine(q)
	if r != nil {
		return nil, r
	}
	d.remove(m)
	if m == ix.original {
		ix.fill()
	}
	return nil, nil
}

// postFollowup adds a message to an answered interaction. After a deferred answer the first one fills that instead:
// Discord keeps it so for old bots.
func (d *Discord) postFollowup(q *request) (any, *refusal) {
	var body hookBody
	if r := q.read(&body); r != nil {
		return nil, r
	}
	ix, r := d.reach(q)
	if r != nil {
		return nil, r
	}
	if ix.place.gone {
		return nil, tell(10003)
	}
	m := d.answering(ix, body.Flags.Value&flagEphemeral)
	if ix.filling {
		m = ix.original
		body.Flags.Value = body.Flags.Value&^flagEphemeral | m.flags&flagEphemeral
	}
	if r := body.change(q, m, flagsOfAnswer, allRights, q.body); r != nil {
		return nil, r
	}
	d.show(ix, m)
	ix.fill()
	return m.object(d), nil
}
