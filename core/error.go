package core

import (
	"errors"
	"fmt"
	"time"
)

// Errors that an Announcer returns; see there what each one means.
var (
	ErrGone    = errors.New("channel or message is gone")
	ErrUnknown = errors.New("outcome unknown")
	ErrNothing = errors.New("nothing to send")
)

// ErrVanished is an ErrGone of which the reason is known: the channel is not there any more, for anybody.
var ErrVanished = fmt.Errorf("%w: it is deleted or archived", ErrGone)

// ErrFiltered is an ErrGone of which the reason is known: we may write there, but what we wrote was not taken.
var ErrFiltered = fmt.Errorf("%w: what was written is not taken there", ErrGone)

// ErrDeleted is an ErrGone of which the reason is known: the message that was to be changed is not there any more.
var ErrDeleted = fmt.Errorf("%w: the message is deleted", ErrGone)

// ErrClosed says that a message cannot be changed as long as where it stands is closed, as an archived thread is to whoever
// may not open it. Nothing was sent, and later it may be possible.
var ErrClosed = errors.New("closed for now")

// ErrOpen says that a room may still be open, since the meeting server as it stands does not close it. What it wraps says why,
// and what helps.
var ErrOpen = errors.New("the room may still be open")

// ErrLost says that the right to send an announcement was lost before anything was sent: the lease is over, or the
// meeting has changed since.
var ErrLost = errors.New("lease lost")

// Busy is the error of a platform that cannot take anything before After has passed.
type Busy struct{ After time.Duration }

// Error implements error.
func (b *Busy) Error() string { return fmt.Sprintf("busy for %s", b.After) }

// A Code names a kind of refusal. The web answers with it as it stands.
type Code string

// The kinds of refusals.
const (
	NotFound     Code = "not_found"
	Forbidden    Code = "forbidden"
	Invalid      Code = "invalid"
	Ambiguous    Code = "ambiguous" // several meetings fit
	TooMany      Code = "too_many"
	HasStarted   Code = "has_started"
	NotStarted   Code = "not_started"
	HasEnded     Code = "ended"
	WasCancelled Code = "cancelled"
	MembersOnly  Code = "members_only"
	TooEarly     Code = "too_early"
	NameRequired Code = "name_required"
	Used         Code = "used"     // a ticket that is used up or too old
	NotTold      Code = "not_told" // a platform could not be asked; trying again may help
)

// An Error is a refusal that people may read: Reason says which sentence it is, or Code where it is empty, and Args what
// stands in it, names and values by turns. Everything else that goes wrong is for the log alone.
type Error struct {
	Code    Code
	Reason  Reason
	Args    []any
	OpensAt time.Time // with TooEarly: when this visitor may enter
	Among   []Meeting // with Ambiguous: the meetings that fit
}

// Error names the refusal for the log.
func (e *Error) Error() string {
	out := string(e.Code)
	if e.Reason != "" {
		out += ": " + string(e.Reason)
	}
	if len(e.Args) > 0 {
		out += fmt.Sprint(" ", e.Args)
	}
	return out
}

// IsCode tells whether err is a refusal of that kind.
func IsCode(err error, c Code) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == c
}

func refuse(c Code, r Reason, args ...any) *Error { return &Error{Code: c, Reason: r, Args: args} }
