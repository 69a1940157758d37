package discord

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Run connects, registers the commands, and keeps connected to the gateway until ctx ends; where interactions come over
// HTTP it returns once that is done. Among several processes it waits for its turn. An error that is not the context's is
// one that only a change of the configuration mends, and says which.
func (d *Discord) Run(ctx context.Context, a Answerer) error {
	if err := d.connect(ctx); err != nil {
		return err
	}
	if !d.gateway {
		return d.until(ctx, unregistered, d.registered)
	}
	stop := d.registerMeanwhile(ctx)
	defer stop()
	r := d.receiver(a)
	defer r.close()
	err := d.whileHeld(ctx, r.supervise)
	if err != nil {
		d.status.set(err.Error())
		return err
	}
	d.status.set("stopped")
	return ctx.Err()
}

// What Discord's close codes mean, see
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes.
var (
	fatal = map[int]string{
		4004: errToken.Error(),
		4010: "Discord refuses the shard: this is a fault of ours",
		4011: "the bot is in more servers than one connection serves: set discord.gateway to false and take interactions over HTTP",
		4012: "Discord no longer speaks this version of the gateway: update meetbot, or set discord.gateway to false and take interactions over HTTP",
		4013: "Discord does not know what we want to hear: this is a fault of ours",
		4014: "Discord does not let the application hear what we ask for: under Bot in the developer portal no privileged intent is needed, so this is a fault of ours",
	}
	// over lists the codes after which a session cannot be resumed.
	over = map[int]bool{4003: true, 4007: true, 4009: true}
)

// supervise keeps connected until ctx ends. A session is resumed where it may be, so that nothing is lost.
func (r *receiver) supervise(ctx context.Context) error {
	retries := r.retries()
	var s *session
	for {
		if s == nil {
			var err error
			if s, err = r.session(r.event); err != nil {
				return final("begin a session: %w", err)
			}
		}
		if s.ready.Load() {
			r.resumed.Store(time.Now().UnixNano())
		} else if err := r.begins.take(ctx); err != nil {
			return nil
		}
		stood := r.connected(ctx, s)
		code := int(s.code.Load())
		switch {
		case ctx.Err() != nil:
			return nil
		case fatal[code] != "":
			return final("gateway closed with %d: %s", code, fatal[code])
		case over[code]:
			s = nil
		}
		r.status.set("reconnecting")
		delay := retries.next(stood)
		r.log.WarnContext(ctx, "gateway lost", "code", code, "stood", stood, "retry", delay)
		if wait(ctx, delay, nil) != nil {
			return nil
		}
	}
}

// connected connects, and returns when the connection is lost or ctx ends, with how long it stood.
func (r *receiver) connected(ctx context.Context, s *session) time.Duration {
	err := s.begin(ctx)
	if err != nil {
		if ctx.Err() == nil {
			r.log.WarnContext(ctx, "gateway not reached", "error", describe(err))
		}
		return 0
	}
	began := time.Now()
	r.status.set(ok)
	r.log.InfoContext(ctx, "connected to the gateway")
	select {
	case <-s.lost:
	case <-ctx.Done():
		_ = s.Close() // it ends either way
	}
	return time.Since(began)
}

// event takes an event of the gateway, in a goroutine of the library's for each.
func (r *receiver) event(kind string, data json.RawMessage) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("panic while taking an event", "event", kind, "panic", p)
		}
	}()
	switch kind {
	case "READY":
		r.ready(data)
	case "INTERACTION_CREATE":
		i, known := read(data)
		// A resumed session may tell of it again, and Discord promises no more than that an event comes now and then.
		if !known || !r.seen.First(i.ID) || !r.enter() {
			return
		}
		defer r.busy.Done()
		r.serve(context.Background(), i, r.callback(i))
	}
}

// ready learns in which servers we are.
func (r *receiver) ready(data json.RawMessage) {
	var ready struct {
		Guilds []struct {
			ID string `json:"id"`
		} `json:"guilds"`
	}
	if err := json.Unmarshal(data, &ready); err != nil {
		r.log.Warn("READY not read", "error", errors.New("not as documented"))
		return
	}
	var ids []string
	for _, g := range ready.Guilds {
		if IsID(g.ID) {
			ids = append(ids, g.ID)
		}
	}
	r.guilds.setOurs(ids)
}
