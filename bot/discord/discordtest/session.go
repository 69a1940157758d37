package discordtest

import (
	"encoding/json"
	"strings"
)

func (d *Discord) heartbeat(l *link, data json.RawMessage) {
	var seq *int
	if json.Unmarshal(data, &seq) != nil {
		d.hangUp(l, closeDecode, "heartbeat without a sequence number")
		return
	}
	if seq != nil && (l.session == nil && *seq > 0 && !l.over || l.session != nil && *seq > l.session.seq) {
		d.hangUp(l, closeSequence, "heartbeat ahead of what was sent")
		return
	}
	l.heard()
	l.send(opAck, nil)
}

type identification struct {
	Token      string          `json:"token"`
	Intents    *int            `json:"intents"`
	Properties json.RawMessage `json:"properties"`
	Shard      []int           `json:"shard"`
}

func (d *Discord) identify(l *link, data json.RawMessage) {
	var id identification
	if l.session != nil {
		d.hangUp(l, closeTwice, "identified twice")
		return
	}
	if json.Unmarshal(data, &id) != nil {
		d.hangUp(l, closeDecode, "IDENTIFY of another shape")
		return
	}
	if id.Intents != nil {
		d.gate.intents = append(d.gate.intents, *id.Intents)
	}
	d.gate.identifies++
	if d.orderedInstead(l) {
		return
	}
	if code, why := d.faultIn(id); code != 0 {
		d.hangUp(l, code, why)
		return
	}
	s := &session{id: d.snowflake() + "s", intents: *id.Intents, link: l}
	d.gate.sessions[s.id] = s
	l.session = s
	d.ready(s, l.host)
	d.stir()
}

func (d *Discord) rightToken(token string) bool {
	return strings.TrimPrefix(token, "Bot ") == d.opts.BotToken
}

// faultIn checks an IDENTIFY.
func (d *Discord) faultIn(id identification) (code int, why string) {
	switch {
	case !d.rightToken(id.Token):
		return closeToken, "authentication failed"
	case len(id.Properties) == 0:
		return closeDecode, "IDENTIFY without properties"
	case id.Intents == nil || *id.Intents&^intentKnown != 0:
		return closeIntents, "no or unknown intents"
	case *id.Intents&intentPrivileged != 0:
		return closePrivileged, "intents that this application was not granted"
	case id.Shard != nil && (len(id.Shard) != 2 || id.Shard[0] < 0 || id.Shard[0] >= id.Shard[1]):
		return closeShard, "invalid shard"
	}
	return 0, ""
}

func (d *Discord) ready(s *session, host string) {
	s.dispatch("READY", object{
		"v": 10, "user": d.botObject(), "guilds": []any{object{"id": d.opts.Guild, "unavailable": true}},
		"session_id": s.id, "session_type": "normal", "resume_gateway_url": d.gatewayURL(host),
		"application": object{"id": d.opts.Application, "flags": 0},
	})
	if s.intents&intentGuilds != 0 {
		s.dispatch("GUILD_CREATE", d.guildCreate())
	}
}

func (d *Discord) resume(l *link, data json.RawMessage) {
	var r struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     int    `json:"seq"`
	}
	if json.Unmarshal(data, &r) != nil {
		d.hangUp(l, closeDecode, "RESUME of another shape")
		return
	}
	d.gate.resumes++
	if d.orderedInstead(l) {
		return
	}
	s := d.gate.sessions[r.Session]
	switch {
	case !d.rightToken(r.Token):
		d.hangUp(l, closeToken, "authentication failed")
	case l.session != nil:
		d.hangUp(l, closeTwice, "identified twice")
	case s == nil || d.gate.orders.refuseResume:
		d.gate.orders.refuseResume = false
		delete(d.gate.sessions, r.Session)
		l.over = true
		l.send(opInvalid, false)
	case r.Seq > s.seq || r.Seq < 0:
		d.hangUp(l, closeSequence, "resumed ahead of what was sent")
	default:
		s.replay(l, r.Seq)
		d.stir()
	}
}

// replay takes the session over to a new link and sends what it missed.
func (s *session) replay(l *link, seq int) {
	if s.link != nil {
		s.link.cut()
	}
	s.link, l.session = l, s
	for _, frame := range s.log[seq:] {
		l.push(frame)
	}
	s.dispatch("RESUMED", object{})
}

// orderedInstead does what was ordered in the place of READY or RESUMED.
func (d *Discord) orderedInstead(l *link) bool {
	o := &d.gate.orders
	switch {
	case o.reconnect:
		o.reconnect = false
		l.send(opReconnect, nil)
	case o.closeWith != 0:
		d.closeLink(l, o.closeWith, "ordered")
		o.closeWith = 0
	default:
		return false
	}
	return true
}
