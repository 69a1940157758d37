package discordtest

import (
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"
)

// nonceWindow is Discord's "past few minutes".
const nonceWindow = 5 * time.Minute

// ForgetNonces has the server know no message again from now on: what is sent anew is shown anew. Discord does not do
// that; it shows what a bot owes to the nonces.
func (d *Discord) ForgetNonces() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.forgets = true
}

type nonceUse struct {
	message *message
	at      time.Time
}

// nonce returns the nonce as text: a number and a string of the same digits are one.
func (c *creation) nonce() (string, *refusal) {
	f := form{}
	s := ""
	if v := c.Nonce.Value; len(v) > 0 && !c.Nonce.Null {
		if json.Unmarshal(v, &s) != nil {
			s = string(v)
			_, err := strconv.ParseInt(s, 10, 64)
			f.require(err == nil, "nonce", "NONCE_TYPE_INVALID", "Value must be an integer or a string.")
		}
	}
	f.require(utf8.RuneCountInString(s) <= 25, "nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.")
	return s, f.refusal()
}

// repeated finds the message that a nonce stood for already.
func (d *Discord) repeated(q *request, body *creation, nonce string, pl *place) (any, *refusal) {
	if body.Enforce && nonce == "" {
		q.note("enforce_nonce without a nonce")
	}
	use, ok := d.nonces[nonce]
	if d.forgets || nonce == "" || !ok || d.opts.Now().Sub(use.at) >= nonceWindow {
		return nil, nil
	}
	if use.message.place != pl {
		q.note("nonce of another channel") // Discord would return the message there, and post nothing here
	}
	if !body.Enforce {
		return nil, nil
	}
	if use.message.deleted {
		return nil, tell(10008)
	}
	return use.message.object(d), nil
}

// refer checks the message that one replies to.
func (d *Discord) refer(to *reference, pl *place, rights Permissions) (string, *refusal) {
	if to == nil {
		return "", nil
	}
	f := form{}
	f.require(to.Type == 0, "message_reference.type", "BASE_TYPE_CHOICES", "Only replies are emulated.")
	f.require(to.ChannelID == "" || to.ChannelID == pl.ID, "message_reference.channel_id", "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different channel.")
	f.require(to.GuildID == "" || to.GuildID == d.opts.Guild && pl.owner == nil, "message_reference.guild_id", "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different server.")
	if r := f.refusal(); r != nil {
		return "", r
	}
	if rights&ReadHistory == 0 {
		return "", tell(160002)
	}
	m := pl.find(to.MessageID)
	if m != nil && !m.deleted && m.reader == nil && !m.pending {
		return m.id, nil
	}
	if to.FailAbsent != nil && !*to.FailAbsent {
		return "", nil
	}
	f.add("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
	r := f.refusal()
	r.quiet = m != nil && m.deleted
	return "", r
}
