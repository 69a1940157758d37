package app

import (
	"context"
	"time"

	"meetbot/core"
)

// A Coming is what is said or happens next. Its zero value: nothing is.
type Coming struct {
	At    time.Time
	Kind  core.Kind
	Title string // of the meeting
}

// Coming returns what is said or happens next. What nobody notices does not count.
func (a *App) Coming(ctx context.Context) (Coming, error) {
	now := a.clock.Now()
	// The room of a meeting is open for a while after its end.
	meetings, err := a.store.Meetings(ctx, core.Query{OverAfter: now.Add(-a.config.Meetings.Grace - time.Minute)})
	if err != nil {
		return Coming{}, err
	}
	var first Coming
	for _, m := range meetings {
		all, err := a.store.Announcements(ctx, m.ID)
		if err != nil {
			return Coming{}, err
		}
		for _, n := range all {
			c := Coming{At: n.Next, Kind: n.Kind, Title: m.Title}
			if n.State == core.Pending && n.Next.After(now) && n.Kind.Noticed(a.service.Enforces()) && c.before(first) {
				first = c
			}
		}
	}
	return first, nil
}

func (c Coming) before(other Coming) bool {
	if other.At.IsZero() || c.At.Before(other.At) {
		return true
	}
	return c.At.Equal(other.At) && c.Kind.Priority() < other.Kind.Priority()
}
