//go:build unix

package main

import (
	"fmt"
	"time"
)

// line is what is printed of a run.
func (s *faultSite) line(name string, t tally) string {
	out := fmt.Sprintf("%-38s", name)
	for _, fault := range faultColumns {
		out += fmt.Sprintf(" %8d", s.counts[fault])
	}
	return out + fmt.Sprintf(" %8d %6d %6d %8d %6d %9d   %8s %8s %8s", t.meetings, t.items, len(t.lost), len(t.doubled), len(t.early), len(t.byPolicy),
		t.percentile(50), t.percentile(99), t.percentile(100))
}

var faultColumns = []string{"kills", "freezes", "restarts", "cuts", "locks", "full"}

func faultHeader() string {
	out := fmt.Sprintf("%-38s", "faults")
	for _, fault := range faultColumns {
		out += fmt.Sprintf(" %8s", fault)
	}
	return out + fmt.Sprintf(" %8s %6s %6s %8s %6s %9s   %8s %8s %8s", "meetings", "items", "lost", "doubled", "early", "by policy", "late p50", "p99", "max")
}

func (t tally) percentile(p int) time.Duration {
	if len(t.late) == 0 {
		return 0
	}
	return t.late[min(len(t.late)*p/100, len(t.late)-1)].Round(time.Millisecond)
}
