package core

import (
	"context"
	"time"
)

// A Store keeps everything there is. Every method is one transaction, and none holds a rule of the domain. What is not
// there is an *Error with the code NotFound, and so is what an ID asks for that CanName nothing; text is kept as Stored
// has it. TestStore in coretest is its contract.
type Store interface {
	MeetingStore
	DeliveryStore
	PersonStore
	AccessStore
}

// A MeetingStore keeps meetings together with what is to be said about them.
type MeetingStore interface {
	// CreateMeeting stores a new meeting, gives it the next number in each workspace it is posted in, and stores its
	// announcements. A second call with the same request key from the same home returns the meeting stored first, and
	// stores nothing. Beyond the limit nothing is stored either, also where several ask at once, and the error has the
	// code TooMany.
	CreateMeeting(ctx context.Context, m Meeting, request string, as []Announcement, limit Limit) (Meeting, error)
	// Meeting returns a meeting with the occurrence at hand.
	Meeting(ctx context.Context, id MeetingID) (Meeting, error)
	// MeetingAndOrganizer is Meeting, and the name of its organizer, which is empty where it is not known.
	MeetingAndOrganizer(ctx context.Context, id MeetingID) (m Meeting, organizer string, err error)
	// Meetings returns the meetings that q asks for with the occurrences at hand, by which it asks, the earliest start first.
	Meetings(ctx context.Context, q Query) ([]Meeting, error)
	// UpdateMeeting runs fn on the stored meeting and on the announcements of the occurrence at hand of which nothing was
	// sent, and stores what fn leaves of the meeting; the announcements fn returns take the place of those. Where fn leaves
	// another Nth, that occurrence is the one at hand from then on, a new one without cards or one that there was; those
	// before stay as they are, and what is to be said about them is said. One that is put back behind an earlier one is at hand
	// again some day: what was planned for it is void. Nothing is stored when fn fails. fn may run more
	// than once, so it must not do anything else.
	UpdateMeeting(ctx context.Context, id MeetingID, fn func(m *Meeting, open []Announcement) ([]Announcement, error)) (Meeting, error)
	// AmendMeeting runs fn on the stored meeting and on the announcements of the occurrence at hand that are Pending, and
	// stores what fn leaves of the meeting, as the same revision: what is to be said about it stays. Of the announcements fn
	// returns, one with an ID is one of those, and is tried next at its Next; the others are added, and count as due a
	// microsecond earlier where the same was due at that instant already. Whoever claims one that waited finds the meeting as
	// fn left it. Nothing is stored when fn fails. fn may run more than once, so it must not do anything else.
	AmendMeeting(ctx context.Context, id MeetingID, fn func(m *Meeting, waiting []Announcement) ([]Announcement, error)) (Meeting, error)
	// Places returns the channels of a workspace in which any meeting is announced, and whether each is Open.
	Places(ctx context.Context, w Workspace) ([]Place, error)
	// KeepPlace notes of every posting in a channel whether it is Open.
	KeepPlace(ctx context.Context, p Place) error
	// Forget deletes the meetings that were over at the given time, with everything about them, and returns how many.
	Forget(ctx context.Context, over time.Time) (int, error)
}

// A Limit is how many meetings that are not over by Now their organizer may have. Its zero value is none.
type Limit struct {
	Most int
	Now  time.Time
}

// A Query says which meetings one wants. Only what is set narrows it.
type Query struct {
	Workspace Workspace // announced in it
	Channel   Channel   // announced in it
	Number    int       // with Workspace: known there by this number
	Moderator PersonID  // the organizer or a co-host
	Organizer PersonID
	Title     string    // its title Begins so
	OverAfter time.Time // cancelled ones, and ones over by then, are left out
	After     Spot      // those that come after it in the order
	Before    Spot      // those that come before it, and of these the last
	Limit     int       // 0: 100
}

// A DeliveryStore keeps announcements until they are made. What it takes many of is one change for all of them, and each
// stands for itself: what is lost does not fail the others.
type DeliveryStore interface {
	// Claim leases the earliest announcements of a platform due by now, n at most, until the given time; meanwhile no other
	// process gets them. One that was being sent when its lease ran out comes with the state Sending, any other with Leased.
	// Of one occurrence in one channel only one at a time is out: one whose lease ran out first, then the earliest Next.
	Claim(ctx context.Context, platform string, now, until time.Time, n int) ([]Announcement, error)
	// MeetingsOf returns the meeting of each announcement, with the occurrence that it is about, as Meeting does with the one
	// at hand. It is the zero Meeting where there is no such occurrence.
	MeetingsOf(ctx context.Context, as []Announcement) ([]Meeting, error)
	// Begin commits that the first byte of claimed announcements is about to leave, and returns those of which it may. One is
	// lost when it was claimed anew since, or its meeting changed before anything of it was sent.
	Begin(ctx context.Context, as []Announcement, now, until time.Time) ([]Announcement, error)
	// Settle stores how claimed announcements came out, and returns the IDs of those that were not lost by being claimed anew
	// since.
	Settle(ctx context.Context, outcomes []Outcome) ([]string, error)
	// Release makes what a process claimed, but had not begun to send when it died, due again. It is for a store that
	// only one process can use.
	Release(ctx context.Context) error
	// NextDue returns the first instant after now at which an announcement of a platform may be claimed; the zero time for
	// never.
	NextDue(ctx context.Context, platform string, now time.Time) (time.Time, error)
	// Announcements returns everything about a meeting, made or not, in the order of its Due.
	Announcements(ctx context.Context, id MeetingID) ([]Announcement, error)
}

// An Outcome is how an announcement came out: its State, Next, Sends, Began, Ref and Problem. The reference of a card that
// was Sent becomes the card of its occurrence in the channel, and the occurrence forgets a card that is Unposted.
type Outcome struct {
	Announcement
	More []Announcement // that follow from it; each is stored once, however often it follows
}

// A PersonStore keeps people.
type PersonStore interface {
	// PersonOf returns the person an identity belongs to.
	PersonOf(ctx context.Context, id Identity) (Person, error)
	// Person returns a person by ID.
	Person(ctx context.Context, id PersonID) (Person, error)
	// KeepPerson stores the person an identity belongs to, a new one if there is none. A name or a zone that is not
	// empty takes the place of the one stored, but for a zone that was chosen.
	KeepPerson(ctx context.Context, id Identity, name, zone string) (Person, error)
	// ChooseZone stores the zone that the person an identity belongs to has chosen.
	ChooseZone(ctx context.Context, id Identity, zone string) (Person, error)
	// Unite makes one person of two: keep absorbs the other, who is gone, and moderates what the other did.
	Unite(ctx context.Context, keep, other PersonID) (Person, error)
	// Separate makes a person of their own of one identity of somebody who has several. What they moderate of the
	// meetings called in home goes with it, and nothing else; a Workspace without an ID is every one of its platform.
	// The person of a single identity stays as they are.
	Separate(ctx context.Context, id Identity, name string, home []Workspace) (Person, error)
}

// An AccessStore keeps what lets a browser in, and what was answered. Secrets come as hashes.
type AccessStore interface {
	KeepTicket(ctx context.Context, t Ticket) error
	// Ticket returns a ticket that is neither used nor expired at now; any other is NotFound.
	Ticket(ctx context.Context, hash string, now time.Time) (Ticket, error)
	// Redeem uses up a ticket and stores the session it opens. A ticket that is used, or expired by the session's
	// LastUsed, is NotFound, and nothing is stored.
	Redeem(ctx context.Context, ticket string, s Session) (Session, error)
	// KeepSession stores a session that no ticket opens.
	KeepSession(ctx context.Context, s Session) error
	// Session returns a session last used after the given time, with its Person.
	Session(ctx context.Context, hash string, after time.Time) (Session, error)
	TouchSession(ctx context.Context, hash string, at time.Time) error
	DeleteSession(ctx context.Context, hash string) error
	// EndSessions deletes every session of an identity, and its feed.
	EndSessions(ctx context.Context, who Identity) error

	// KeepFeed stores the feed of an identity, in place of the one it had.
	KeepFeed(ctx context.Context, f Feed) error
	// Feed returns the feed with a hash.
	Feed(ctx context.Context, hash string) (Feed, error)
	// FeedOf returns the feed of an identity.
	FeedOf(ctx context.Context, who Identity) (Feed, error)

	// Once returns the answer to a request, which answer makes unless there is one. What answer stores with the context it is
	// given is one change together with the answer: all of it is there or nothing. Of two who answer a request at once one
	// finds that the other has, keeps nothing, and returns the other's answer. An answer for which nothing was stored is not
	// kept. What the store refuses with an *Error leaves what was stored before as it is; where it fails in any other way
	// nothing is kept, and Once fails. answer may run more than once, so it must not do anything else; and once it has stored
	// something it must not ask anybody but the store, for others may have to wait for it.
	Once(ctx context.Context, request string, now time.Time, answer func(context.Context) []byte) ([]byte, error)
	// Answered returns the answer to a request; nil where there is none.
	Answered(ctx context.Context, request string) ([]byte, error)
	// KeepAnswer stores an answer; a request that is answered keeps its own.
	KeepAnswer(ctx context.Context, request string, now time.Time, answer []byte) error
	// Hold takes or renews a named lease for holder until the given time, and tells whether holder has it now: one whose
	// time is not over by now stays with whoever holds it.
	Hold(ctx context.Context, name, holder string, now, until time.Time) (bool, error)
	// Held tells whether somebody holds a named lease now.
	Held(ctx context.Context, name string, now time.Time) (bool, error)
	// Sweep deletes tickets expired, sessions last used and requests made before the given times, and with the tickets the
	// leases that were over then.
	Sweep(ctx context.Context, tickets, sessions, requests time.Time) error
}
