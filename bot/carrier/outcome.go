package carrier

import (
	"context"
	"errors"
	"fmt"
	"net"

	"meetbot/core"
)

// Lost is the error of a request whose answer is lost. If it changes something, nobody can tell whether it did.
func Lost(why string, changes bool) error {
	if changes {
		return fmt.Errorf("%w: %s", core.ErrUnknown, why)
	}
	return errors.New(why)
}

// Describe names an error of a connection without its text, which may hold an address or what was sent.
func Describe(err error) string {
	var timeout net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout() {
		return "no answer in time"
	}
	return "the connection broke"
}
