package coretest

import (
	"bytes"
	"time"

	"meetbot/core"
)

// A World is a core.Service among fakes, with all that was logged.
type World struct {
	Store     *Store    // in which nothing is where NewWorld was given another
	Provider  *Provider // that nobody asks where NewWorld was given another
	Directory *Directory
	Sealer    *core.Sealer
	Log       *Lines
	Service   *core.Service
}

// UsualPolicy is what most tests go by: half an hour at most a day long, no reminders, rooms open from ten minutes before
// to five after, and a hundred meetings for each person.
var UsualPolicy = core.Policy{
	DefaultDuration: 30 * time.Minute, MaxDuration: 24 * time.Hour, OpenEarly: 10 * time.Minute, Grace: 5 * time.Minute,
	Retention: 90 * 24 * time.Hour, MaxUpcoming: 100,
}

// A Setting changes what a World is made of.
type Setting func(*setting)

type setting struct {
	provider core.Provider
	store    core.Store
	wake     func()
}

// With has rooms be of a provider other than the fake one.
func With(p core.Provider) Setting { return func(s *setting) { s.provider = p } }

// Keeping has everything be stored elsewhere than in the fake Store.
func Keeping(in core.Store) Setting { return func(s *setting) { s.store = in } }

// Waking has wake be called as the service wakes its dispatcher.
func Waking(wake func()) Setting { return func(s *setting) { s.wake = wake } }

// NewWorld returns a World that goes by a clock and a policy, with nothing stored.
func NewWorld(clock core.Clock, policy core.Policy, settings ...Setting) *World {
	w := &World{Store: NewStore(), Provider: NewProvider(), Directory: &Directory{}, Log: &Lines{}}
	s := setting{w.Provider, w.Store, func() {}}
	for _, change := range settings {
		change(&s)
	}
	var err error
	if w.Sealer, err = core.NewSealer(bytes.Repeat([]byte{7}, 32)); err != nil {
		panic(err) // a key of 32 bytes is sound
	}
	w.Service = core.NewService(s.store, s.provider, w.Directory, clock, policy, w.Sealer, w.Log.Logger(), s.wake)
	return w
}
