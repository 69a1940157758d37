package bench_test

import (
	"fmt"
	"slices"
)

// A goal is one line of the table: a piece of work, what it is measured against, and what is to be held.
type goal struct {
	work  string
	unit  string
	floor string // what it is measured against
	ratio bool   // the limits are of measured / floor; else of what is measured
	most  bool   // the limits are upper ones
	hold  float64
	aim   float64
}

// free says that a line holds no goal: it is there to be read beside others.
func (g goal) free() bool { return g.hold == 0 }

// The databases, by the names that the table gives them.
const (
	sqlite   = "SQLite"
	postgres = "PostgreSQL"
)

var databases = []string{sqlite, postgres}

// perDatabase gives a line for each database, whose name takes the place of %s.
func perDatabase(g goal) []goal {
	var out []goal
	for _, db := range databases {
		one := g
		one.work = fmt.Sprintf(g.work, db)
		out = append(out, one)
	}
	return out
}

// goals are every line that the table must have, in its order.
var goals = slices.Concat(
	perDatabase(goal{work: "1,000 starts at one instant, p99, %s", unit: "ms", floor: "the posts alone", most: true, hold: 300, aim: 150}),
	perDatabase(goal{work: "1,000 starts at one instant, max, %s", unit: "ms", floor: "the posts alone", most: true, hold: 600}),
	perDatabase(goal{work: "10,000 at one instant among 1,000,000, last begun, %s", unit: "ms", floor: "claims of 1,000", most: true, hold: 3000, aim: 1500}),
	perDatabase(goal{work: "same, 150 ms an answer, last answered, %s", unit: "ms", floor: "Little's bound", ratio: true, most: true, hold: 2, aim: 1.3}),
	perDatabase(goal{work: "2,000 hanging Discord posts, Slack's last start, %s", unit: "ms", floor: "nothing hangs", most: true, hold: 300}),
	[]goal{
		{work: "/meet stored and answered, SQLite", unit: "/s", floor: "one commit", ratio: true, hold: 1, aim: 2},
		{work: "/meet stored and answered, PostgreSQL", unit: "/s", floor: "one commit", ratio: true, hold: 0.4, aim: 0.7},
		{work: "same against group commit, SQLite", unit: "/s", floor: "group commit", ratio: true},
	},
	perDatabase(goal{work: "/meet help, %s", unit: "/s", floor: "no database", ratio: true, hold: 0.3, aim: 0.5}),
	perDatabase(goal{work: "/meet list, %s", unit: "/s", floor: "no database", ratio: true, hold: 0.3, aim: 0.5}),
	[]goal{
		{work: "live page, SQLite", unit: "/s", floor: "bare page", ratio: true, hold: 0.55, aim: 0.75},
		{work: "live page, PostgreSQL", unit: "/s", floor: "bare page", ratio: true, hold: 0.5, aim: 0.7},
	},
	perDatabase(goal{work: "same against a file, %s", unit: "/s", floor: "static page", ratio: true}),
	perDatabase(goal{work: "organizer's live page, %s", unit: "/s", floor: "guest's page", ratio: true, hold: 0.8}),
	perDatabase(goal{work: "list of 50, %s", unit: "/s", floor: "bare list", ratio: true, hold: 1.2, aim: 2}),
	perDatabase(goal{work: "list of 50 on the wire, %s", unit: "KB", floor: "bare list", most: true, hold: 20}),
	[]goal{
		{work: "join, SQLite", unit: "/s", floor: "bare token", ratio: true, hold: 0.4, aim: 0.6},
		{work: "join, PostgreSQL", unit: "/s", floor: "bare token", ratio: true, hold: 0.25, aim: 0.4},
	},
	perDatabase(goal{work: "start to ready with 1,000,000 rows, %s", unit: "ms", floor: "empty database", most: true, hold: 1000, aim: 500}),
	perDatabase(goal{work: "memory: 1,000,000 rows, burst of 10,000, %s", unit: "MB", floor: "empty database", most: true, hold: 80, aim: 64}),
	perDatabase(goal{work: "idle, CPU a second, %s", unit: "ms", floor: "empty database", most: true, hold: 1, aim: 0.3}),
)
