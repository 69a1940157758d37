// Command meetbot is the service: it schedules meetings from a chat, announces them there and serves their pages.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // zones also where the system has no table of them

	"github.com/alecthomas/kong"

	"meetbot/cmd/internal/app"
)

// Exit statuses.
const (
	failed = 1
	misled = 2 // wrong usage or configuration
)

type commands struct {
	Serve   serve   `cmd:"" help:"Run the service."`
	Read    reading `cmd:"" help:"Tell how a text after /meet is understood."`
	Migrate migrate `cmd:"" help:"Change the database schema."`
	Config  config  `cmd:"" help:"Look at the configuration."`
	Doctor  doctor  `cmd:"" help:"Look whether everything that the configuration speaks of is there and works."`
	Slack   slack   `cmd:"" help:"Set up the Slack app."`
	Discord discord `cmd:"" help:"Set up the Discord application."`
	Version version `cmd:"" help:"Print the version."`
}

// A program is what the commands run on.
type program struct {
	in       io.Reader
	out, err io.Writer
	environ  []string
}

func main() {
	// Times read from a database must not depend on where the process runs.
	time.Local = time.UTC
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := program{os.Stdin, os.Stdout, os.Stderr, os.Environ()}
	status := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// run runs a command line and returns the exit status.
func (p program) run(ctx context.Context, args []string) (status int) {
	var c commands
	exit := -1
	parser, err := kong.New(&c, kong.Name("meetbot"), kong.Description("Meetings from a chat."),
		kong.Writers(p.out, p.err), kong.Exit(func(code int) { exit = code }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(p.err, err)
		return failed
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		parser.Errorf("%s", err)
		return misled
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return p.status(parsed.Run(p))
}

// usage is the error of a command that wants to be said otherwise.
type usage string

// Error implements error.
func (u usage) Error() string { return string(u) }

// status tells an error and returns the exit status it means.
func (p program) status(err error) int {
	var faults app.Faults
	var wrong usage
	switch {
	case err == nil:
		return 0
	case errors.As(err, &faults):
		fmt.Fprintln(p.err, "The configuration cannot be used:")
		for _, f := range faults {
			fmt.Fprintln(p.err, "  -", f)
		}
		return misled
	case errors.As(err, &wrong):
		fmt.Fprintln(p.err, "meetbot:", err)
		return misled
	default:
		fmt.Fprintln(p.err, "meetbot:", err)
		return failed
	}
}
