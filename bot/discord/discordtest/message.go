package discordtest

import (
	"encoding/json"
	"slices"
	"time"
)

// The flags of messages that matter here.
const (
	flagSuppressEmbeds = 1 << 2
	flagEphemeral      = 1 << 6
	flagLoading        = 1 << 7
	flagSilent         = 1 << 12
	flagComponentsV2   = 1 << 15
)

// A message is one message of the bot. What is pending has been promised by a deferred answer and is not seen yet.
type message struct {
	id         string
	place      *place
	content    string
	embeds     []embed
	components []component
	flags      int
	allowed    *allowedMentions // nil: what Discord assumes
	nonce      json.RawMessage
	reply      string
	reader     *person // the one reader of a private answer
	asked      *interaction
	rings      []string
	raw        json.RawMessage
	at, edited time.Time
	edits      int
	pending    bool
	deleted    bool
}

func (pl *place) find(id string) *message {
	for _, m := range pl.messages {
		if m.id == id {
			return m
		}
	}
	return nil
}

// newMessage makes a message that is not in its place yet.
func (d *Discord) newMessage(pl *place) *message {
	return &message{id: d.snowflake(), place: pl, at: d.opts.Now()}
}

// publish puts a message before its readers, and rings.
func (d *Discord) publish(m *message, defaults []string) {
	if !slices.Contains(m.place.messages, m) {
		m.place.messages = append(m.place.messages, m)
	}
	m.pending = false
	m.rings = d.ringing(m, defaults)
	d.tellStory(m, posted)
}

// revise tells that a message has changed. Edits ring nobody.
func (d *Discord) revise(m *message) {
	m.edits++
	m.edited = d.opts.Now()
	d.tellStory(m, edited)
}

func (d *Discord) remove(m *message) {
	if m.deleted {
		return
	}
	m.deleted = true
	if !m.pending {
		d.tellStory(m, deleted)
	}
}

// object is the message in the form in which Discord tells it.
func (m *message) object(d *Discord) object {
	mentions := []any{}
	for _, id := range userMentions(m.content) {
		if p := d.person(id); p != nil {
			mentions = append(mentions, userObject(p))
		}
	}
	o := object{
		"id": m.id, "channel_id": m.place.ID, "type": 0, "content": m.content, "embeds": embedObjects(m.embeds),
		"components": list(m.components), "flags": m.flags, "author": d.botObject(), "timestamp": stamp(m.at),
		"edited_timestamp": nil, "mentions": mentions, "mention_roles": list(roleMentions(m.content)),
		"mention_everyone": slices.Contains(m.rings, "@everyone") || slices.Contains(m.rings, "@here"),
		"attachments":      []any{}, "pinned": false, "tts": false,
	}
	if m.edits > 0 {
		o["edited_timestamp"] = stamp(m.edited)
	}
	if m.nonce != nil {
		o["nonce"] = m.nonce
	}
	if m.pending {
		o["flags"] = m.flags | flagLoading
	}
	m.relations(d, o)
	return o
}

// relations adds what the message answers to.
func (m *message) relations(d *Discord, o object) {
	if m.reply != "" {
		o["type"] = 19
		o["message_reference"] = object{"type": 0, "channel_id": m.place.ID, "message_id": m.reply}
	}
	if m.asked != nil {
		o["type"], o["application_id"], o["webhook_id"] = 20, d.opts.Application, d.opts.Application
		o["interaction_metadata"] = object{
			"id": m.asked.id, "type": m.asked.kind, "user": userObject(m.asked.person),
			"authorizing_integration_owners": object{"0": d.opts.Guild},
		}
	}
}

func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
