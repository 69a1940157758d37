package app

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Level says how bad what was found is.
type Level string

// The levels: with a failure something does not work, with a warning something may not, or is not as it should be.
const (
	OK      Level = "ok"
	Warning Level = "warning"
	Failure Level = "failure"
)

// A Finding is what a check has come to.
type Finding struct {
	Level  Level
	About  string // "Slack token"
	What   string // what was seen
	Remedy string // what helps, a sentence; empty where all is well
}

// String returns the finding in one line.
func (f Finding) String() string {
	text := f.About + ": " + strings.TrimSuffix(f.What, ".")
	if f.Remedy != "" {
		text += ". " + f.Remedy
	}
	return fmt.Sprintf("%-*s  %s", len(Failure), f.Level, strings.Join(strings.Fields(text), " "))
}

// findings are those of one place, in the order in which they build on each other.
type findings []Finding

func (f *findings) ok(about, format string, args ...any) {
	*f = append(*f, Finding{OK, about, fmt.Sprintf(format, args...), ""})
}

func (f *findings) warn(about, remedy, format string, args ...any) {
	*f = append(*f, Finding{Warning, about, fmt.Sprintf(format, args...), remedy})
}

func (f *findings) fail(about, remedy, format string, args ...any) {
	*f = append(*f, Finding{Failure, about, fmt.Sprintf(format, args...), remedy})
}

// examineTime bounds what is looked at in one place. All places are looked at side by side.
const examineTime = 20 * time.Second

// A Doctor looks at what a configuration speaks of. The zero value is ready for use.
type Doctor struct {
	Client *http.Client  // nil: one of its own
	Settle time.Duration // how long somebody in a room is watched until the roles count as given; 0: two seconds
}

// Examine looks whether all is there and does what is asked of it, while the service runs or not. It changes nothing, but that
// it opens and closes a room of its own on the Jitsi server.
func (d Doctor) Examine(ctx context.Context, c Config) []Finding {
	client := d.Client
	if client == nil {
		client = &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	}
	places := []func(context.Context, Config, *http.Client) findings{examineConfig, examineDatabase, examineSite}
	for _, p := range platforms {
		if p.settings(c).on() {
			places = append(places, p.examine)
		}
	}
	places = append(places, d.examineJitsi)
	found := make([]findings, len(places))
	var all sync.WaitGroup
	for i, examine := range places {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, examineTime)
			defer cancel()
			found[i] = examine(ctx, c, client)
		})
	}
	all.Wait()
	out := slices.Concat(found...)
	secrets := secretsIn(fields(reflect.ValueOf(&c).Elem(), ""))
	for i := range out {
		out[i].What, out[i].Remedy = hide(out[i].What, secrets), hide(out[i].Remedy, secrets)
	}
	return out
}

// examineConfig repeats what Load found doubtful.
func examineConfig(_ context.Context, c Config, _ *http.Client) (f findings) {
	for _, w := range c.Warnings {
		f.warn("configuration", "", "%s", w)
	}
	if len(f) == 0 {
		f.ok("configuration", "it can be used")
	}
	return f
}
