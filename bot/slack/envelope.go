package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"meetbot/bot"
)

// read takes what a link brings until it ends, and returns why it did.
func (k *socket) read(ctx context.Context, l *link) error {
	var announced error
	for {
		f, err := l.next()
		switch {
		case err != nil && announced != nil:
			return announced
		case err != nil:
			return err
		case f.Type == "disconnect":
			announced = goodbye(f.Reason)
			l.until = time.Now().Add(k.timing.farewell)
			l.ending(announced)
		case f.ID != "":
			k.take(ctx, l, f)
		}
	}
}

// goodbye names why Slack is about to end a link.
func goodbye(reason string) error {
	switch reason {
	case "warning", "refresh_requested":
		return errRefresh
	case "link_disabled":
		return fmt.Errorf("%w: it is switched off in the app's settings", errRefused)
	default:
		return fmt.Errorf("Slack ends the connection of Socket Mode: %q", reason)
	}
}

// take has an envelope handled, and never waits: a reader that waits answers no pings. What is not taken is not
// acknowledged, and Slack sends it again, or to another process.
func (k *socket) take(ctx context.Context, l *link, f frame) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return
	}
	select {
	case k.slots <- struct{}{}:
	default:
		k.log.WarnContext(ctx, "too busy for a request over Socket Mode", "type", f.Type)
		return
	}
	k.work.Go(func() {
		defer func() { <-k.slots }()
		defer k.recover(ctx)
		// A shutdown lets what is in hand be answered.
		k.handle(context.WithoutCancel(ctx), l, f)
	})
}

func (k *socket) recover(ctx context.Context) {
	if p := recover(); p != nil {
		k.log.ErrorContext(ctx, "panic while answering over Socket Mode", "panic", p)
	}
}

func (k *socket) handle(ctx context.Context, l *link, f frame) {
	switch f.Type {
	case "slash_commands":
		k.command(ctx, l, f)
	case "interactive":
		k.interaction(ctx, l, f)
	case "events_api":
		k.acknowledge(ctx, l, f)
		k.hear(ctx, f.Payload)
	default:
		// What we do not know we would get again.
		k.acknowledge(ctx, l, f)
	}
}

// command answers what somebody typed in the acknowledgement. What does not fit in there, or comes too late for the
// link, goes to the address that came with the command; then a second copy of the envelope is given no answer.
func (k *socket) command(ctx context.Context, l *link, f frame) {
	form := fields(f.Payload)
	request := cmp.Or(form.Get("trigger_id"), f.ID)
	answer := k.receiver.command(ctx, form, f.ID)
	if k.told.Has(request) {
		k.acknowledge(ctx, l, f)
		return
	}
	if f.Accepts && l.ack(f.ID, answer) == nil {
		return
	}
	k.acknowledge(ctx, l, f)
	if !k.told.First(request) {
		return
	}
	if err := k.respond(ctx, form.Get("response_url"), answer); err != nil {
		k.log.WarnContext(ctx, "command not answered", "error", err)
	}
}

// fields returns the fields of a command, which are the same as in a form.
func fields(payload json.RawMessage) url.Values {
	var all map[string]any
	_ = json.Unmarshal(payload, &all) // what is no command has no workspace, and is refused
	form := url.Values{}
	for name, value := range all {
		if text, ok := value.(string); ok {
			form.Set(name, text)
		}
	}
	return form
}

// submitted answers a form in the acknowledgement, where alone it can be answered.
func (k *socket) submitted(ctx context.Context, l *link, f frame, i interaction, c bot.Command) {
	if err := l.ack(f.ID, k.submit(ctx, i, c)); err != nil {
		k.log.WarnContext(ctx, "form not answered", "error", err)
	}
}

// interaction acknowledges a press at once, and has it answered then. A second copy of it is only acknowledged.
func (k *socket) interaction(ctx context.Context, l *link, f frame) {
	var i interaction
	err := json.Unmarshal(f.Payload, &i)
	if c, ok := i.submitted(); ok && err == nil {
		k.submitted(ctx, l, f, i, c)
		return
	}
	k.acknowledge(ctx, l, f)
	if err != nil {
		k.log.WarnContext(ctx, "interaction not read", "error", err)
		return
	}
	if c, ok := i.command(); ok && k.told.First(cmp.Or(i.TriggerID, f.ID)) {
		k.press(ctx, i, c)
	}
}

func (k *socket) acknowledge(ctx context.Context, l *link, f frame) {
	if err := l.ack(f.ID, nil); err != nil {
		k.log.DebugContext(ctx, "request over Socket Mode not acknowledged", "type", f.Type, "error", err)
	}
}
