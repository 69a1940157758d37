package parlourtest

import (
	"fmt"
	"slices"
	"time"
)

// perSecond is how many messages a room takes in a second.
const perSecond = 3

// writable finds the room into which the bot wants to write, or says why it cannot.
func (p *Parlour) writable(id string) (*room, answer) {
	if p.person(id) != nil {
		id = directID(id)
	}
	switch r := p.room(id); {
	case r == nil:
		return nil, state("no_room")
	case r.closed:
		return nil, state("closed")
	case !r.Bot:
		return nil, state("outside")
	default:
		return r, answer{}
	}
}

// takes says why the chat does not take a content; the zero answer: it does. What calls somebody who may not be meant is taken,
// and noted.
func (p *Parlour) takes(method string, c content) answer {
	if why := faultIn(c); why != "" {
		return p.refuse(method, why)
	}
	if called := calls(c); len(called) > 0 {
		p.refused = append(p.refused, method+": "+fmt.Sprintf("%q ring: an @ that is not meant has a backslash before it", called))
	}
	return answer{}
}

func (p *Parlour) post(c call) answer {
	r, bad := p.writable(c.Room)
	if r == nil {
		return bad
	}
	if bad := p.takes("messages.post", c.content); bad.refused() {
		return bad
	}
	m := &message{content: c.content, room: r.ID, replyTo: c.ReplyTo, aloud: c.Aloud}
	switch to := p.message(c.ReplyTo); {
	case c.ReplyTo == 0 && c.Aloud:
		return p.refuse("messages.post", "aloud, and no reply")
	case c.ReplyTo == 0:
	case to == nil || to.room != r.ID || to.privateTo != "":
		return p.refuse("messages.post", "a reply to what never stood there")
	case to.deleted: // it stands alone
		m.replyTo, m.aloud = 0, false
	}
	if !p.takesMore(r.ID) {
		p.refused = append(p.refused, "messages.post: too many in "+r.Name)
		return busy(time.Second)
	}
	p.add(m)
	return fine(map[string]any{"room": m.room, "id": m.id})
}

// takesMore tells whether a room takes one more message now, and counts it.
func (p *Parlour) takesMore(id string) bool {
	now := time.Now()
	p.recent[id] = slices.DeleteFunc(p.recent[id], func(at time.Time) bool { return now.Sub(at) >= time.Second })
	if len(p.recent[id]) >= perSecond {
		return false
	}
	p.recent[id] = append(p.recent[id], now)
	return true
}

// own finds a message that the bot may change.
func (p *Parlour) own(method string, c call) (*message, answer) {
	r, bad := p.writable(c.Room)
	if r == nil {
		return nil, bad
	}
	switch m := p.message(c.ID); {
	case m == nil:
		return nil, p.refuse(method, "there never was such a message")
	case m.room != r.ID:
		return nil, p.refuse(method, "the message stands in another room")
	case m.noted || m.privateTo != "":
		return nil, p.refuse(method, "the bot was never told of that message")
	case m.deleted:
		return nil, state("no_message")
	default:
		return m, answer{}
	}
}

func (p *Parlour) rewrite(c call) answer {
	m, bad := p.own("messages.edit", c)
	if m == nil {
		return bad
	}
	if bad := p.takes("messages.edit", c.content); bad.refused() {
		return bad
	}
	p.edit(m, c.content)
	return fine(nil)
}

func (p *Parlour) erase(c call) answer {
	m, bad := p.own("messages.delete", c)
	if m == nil {
		return bad
	}
	p.remove(m)
	return fine(nil)
}

func (p *Parlour) tellOf(c call) answer {
	who := p.person(c.Person)
	if who == nil {
		return state("no_person")
	}
	return fine(map[string]any{"name": who.Name, "zone": who.Zone, "locale": who.Locale, "admin": who.Admin})
}

// What a pass allows.
const (
	passUses = 4
	passLife = 30 * time.Minute
)

// A pass lets the bot leave notes in the room in which a command was typed.
type pass struct {
	room  string
	since time.Time
	uses  int
}

func (p *Parlour) leave(c call) answer {
	use := p.passes[c.Pass]
	switch {
	case use == nil || use.uses == passUses || time.Since(use.since) > passLife:
		return p.refuse("notes.leave", "the pass is not good")
	case p.room(use.room).closed:
		return state("closed")
	}
	if bad := p.takes("notes.leave", c.content); bad.refused() {
		return bad
	}
	use.uses++
	p.add(&message{content: c.content, room: use.room, noted: true})
	return fine(nil)
}
