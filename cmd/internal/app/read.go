package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"meetbot/bot"
	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// A Typist is who types a text that is to be read, as far as it matters to how it is.
type Typist struct {
	Zone    string    // an IANA name
	Now     time.Time // when it is typed
	Locale  string    // such as en-US; empty: not known
	Meeting string    // the one that a move speaks of, START/DURATION; empty: none is known
}

// Reader returns how a Typist's texts are understood; the error says what of the Typist is wrong.
func (t Typist) Reader() (func(text string) bot.Reading, error) {
	in := parse.Input{Now: t.Now.UTC(), Locale: t.Locale}
	var err error
	if in.Zone, err = time.LoadLocation(t.Zone); err != nil || t.Zone == "" {
		return nil, fmt.Errorf("%q is no time zone; one is Europe/Paris", t.Zone)
	}
	if t.Meeting != "" {
		if in.Meeting, err = meetingOf(t.Meeting); err != nil {
			return nil, err
		}
		in.Meeting.Zone = in.Zone
	}
	words, err := say.Load(fallback)
	if err != nil {
		return nil, fmt.Errorf("load the sentences: %w", err)
	}
	return func(text string) bot.Reading {
		in := in
		in.Text = text
		return bot.Understand(words, in)
	}, nil
}

// fallback is the language of whoever reads none that there is.
const fallback = "en"

func meetingOf(text string) (*parse.Meeting, error) {
	at, lasts, _ := strings.Cut(text, "/")
	start, err := time.Parse(time.RFC3339, at)
	if err == nil {
		var d time.Duration
		if d, err = time.ParseDuration(lasts); err == nil && d > 0 {
			return &parse.Meeting{Start: start.UTC(), Duration: d}, nil
		}
	}
	return nil, fmt.Errorf("%q is no meeting; one is 2026-12-01T15:00:00+01:00/45m", text)
}

// Understand reads a text as a command that somebody types in a channel, and does nothing.
func (a *App) Understand(ctx context.Context, who core.Identity, in core.Channel, text string) bot.Reading {
	return a.bot.Understand(ctx, bot.Command{Sender: who, Channel: in, Said: bot.Words(text)})
}
