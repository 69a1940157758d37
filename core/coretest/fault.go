package coretest

import (
	"time"

	"meetbot/core"
)

// A Fault is what goes wrong, or what is to happen, in one attempt to announce something.
type Fault struct {
	Waiting func() // runs while the announcement waits for the platform's limiter
	Sending func() // runs when it has begun, before the message stands
	Refusal error  // what Announce returns without having begun
	Problem error  // what Announce returns after it has begun
	Effect  bool   // with Problem: the message stands all the same
	Crash   Moment // when the process dies, which a panic stands for
}

// A Moment is a point in one attempt to announce something.
type Moment int

// The moments at which a process may die.
const (
	Never        Moment = iota
	BeforeBegin         // claimed, waiting for the limiter
	BeforeEffect        // it was committed that the first byte is about to leave, and none did
	AfterEffect         // the message stands, which nobody wrote down
)

// Gone is a channel or a message that is not there for us.
func Gone() Fault { return Fault{Problem: core.ErrGone} }

// Busy is a platform that takes nothing for a while.
func Busy(after time.Duration) Fault { return Fault{Problem: &core.Busy{After: after}} }

// Unheard is an answer that never came, to a message that stands.
func Unheard() Fault { return Fault{Problem: core.ErrUnknown, Effect: true} }

// Swallowed is an answer that never came, to a message that was never put up.
func Swallowed() Fault { return Fault{Problem: core.ErrUnknown} }

// Failing is an attempt that fails for sure.
func Failing(err error) Fault { return Fault{Problem: err} }

// Waiting runs do while the announcement waits for the limiter; the attempt itself goes well.
func Waiting(do func()) Fault { return Fault{Waiting: do} }

// Sending runs do between the moment at which it is committed that the message may have been sent and the moment at
// which it is; the attempt itself goes well.
func Sending(do func()) Fault { return Fault{Sending: do} }

// CrashAt is a process that dies.
func CrashAt(m Moment) Fault { return Fault{Crash: m} }
