package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"meetbot/cmd/internal/app"
)

type reading struct {
	Text    []string  `arg:"" optional:"" help:"What is typed after /meet. Without it every line of the standard input is read."`
	Zone    string    `help:"The time zone of whoever types it." default:"UTC"`
	Now     time.Time `help:"When it is typed, RFC 3339; the present moment by default." placeholder:"RFC3339"`
	Locale  string    `help:"The locale of whoever types it: which language is tried first, and whether 9/12 is in September." placeholder:"en-US"`
	Meeting string    `help:"The meeting that a move speaks of." placeholder:"START/DURATION"`
	JSON    bool      `name:"json" help:"Print one JSON object a line."`
}

// Run reads the texts and prints how they are understood.
func (r reading) Run(p program) error {
	typist := app.Typist{Zone: r.Zone, Now: r.Now, Locale: r.Locale, Meeting: r.Meeting}
	if r.Now.IsZero() {
		typist.Now = time.Now()
	}
	read, err := typist.Reader()
	if err != nil {
		return usage(err.Error())
	}
	show := func(text string) error {
		got := read(text)
		if r.JSON {
			out := json.NewEncoder(p.out)
			out.SetEscapeHTML(false)
			return out.Encode(got) //nolint:wrapcheck // the command says nothing else
		}
		_, err := fmt.Fprintf(p.out, "%s\n  %s: %s\n", got.Text, got.Outcome, got.Message)
		for _, c := range got.Choices {
			fmt.Fprintf(p.out, "    [%s]  %s\n", c.Label, c.Text)
		}
		return err //nolint:wrapcheck // as above
	}
	if len(r.Text) > 0 {
		return show(strings.Join(r.Text, " "))
	}
	return lines(p.in, show)
}

// lines hands over each line of a text, whatever its length.
func lines(in io.Reader, show func(string) error) error {
	for from := bufio.NewReader(in); ; {
		line, err := from.ReadString('\n')
		if line != "" {
			if err := show(strings.TrimRight(line, "\r\n")); err != nil {
				return err
			}
		}
		switch err {
		case nil:
		case io.EOF:
			return nil
		default:
			return fmt.Errorf("read the standard input: %w", err)
		}
	}
}
