// Command playground is meetbot to try out, with nothing to set up: the whole service, Slack and Discord in miniature to
// talk to it and a stand-in for the meeting server in one process, with a page to type in. The clock of it all can be
// pushed on.
// It is for one person on one machine: nobody signs in to it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"meetbot/cmd/internal/app"
)

// Exit statuses.
const (
	failed = 1
	misled = 2 // wrong usage
)

// settings are what the command line says.
type settings struct {
	addr  string
	db    string // empty: a temporary one
	jitsi string // empty: the stand-in
}

func main() {
	// Times read from a database must not depend on where the process runs.
	time.Local = time.UTC
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

func run(ctx context.Context, args []string, out, problems io.Writer) int {
	s, err := parse(args, problems)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return misled
	}
	w, err := newWorld(ctx, s, problems)
	if err != nil {
		fmt.Fprintln(problems, "playground:", err)
		return statusOf(err)
	}
	fmt.Fprintf(out, "The playground is open: %s/playground  (Ctrl-C closes it)\n", w.base)
	openBrowser(ctx, w.base+"/playground")
	if err := w.run(ctx); err != nil {
		fmt.Fprintln(problems, "playground:", err)
		return failed
	}
	return 0
}

func parse(args []string, problems io.Writer) (settings, error) {
	var s settings
	f := flag.NewFlagSet("playground", flag.ContinueOnError)
	f.SetOutput(problems)
	f.StringVar(&s.addr, "addr", "127.0.0.1:8080", "where the page is served, on this machine; port 0 takes any free one")
	f.StringVar(&s.db, "db", "", "keep the meetings in this `file`; without it they are gone afterwards")
	f.StringVar(&s.jitsi, "jitsi", "", "use the Jitsi server of this `domain`, such as meet.example.org; the clock cannot be pushed then")
	if err := f.Parse(args); err != nil {
		return s, err
	}
	if f.NArg() > 0 {
		err := fmt.Errorf("what is %q? The flags are -addr, -db and -jitsi", f.Arg(0))
		fmt.Fprintln(problems, "playground:", err)
		return s, err
	}
	return s, nil
}

func statusOf(err error) int {
	var faults app.Faults
	var usage usageError
	if errors.As(err, &faults) || errors.As(err, &usage) {
		return misled
	}
	return failed
}

// A usageError is something the command line must say differently.
type usageError struct{ error }
