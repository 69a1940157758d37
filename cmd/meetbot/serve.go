package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"meetbot/cmd/internal/app"
)

// configured is the flag of every command that needs the configuration.
type configured struct {
	Config string `help:"The configuration file. Without it the environment and the defaults count." type:"path" placeholder:"FILE"`
}

func (c configured) load(p program) (app.Config, error) { return app.Load(c.Config, p.environ) }

type serve struct{ configured }

// Run serves until ctx ends.
func (s serve) Run(ctx context.Context, p program) error {
	c, err := s.load(p)
	if err != nil {
		return err
	}
	log := app.NewLog(c, p.err)
	for _, w := range c.Warnings {
		log.WarnContext(ctx, "doubtful configuration", "warning", w)
	}
	a, err := app.New(ctx, c, app.Options{Log: log})
	if err != nil {
		return err
	}
	err = a.Run(ctx)
	if cerr := a.Close(); err == nil {
		err = cerr
	}
	return err
}

type config struct {
	Check configCheck `cmd:"" help:"Tell everything that is wrong with the configuration, and what is in force."`
}

type configCheck struct{ configured }

// Run checks the configuration.
func (c configCheck) Run(p program) error {
	loaded, err := c.load(p)
	fmt.Fprint(p.out, app.Describe(loaded))
	for _, w := range loaded.Warnings {
		fmt.Fprintln(p.out, "Warning:", w)
	}
	return err
}

type slack struct {
	Manifest slackManifest `cmd:"" help:"Print the manifest with which to make the Slack app."`
}

type slackManifest struct {
	configured
	SocketMode bool `help:"For Socket Mode: Slack needs not reach this service then."`
}

// Run prints the manifest. It needs no more of the configuration than where the service is reached.
func (s slackManifest) Run(p program) error {
	loaded, err := s.load(p)
	if faults, ok := err.(app.Faults); ok && loaded.BaseURL == "" { //nolint:errorlint // Load returns Faults and nothing else
		return faults
	}
	manifest, err := app.SlackManifest(loaded, s.SocketMode || loaded.Slack.AppToken != "")
	if err != nil {
		return err
	}
	fmt.Fprint(p.out, manifest)
	return nil
}

type version struct{}

// Run prints the version, the commit and the version of Go.
func (version) Run(p program) error {
	release, commit := "(devel)", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		release = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = s.Value
			}
		}
	}
	fmt.Fprintf(p.out, "meetbot %s, commit %s, %s\n", release, commit, runtime.Version())
	return nil
}
