package main

import (
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/core/store/pgtest"
)

// TestWhatEitherProgramChangesTheOtherSays runs the program of before the newest step of the schema beside this one after
// the step. Of what either of them moves, cancels and ends the other one says what comes later, whichever called it.
func TestWhatEitherProgramChangesTheOtherSays(t *testing.T) {
	t.Parallel()
	database := pgtest.Database(t)
	slack, settings := newSlack(t)
	program := func(binary string) *site {
		s := &site{running: newRunning(t, database), slack: slack}
		s.binary, s.environ = binary, append(s.environ, settings...)
		s.environ = append(s.environ, secretKey)
		return s
	}
	old, next := program(programBefore(t)), program("")
	old.start()
	old.call("in 1 hour", "anna", "bert", "carl", "dora")
	old.call("now", "emma", "fred")
	next.start()
	if newest := steps(t)[len(steps(t))-1]; newest != lastStarred {
		require.Contains(t, next.log.String(), newest, "it takes the step")
	}
	old.call("in 1 hour", "gina")
	next.call("in 1 hour", "hans")

	next.changes("anna", "gina", "bert", "emma")
	next.stop()
	old.starts("anna", "gina")

	next.start()
	old.changes("carl", "hans", "dora", "fred")
	old.types("/meet end anna")
	old.await("anna has ended")
	old.stop()
	next.starts("carl", "hans")
	next.types("/meet end gina")
	next.await("gina has ended")

	for name, want := range map[string]string{
		"anna": "card moved start end", "carl": "card moved start", "hans": "card moved start", "gina": "card moved start end",
		"bert": "card cancelled", "dora": "card cancelled", "emma": "card end", "fred": "card end",
	} {
		require.Equal(t, want, next.heard(name), name)
	}
	require.Empty(t, slack.Refused())
}

// number is under what the meetings are known there, in the order in which they are called.
var number = map[string]string{"anna": "#1", "bert": "#2", "carl": "#3", "dora": "#4", "emma": "#5", "fred": "#6", "gina": "#7", "hans": "#8"}

// types has alice type to this program, be there others.
func (s *site) types(text string) {
	s.t.Helper()
	s.slack.SetService("http://" + s.address)
	_, err := s.slack.Type("U0001", "C0001", text)
	require.NoError(s.t, err)
}

// call calls meetings, and waits for their cards.
func (s *site) call(when string, names ...string) {
	s.t.Helper()
	for _, name := range names {
		s.types("/meet " + when + " " + name + " for 30m")
		s.await(name + "\n")
	}
}

// changes moves two meetings to a moment from now, cancels one and ends one, and waits until everybody is told.
func (s *site) changes(one, other, cancelled, ended string) {
	s.t.Helper()
	for _, name := range []string{one, other} {
		s.types("/meet move " + number[name] + " in 10 seconds")
		s.await("moved " + name)
	}
	s.types("/meet cancel " + cancelled)
	s.await("cancelled " + cancelled)
	s.types("/meet end " + ended)
	s.await(ended + " has ended")
}

// stop has the program finish what it has in hand.
func (s *site) stop() {
	s.t.Helper()
	require.NoError(s.t, s.program.Process.Signal(syscall.SIGTERM))
	require.NoError(s.t, <-s.exited)
}

// starts waits for the starts of meetings.
func (s *site) starts(names ...string) {
	s.t.Helper()
	for _, name := range names {
		s.await(name + " has started")
	}
}

// heard lists what the channel has heard of a meeting, each as often as it did.
func (s *site) heard(name string) string {
	var out []string
	for _, what := range []struct{ name, words string }{
		{"card", name + "\n"}, {"moved", "moved " + name}, {"cancelled", "cancelled " + name}, {"start", name + " has started"}, {"end", name + " has ended"},
	} {
		n, _ := s.count(what.words)
		out = append(out, slices.Repeat([]string{what.name}, n)...)
	}
	return strings.Join(out, " ")
}
