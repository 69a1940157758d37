package discordtest

import (
	"cmp"
	"crypto/rand"
	"time"
)

// The types of interactions.
const (
	kindPing         = 1
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5
)

// The deadlines of an interaction: for the first answer, and for everything through its token.
const (
	firstAnswer = 3 * time.Second
	tokenLife   = 15 * time.Minute
)

// An interaction is one thing a person did that the bot has to answer, once.
type interaction struct {
	id, token string
	kind      int
	person    *person
	place     *place
	at        time.Time
	on        *message // what a component stands on
	answer    int      // the type of the first answer; 0: none yet
	void      bool     // nobody waits for a first answer any more
	original  *message
	reply     *message // the private answer, if there is one
	choices   []Choice
	filling   bool // a deferred answer is still to be filled
	acked     chan struct{}
	filled    chan struct{}
}

// start makes an interaction and its payload.
func (d *Discord) start(kind int, p *person, pl *place, data object) (*interaction, object) {
	ix := &interaction{
		id: d.snowflake(), token: "aW50" + rand.Text() + rand.Text(), kind: kind, person: p, place: pl, at: d.opts.Now(),
		acked: make(chan struct{}), filled: make(chan struct{}),
	}
	d.running[ix.token] = ix
	if pl.owner != nil {
		pl.opened = true
	}
	return ix, d.payload(ix, data)
}

// payload is an interaction as Discord sends it.
func (d *Discord) payload(ix *interaction, data object) object {
	o := object{
		"id": ix.id, "application_id": d.opts.Application, "type": ix.kind, "token": ix.token, "version": 1, "data": data,
		"channel_id": ix.place.ID, "channel": d.channelObject(ix.place), "locale": cmp.Or(ix.person.Locale, "en-US"), "entitlements": []any{},
		"app_permissions": d.botRights(ix.place).String(), "attachment_size_limit": 10485760,
	}
	if ix.place.owner != nil {
		o["user"], o["context"] = userObject(ix.person), 1
		o["authorizing_integration_owners"] = object{"0": "0"}
		return o
	}
	member := d.memberObject(ix.person)
	member["permissions"] = d.rightsOf(ix.person, ix.place).String()
	o["member"], o["context"] = member, 0
	o["guild_id"], o["guild_locale"] = d.opts.Guild, "en-US"
	o["guild"] = object{"id": d.opts.Guild, "locale": "en-US", "features": []any{}}
	o["authorizing_integration_owners"] = object{"0": d.opts.Guild}
	return o
}

// acknowledge notes the first answer and wakes who waits for it.
func (ix *interaction) acknowledge(kind int) {
	ix.answer = kind
	close(ix.acked)
}

// fill notes that a deferred answer has come.
func (ix *interaction) fill() {
	if ix.filling {
		ix.filling = false
		close(ix.filled)
	}
}

// reach finds an interaction by its token, while that is good.
func (d *Discord) reach(q *request) (*interaction, *refusal) {
	ix := d.running[q.vars["token"]]
	switch {
	case ix == nil || q.vars["application"] != d.opts.Application:
		return nil, refuse(10015)
	case ix.answer == 0 && d.opts.HTTP && !ix.void:
		return nil, tell(10015) // the answer may be on its way, and nobody can tell that it has not arrived
	case ix.answer == 0 || ix.kind == kindAutocomplete:
		return nil, refuse(10015) // there is a webhook only once there was an answer
	case d.opts.Now().Sub(ix.at) >= tokenLife:
		return nil, refuse(50027)
	}
	return ix, nil
}
