package core

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"
)

// A MeetingID names a meeting and its join link. It holds 130 random bits and gives no right to anybody.
type MeetingID string

// NewMeetingID draws a MeetingID.
func NewMeetingID() MeetingID { return MeetingID(randomName()) }

// randomName draws 130 random bits as 26 lower-case letters and digits: Jitsi folds the case of room names.
func randomName() string { return strings.ToLower(rand.Text()) }

// A Meeting is something people come together for. It has what lasts, and the one of its occurrences that is at hand.
type Meeting struct {
	ID        MeetingID
	Home      Workspace // where it was called; its admins may cancel and end it
	Title     string
	Agenda    string // what it is about, several lines; empty: nothing is said
	Organizer PersonID
	Hosts     []PersonID // further moderators
	Invited   []Identity // who was invited by name, under which account: each has a card there
	Postings  []Posting  // the channels it is announced in
	Zone      string     // IANA name of the zone in which its organizer speaks of it
	Reminders []time.Duration
	// MembersOnly lets in only people signed in from a workspace in which the meeting is announced.
	MembersOnly bool
	Created     time.Time
	// Revision counts changes. The store sets it; announcements planned for an older one are not made.
	Revision int
	Series   Series // how it repeats

	Occurrence
}

// A Posting is the announcement of a meeting in one channel.
type Posting struct {
	Channel Channel
	Number  int  // what people of the workspace type as #12
	Open    bool // everybody in the workspace may look into the channel, as far as the platform has told
}

// A Workspace is a Slack workspace or a Discord server: what a number such as #12 is unique in.
type Workspace struct{ Platform, ID string }

// calendar is what announcements that go to no channel of w, but to its own calendar, have in a channel's place.
func (w Workspace) calendar() Channel { return Channel{Platform: w.Platform, Workspace: w.ID} }

// A Channel is a place to write in. The ID of a person in place of a channel's means a direct message.
type Channel struct{ Platform, Workspace, ID string }

// Home returns the workspace that the channel is in.
func (c Channel) Home() Workspace { return Workspace{c.Platform, c.Workspace} }

// A MessageRef names a message so that it can be edited or answered, in the platform's own form.
type MessageRef string

// Begins tells whether the title begins with those words, whatever the case of their letters.
func (m Meeting) Begins(words string) bool {
	return strings.HasPrefix(strings.ToLower(m.Title), strings.ToLower(words))
}

// Moderates tells whether p is the organizer or a co-host.
func (m Meeting) Moderates(p PersonID) bool {
	return p != "" && (p == m.Organizer || slices.Contains(m.Hosts, p))
}

// Moderators returns the organizer and the co-hosts.
func (m Meeting) Moderators() []PersonID {
	return append([]PersonID{m.Organizer}, m.Hosts...)
}

// PostingIn returns the meeting's posting in a channel.
func (m Meeting) PostingIn(c Channel) (Posting, bool) {
	i := slices.IndexFunc(m.Postings, func(p Posting) bool { return p.Channel == c })
	if i < 0 {
		return Posting{}, false
	}
	return m.Postings[i], true
}

// Number returns the number under which a workspace knows the meeting; 0 where it does not.
func (m Meeting) Number(w Workspace) int {
	for _, p := range m.Postings {
		if p.Channel.Home() == w {
			return p.Number
		}
	}
	return 0
}

// AnnouncedIn tells whether the meeting is announced in a channel of w.
func (m Meeting) AnnouncedIn(w Workspace) bool {
	return m.Home == w || m.Number(w) != 0
}

// Clone returns a copy that shares nothing with m.
func (m Meeting) Clone() Meeting {
	m.Hosts, m.Invited = slices.Clone(m.Hosts), slices.Clone(m.Invited)
	m.Postings = slices.Clone(m.Postings)
	m.Reminders = slices.Clone(m.Reminders)
	m.Series = m.Series.Clone()
	m.Occurrence = m.Occurrence.Clone()
	return m
}

// workspaces returns where the meeting is announced, its home first.
func (m Meeting) workspaces() []Workspace {
	out := []Workspace{m.Home}
	for _, p := range m.Postings {
		if w := p.Channel.Home(); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
