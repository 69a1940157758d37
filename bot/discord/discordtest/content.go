package discordtest

import (
	"encoding/json"
	"strings"
)

// core is what every body with a message in it has.
type core struct {
	Content     given[string]            `json:"content"`
	Embeds      given[[]embed]           `json:"embeds"`
	Components  given[[]component]       `json:"components"`
	Allowed     given[allowedMentions]   `json:"allowed_mentions"`
	Flags       given[int]               `json:"flags"`
	Attachments given[[]json.RawMessage] `json:"attachments"`
}

// creation is the body of a new message.
type creation struct {
	core
	Nonce      given[json.RawMessage] `json:"nonce"`
	Enforce    bool                   `json:"enforce_nonce"`
	TTS        bool                   `json:"tts"`
	StickerIDs given[[]string]        `json:"sticker_ids"`
	Reference  *reference             `json:"message_reference"`
}

// edition is the body of an edit. A known client library adds ID and Channel, which Discord ignores.
type edition struct {
	core
	LibraryID      string `json:"ID"`
	LibraryChannel string `json:"Channel"`
}

// hookBody is the body of an answer through an interaction's token.
type hookBody struct {
	core
	TTS bool `json:"tts"`
}

// reference names the message that one refers to.
type reference struct {
	Type       int    `json:"type"`
	MessageID  string `json:"message_id"`
	ChannelID  string `json:"channel_id"`
	GuildID    string `json:"guild_id"`
	FailAbsent *bool  `json:"fail_if_not_exists"`
}

// Which flags may be set, by the occasion.
const (
	flagsOfPost   = flagSuppressEmbeds | flagSilent
	flagsOfEdit   = flagSuppressEmbeds
	flagsOfAnswer = flagSuppressEmbeds | flagSilent | flagEphemeral
)

// check validates everything that does not depend on where the message goes.
func (c *core) check(f *form, flags int) {
	f.length("content", strings.TrimSpace(c.Content.Value), 0, 2000)
	checkEmbeds(f, c.Embeds.Value)
	checkComponents(f, c.Components.Value)
	c.Allowed.Value.check(f)
	f.require(c.Flags.Value&^flags == 0, "flags", "BASE_TYPE_CHOICES", "These flags cannot be set here (components v2 are not emulated).")
	f.require(len(c.Attachments.Value) == 0, "attachments", "NOT_EMULATED", "Attachments are not emulated.")
}

// rule notes a message without allowed_mentions: whatever its author typed could ring everybody.
func (c *core) rule(q *request) {
	if !c.Allowed.Set || c.Allowed.Null {
		q.note("message without allowed_mentions")
	}
}

// apply changes m as the body says: what is not given stays, except the mentions, which Discord does not remember.
func (c *core) apply(m *message, rights Permissions) {
	if c.Content.Set {
		m.content = strings.TrimSpace(c.Content.Value)
	}
	if c.Embeds.Set {
		m.embeds = c.Embeds.Value
	}
	if rights&EmbedLinks == 0 {
		m.embeds = nil
	}
	if c.Components.Set {
		m.components = numbered(c.Components.Value)
	}
	if c.Flags.Set {
		m.flags = m.flags&(flagEphemeral|flagSilent) | c.Flags.Value
	}
	m.allowed = nil
	if c.Allowed.Set && !c.Allowed.Null {
		m.allowed = &c.Allowed.Value
	}
}

func (m *message) empty() bool { return m.content == "" && len(m.embeds) == 0 }

// change validates a body and applies it to m, or leaves m as it was.
func (c *core) change(q *request, m *message, flags int, rights Permissions, body []byte) *refusal {
	f := form{}
	c.check(&f, flags)
	if r := f.refusal(); r != nil {
		return r
	}
	c.rule(q)
	changed := *m
	c.apply(&changed, rights)
	if changed.empty() {
		return refuse(50006)
	}
	changed.raw = raw(body)
	*m = changed
	return nil
}
