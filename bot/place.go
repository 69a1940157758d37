package bot

import "meetbot/core"

// What people call the places they write in; sentences that differ by it are named so.
const (
	channelWord      = "channel"
	conversationWord = "conversation" // between two people, or a few
	nowhereWord      = "nowhere"      // where no card stands
)

// place is what people call where a command was given.
func (c Command) place() string {
	if c.Direct {
		return conversationWord
	}
	return channelWord
}

// placeOf is what whoever gave a command calls where a meeting is announced.
func (c Command) placeOf(m core.Meeting) string {
	if _, here := m.PostingIn(c.Channel); here {
		return c.place()
	}
	return channelWord
}
