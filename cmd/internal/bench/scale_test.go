package bench_test

import (
	"flag"
	"time"
)

// A scale is how much is measured.
type scale struct {
	name     string
	pace     pace
	people   int           // who type: each may have a hundred meetings
	starts   int           // at one instant, each in a channel of its own
	rows     int           // of announcements that lie ahead
	burst    int           // due at one instant among them
	hanging  int           // posts on the other platform that hang
	repeats  int           // of what is measured by itself
	idle     time.Duration // for how long nothing is done
	patience time.Duration // after which a burst is cut short
}

var scales = map[string]scale{
	"trial": {
		name: "a trial of the harness alone: its sizes are too small to judge by", pace: pace{1, 30 * time.Millisecond}, people: 20, starts: 20, rows: 2_000,
		burst: 100, hanging: 150, repeats: 1, idle: 1200 * time.Millisecond, patience: 20 * time.Second,
	},
	"short": {
		name: "short form", pace: pace{3, 300 * time.Millisecond}, people: 100, starts: 1_000, rows: 1_000_000, burst: 10_000,
		hanging: 2_000, repeats: 1, idle: 2 * time.Second, patience: 5 * time.Second,
	},
	"long": {
		name: "long form", pace: pace{5, 2 * time.Second}, people: 500, starts: 1_000, rows: 1_000_000, burst: 10_000,
		hanging: 2_000, repeats: 3, idle: 30 * time.Second, patience: 90 * time.Second,
	},
}

// How much make bench asks for; make check makes do with a trial.
var (
	measure = flag.String("measure", "trial", "trial, short or long")
	commit  = flag.String("commit", "unknown", "which the table is of")
)
