package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"meetbot/core/joint"
)

// A queue is what goes through the same limit of a platform: the posts into a channel, or the edits there.
type queue struct {
	channel Channel
	posts   bool
}

// deliver makes claimed announcements, each in a goroutine of its own. In a queue each waits until the one before it, which is
// the more urgent, has begun or is not sent. The end of run does not cut that short: nobody would know the outcome then.
func (l *lane) deliver(run context.Context, as []Announcement) {
	meetings, err := l.meetings(run, as)
	if err != nil {
		l.log.ErrorContext(run, "cannot read the meetings to announce", "error", err)
	}
	last := map[queue]chan struct{}{}
	for i, a := range as {
		in := queue{a.Channel, a.Kind.Posts()}
		before, passed := last[in], make(chan struct{})
		last[in] = passed
		pass := sync.OnceFunc(func() { close(passed) })
		go func() {
			defer l.drop(a)
			defer pass()
			defer l.recover(run, a)
			if before != nil {
				<-before
			}
			t := l.attempt(meetings[i], a)
			switch {
			case err != nil:
				pass()
				l.keep(run, t.put(backoff(a.Attempts), err))
			case t.meeting.ID == "":
				pass()
				t.a.State = Void
				l.keep(run, t.a)
			default:
				l.try(run, t, pass)
			}
		}()
	}
}

// meetings returns the meeting of each announcement, or none and why.
func (l *lane) meetings(run context.Context, as []Announcement) (all []Meeting, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in the store: %v", p)
		}
		if err != nil {
			all = make([]Meeting, len(as))
		}
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(run), storeTime)
	defer cancel()
	return l.store.MeetingsOf(ctx, as)
}

func (l *lane) recover(ctx context.Context, a Announcement) {
	if p := recover(); p != nil {
		l.log.ErrorContext(ctx, "panic while announcing", "announcement", a.ID, "kind", a.Kind, "panic", p)
	}
}

// attempt returns what is known now of an announcement.
func (l *lane) attempt(m Meeting, a Announcement) attempt {
	return attempt{m, a, l.clock.Now(), l.announcer.Remembers(a.Channel)}
}

// try makes one announcement and keeps how it came out. It calls begun as soon as it may be sent, or is not.
func (l *lane) try(run context.Context, t attempt, begun func()) {
	ctx := context.WithoutCancel(run)
	a, err := l.make(ctx, t, begun)
	begun()
	if errors.Is(err, ErrLost) {
		l.log.DebugContext(ctx, "announcement overtaken before it was sent", "announcement", a.ID, "kind", a.Kind)
		return
	}
	more, err := l.follow(ctx, t.meeting, a, err)
	if err != nil {
		// It comes out the same again, and nothing is sent for that: it was refused, or may not be sent once more.
		level, wait := slog.LevelError, time.Second
		var words *inWords
		if errors.As(err, &words) {
			level, wait = slog.LevelDebug, max(wait, words.next.Sub(l.clock.Now())+time.Second)
		}
		l.log.Log(ctx, level, "cannot tell yet whom to tell", "meeting", a.Meeting, "error", err)
		a = l.attempt(t.meeting, a).put(wait, err)
	}
	l.keep(run, a, more...)
}

// make says an announcement unless that is to be skipped, and returns it as it came out. The error is that of saying it.
func (l *lane) make(ctx context.Context, t attempt, begun func()) (Announcement, error) {
	var others []Announcement
	if t.heedsOthers() {
		var err error
		if others, err = l.others(ctx, t.a); err != nil {
			l.log.ErrorContext(ctx, "cannot tell what stands already", "meeting", t.a.Meeting, "error", err)
			t.a.State, t.a.Next = Pending, t.now.Add(time.Second)
			return t.a, nil
		}
	}
	if a, skipped := t.skip(others); skipped {
		return a, nil
	}
	a := t.a
	ref, err := l.say(ctx, t.meeting, &a, begun)
	if a.Ref = ref; err != nil {
		a.Ref = "" // it names nothing
	}
	if errors.Is(err, ErrLost) {
		return a, err
	}
	return l.attempt(t.meeting, a).settle(t.a, err), err
}

func (l *lane) others(ctx context.Context, a Announcement) ([]Announcement, error) {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	return l.store.Announcements(ctx, a.Meeting)
}

// sayFor bounds what an attempt takes until it begins to send, and from then on: whatever hangs in it gives its slot back.
const sayFor = 2 * lease

// say says a, and leaves it as it was begun.
func (l *lane) say(ctx context.Context, m Meeting, a *Announcement, begun func()) (MessageRef, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	overdue := time.AfterFunc(sayFor, cancel)
	defer overdue.Stop()
	begin := func(ctx context.Context) error {
		e := l.begins.Put(wish{attempt: attempt{meeting: m, a: *a}})
		err := l.begins.Wait(ctx, e)
		if err == nil {
			*a = e.Of.a
		}
		overdue.Reset(sayFor)
		begun()
		return err
	}
	switch a.Kind.entry().to {
	case toSeries:
		if err := begin(ctx); err != nil {
			return "", err
		}
		return "", l.turner.Turn(ctx, m.ID, a.Nth)
	case toRoom:
	default:
		return l.announcer.Announce(ctx, m, *a, begin)
	}
	if !l.provider.Enforces().Close {
		return "", ErrNothing
	}
	if err := begin(ctx); err != nil {
		return "", err
	}
	return "", l.closeRoom(ctx, m, *a)
}

// closeRoom closes a room, and has the log say why one stays open.
func (l *lane) closeRoom(ctx context.Context, m Meeting, a Announcement) error {
	err := l.provider.Close(ctx, m)
	if errors.Is(err, ErrOpen) || err != nil && a.Attempts == closeTries {
		l.log.WarnContext(ctx, "room not closed", "meeting", m.ID, "problem", err)
	}
	return err
}

// begin commits that announcements are about to be sent, but for those of which that is no longer right.
func (l *lane) begin(all []*joint.Errand[wish]) {
	var as []Announcement
	l.renew(all)
	for _, e := range all {
		e.Of.attempt = l.attempt(e.Of.meeting, e.Of.a)
		if e.Err = e.Of.spoilt(); e.Err == nil {
			e.Err = ErrLost // unless the store says otherwise
			as = append(as, e.Of.a)
		}
	}
	if len(as) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	now := l.clock.Now()
	begun, err := l.store.Begin(ctx, as, now, now.Add(lease))
	by := map[string]Announcement{}
	for _, a := range begun {
		by[a.ID] = a
	}
	for _, e := range all {
		if a, ok := by[e.Of.a.ID]; ok {
			e.Of.a, e.Err = a, nil
		} else if err != nil && errors.Is(e.Err, ErrLost) {
			e.Err = err
		}
	}
}

// settle stores how announcements came out.
func (l *lane) settle(all []*joint.Errand[wish]) {
	l.renew(all)
	outcomes := make([]Outcome, len(all))
	for i, e := range all {
		outcomes[i] = Outcome{e.Of.a, e.Of.more}
	}
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	settled, err := l.store.Settle(ctx, outcomes)
	kept := map[string]bool{}
	for _, id := range settled {
		kept[id] = true
	}
	for _, e := range all {
		if e.Err = err; err == nil && !kept[e.Of.a.ID] {
			e.Err = ErrLost
		}
	}
}

// keep keeps how a came out, with what follows from it.
func (l *lane) keep(run context.Context, a Announcement, more ...Announcement) {
	err := l.insist(run, a, more)
	if errors.Is(err, ErrLost) {
		l.log.DebugContext(run, "announcement was taken over", "announcement", a.ID, "kind", a.Kind)
		return
	}
	if err != nil {
		// The lease runs out, and the announcement is claimed again.
		l.log.ErrorContext(run, "cannot settle announcement", "announcement", a.ID, "kind", a.Kind, "error", err)
		return
	}
	if a.State == Pending && a.Problem != "" {
		l.delay(a.Next)
	}
	if len(more) > 0 {
		l.Wake() // they may go elsewhere
	}
	level := slog.LevelDebug
	if a.State == Dead || a.State == Unsure {
		level = slog.LevelWarn
	}
	l.log.Log(run, level, "announcement settled", "announcement", a.ID, "meeting", a.Meeting, "kind", a.Kind, "state", a.State, "attempts", a.Attempts, "problem", a.Problem)
	l.observe(a, l.clock.Now().Sub(a.promised()))
}

// How long a database that fails is asked to keep how an announcement came out: nobody else knows whether it was sent.
// Whoever stops the process does not wait for that.
const (
	keepFor    = 15 * time.Minute
	keepAtStop = 5 * time.Second
	keepEvery  = 200 * time.Millisecond
	keepSeldom = 2 * time.Second
)

// insist stores how a came out, again and again while the database fails.
func (l *lane) insist(run context.Context, a Announcement, more []Announcement) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(run), keepFor)
	defer cancel()
	defer context.AfterFunc(run, func() { time.AfterFunc(keepAtStop, cancel) })()
	missed := false
	for pause := keepEvery; ; pause = min(2*pause, keepSeldom) {
		err := l.settles.Wait(ctx, l.settles.Put(wish{attempt{a: a}, more}))
		if err == nil || missed && errors.Is(err, ErrLost) {
			return err
		}
		// One that is lost may have been claimed by ourselves just now.
		missed = errors.Is(err, ErrLost)
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}
