package discord

import (
	"context"
	"time"
)

// A Lease sees to it that one process among several holds the gateway: a second one would get every interaction too.
type Lease interface {
	// Hold takes the lease of that name, or renews it, until that time, and tells whether it is ours now. Holding it
	// until a time that is past gives it up.
	Hold(ctx context.Context, name string, until time.Time) (bool, error)
}

// leaseName is under which name the gateway is held.
const leaseName = "discord gateway"

// whileHeld runs do for as long as the lease is ours, and again whenever it has become ours anew. It returns when ctx
// ends, or with do's error.
func (d *Discord) whileHeld(ctx context.Context, do func(context.Context) error) error {
	if d.lease == nil {
		return do(ctx)
	}
	for ctx.Err() == nil {
		if !d.hold(ctx) {
			d.status.set(standby)
			_ = wait(ctx, d.timing.look, nil) // the loop sees why
			continue
		}
		if err := d.held(ctx, do); err != nil {
			return err
		}
	}
	return nil
}

func (d *Discord) hold(ctx context.Context) bool {
	ours, err := d.lease.Hold(ctx, leaseName, d.clock.Now().Add(d.timing.held))
	if err != nil && ctx.Err() == nil {
		d.log.WarnContext(ctx, "cannot tell who holds the gateway", "error", err)
	}
	return ours && err == nil
}

// held runs do until the lease is lost, and gives it up then, so that another process need not wait until it is over.
func (d *Discord) held(ctx context.Context, do func(context.Context) error) error {
	mine, lose := context.WithCancel(ctx)
	defer lose()
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		defer lose()
		d.renew(mine)
	}()
	err := do(mine)
	lose()
	<-renewed
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if _, err := d.lease.Hold(after, leaseName, d.clock.Now()); err != nil {
		d.log.WarnContext(after, "gateway not given up; another process takes it when the lease is over", "error", err)
	}
	return err
}

// renew renews the lease until it is lost or ctx ends. Where nobody can tell, it is ours for as long as it was granted.
func (d *Discord) renew(ctx context.Context) {
	until := time.Now().Add(d.timing.held)
	for wait(ctx, min(d.timing.renew, time.Until(until)), nil) == nil {
		ask, cancel := context.WithDeadline(ctx, until)
		ours, err := d.lease.Hold(ask, leaseName, d.clock.Now().Add(d.timing.held))
		cancel()
		switch {
		case err == nil && ours:
			until = time.Now().Add(d.timing.held)
		case err == nil || !time.Now().Before(until):
			d.log.WarnContext(ctx, "another process has taken the gateway over", "error", err)
			return
		default:
			d.log.WarnContext(ctx, "cannot renew the hold of the gateway", "error", err)
			_ = wait(ctx, min(d.timing.look, time.Until(until)), nil) // the loop sees why
		}
	}
}
