package discord

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"meetbot/core"
)

// connect makes sure, again and again until Discord answers or ctx ends, that the application is set up as we are. An
// error that is not the context's is one that only a change of the configuration mends.
func (d *Discord) connect(ctx context.Context) error {
	err := d.until(ctx, "Discord does not let us in yet", func(ctx context.Context) error {
		err := d.check(ctx)
		if err != nil {
			d.status.set(err.Error())
		}
		return err
	})
	if err == nil && !d.gateway {
		d.status.set(ok)
	}
	return err
}

// until tries something until it is done or final.
func (d *Discord) until(ctx context.Context, problem string, do func(context.Context) error) error {
	slow := backoff.NewExponentialBackOff()
	slow.InitialInterval, slow.MaxInterval = d.timing.again, time.Minute
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := do(ctx)
		if err == nil {
			return struct{}{}, nil
		}
		var final *finalError
		if errors.As(err, &final) || ctx.Err() != nil {
			return struct{}{}, backoff.Permanent(err)
		}
		d.log.WarnContext(ctx, problem, "error", err)
		return struct{}{}, err
	}, backoff.WithBackOff(slow), backoff.WithMaxElapsedTime(0))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// A finalError is one that only a change of the configuration mends. It says which.
type finalError struct{ error }

// Unwrap returns the error itself.
func (e *finalError) Unwrap() error { return e.error }

func final(format string, args ...any) error { return &finalError{fmt.Errorf(format, args...)} }

// A registered application is ours as Discord has it, see https://docs.discord.com/developers/resources/application.
type registered struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Key      string `json:"verify_key"`
	Endpoint string `json:"interactions_endpoint_url"`
	Flags    int    `json:"flags"`
	Bot      user   `json:"bot"`
}

// check makes sure that the application is what we take it to be, as far as Discord tells.
func (d *Discord) check(ctx context.Context) error {
	app, err := d.ours(ctx)
	switch {
	case errors.Is(err, core.ErrGone):
		d.log.WarnContext(ctx, "the application cannot be read, so nobody tells whether it is set up as we are", "error", err)
		return nil
	case err != nil:
		return err
	}
	d.people.know(app.Bot.ID)
	if !d.gateway && app.Endpoint == "" {
		d.log.WarnContext(ctx, "the application has no interactions endpoint URL yet: enter base_url followed by /discord/interactions under General Information in the developer portal")
	}
	return nil
}

// ours reads the application, and compares it with what we take it to be. One that has an interactions endpoint URL gets
// nothing through the gateway.
func (d *Discord) ours(ctx context.Context) (app registered, err error) {
	err = d.ask(ctx, call{method: "GET", path: "/applications/@me", bucket: "application"}, &app)
	switch {
	case errors.Is(err, errToken):
		return app, final("%w", err)
	case err != nil:
		return app, fmt.Errorf("read the application: %w", err)
	case app.ID != "" && app.ID != d.application:
		return app, final("discord.application_id is %s, but discord.bot_token belongs to the application %s (%s)", d.application, app.ID, app.Name)
	case d.gateway && app.Endpoint != "":
		return app, final("the application has an interactions endpoint URL, so that Discord sends nothing through the gateway: " +
			"clear it under General Information in the developer portal, or set discord.gateway to false")
	case !d.gateway && app.Key != "" && !strings.EqualFold(app.Key, hex.EncodeToString(d.key)):
		return app, final("discord.public_key is not that of the application: copy it from General Information in the developer portal")
	}
	return app, nil
}

const unregistered = "commands are not registered yet"

// registerMeanwhile registers the commands, and goes on trying until it is stopped where Discord does not take them:
// meanwhile those are served that it has.
func (d *Discord) registerMeanwhile(ctx context.Context) (stop func()) {
	if d.registered(ctx) == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = d.until(ctx, unregistered, d.registered) // it ends with ctx
	}()
	return func() { cancel(); <-done }
}

// registered registers the commands, if that is wanted. Where Discord refuses them for good, we go on with those that
// it has.
func (d *Discord) registered(ctx context.Context) error {
	if !d.register {
		return nil
	}
	changed, err := d.Register(ctx)
	if errors.Is(err, core.ErrGone) {
		d.log.ErrorContext(ctx, "commands not registered", "error", err)
		return nil
	}
	if changed {
		d.log.InfoContext(ctx, "commands registered")
	}
	return err
}
