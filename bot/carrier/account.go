package carrier

import (
	"errors"

	"meetbot/core"
)

// An Account is somebody as a platform tells who they are, when they sign in with it.
type Account struct {
	core.Identity
	Name   string // as it is shown; others may have the same
	Handle string // the platform's own, which nobody else has; empty: there is none
}

// ErrNobody says that a platform names somebody by what is none of its IDs.
var ErrNobody = errors.New("no account has such an ID")
