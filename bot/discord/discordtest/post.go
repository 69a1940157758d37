package discordtest

// allKinds is what an ordinary message rings unless it says otherwise.
func allKinds() []string { return []string{"users", "roles", "everyone"} }

func (d *Discord) postMessage(q *request) (any, *refusal) {
	var body creation
	if r := q.read(&body); r != nil {
		return nil, r
	}
	pl, r := d.enter(q.vars["channel"])
	if r != nil {
		return nil, r
	}
	rights := d.botRights(pl)
	if r := pl.thread.write(rights); r != nil {
		return nil, r
	}
	if pl.owner != nil && pl.owner.shut {
		return nil, tell(50007)
	}
	m := d.newMessage(pl)
	if r := body.change(q, m, flagsOfPost, rights, q.body); r != nil {
		return nil, r
	}
	nonce, r := body.nonce()
	if r != nil {
		return nil, r
	}
	if earlier, r := d.repeated(q, &body, nonce, pl); earlier != nil || r != nil {
		return earlier, r
	}
	if m.reply, r = d.refer(body.Reference, pl, rights); r != nil {
		return nil, r
	}
	m.nonce = body.Nonce.Value
	if nonce != "" {
		d.nonces[nonce] = nonceUse{m, d.opts.Now()}
	}
	d.publish(m, allKinds())
	return m.object(d), nil
}
