package bot

import (
	"sync"
	"time"

	"meetbot/core"
)

// notes remembers where a note stands in place of a card, and for which start. It is kept in memory alone: so are the
// ways by which platforms leave notes.
type notes struct {
	mu sync.Mutex
	at map[note]time.Time
}

type note struct {
	meeting core.MeetingID
	channel core.Channel
}

const maxNotes = 10_000

func newNotes() *notes { return &notes{at: map[note]time.Time{}} }

// left remembers that a note was left.
func (n *notes) left(m core.Meeting, c core.Channel) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.at) >= maxNotes {
		clear(n.at)
	}
	n.at[note{m.ID, c}] = m.Start
}

// stands tells whether a note with the meeting's start stands in the channel.
func (n *notes) stands(m core.Meeting, c core.Channel) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	start, ok := n.at[note{m.ID, c}]
	return ok && start.Equal(m.Start)
}
