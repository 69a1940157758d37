package discordtest

// Cut ends every gateway connection without a word; the sessions may be resumed.
func (d *Discord) Cut() { d.everyLink((*link).cut) }

// Zombie keeps the connections open but silent: nothing is acknowledged or sent on them any more.
func (d *Discord) Zombie() { d.everyLink(func(l *link) { l.zombie = true }) }

// Reconnect asks every client to connect anew (op 7).
func (d *Discord) Reconnect() { d.everyLink(func(l *link) { l.send(opReconnect, nil) }) }

// InvalidateSessions tells every client that its session is over (op 9, not resumable).
func (d *Discord) InvalidateSessions() {
	d.everyLink(func(l *link) {
		if l.session != nil {
			delete(d.gate.sessions, l.session.id)
			l.session, l.over = nil, true
		}
		l.send(opInvalid, false)
	})
}

// CloseWith closes every connection with a code, such as 4009. Some codes end the session.
func (d *Discord) CloseWith(code int) {
	d.everyLink(func(l *link) { d.closeLink(l, code, "ordered") })
}

func (d *Discord) everyLink(do func(*link)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for l := range d.gate.links {
		do(l)
	}
	d.stir()
}

// CloseNext closes the connection of the next IDENTIFY or RESUME with a code, as 4004 comes in life.
func (d *Discord) CloseNext(code int) { d.order(func(o *orders) { o.closeWith = code }) }

// ReconnectNext answers the next IDENTIFY or RESUME with op 7.
func (d *Discord) ReconnectNext() { d.order(func(o *orders) { o.reconnect = true }) }

// RefuseResume answers the next RESUME with op 9, not resumable.
func (d *Discord) RefuseResume() { d.order(func(o *orders) { o.refuseResume = true }) }

// NoHello leaves the next connection without HELLO.
func (d *Discord) NoHello() { d.order(func(o *orders) { o.noHello = true }) }

func (d *Discord) order(do func(*orders)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	do(&d.gate.orders)
}
