package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestVisitorsAreForgotten: what is remembered of them is bounded, and those who are still at it stay held.
func TestVisitorsAreForgotten(t *testing.T) {
	now := time.Date(2026, 8, 25, 13, 0, 0, 0, time.UTC)
	l := newLimits(nil, func() time.Time { now = now.Add(time.Millisecond); return now })
	r := httptest.NewRequest(http.MethodGet, "/nothing", nil)
	busy := httptest.NewRequest(http.MethodPost, "/m/nothing/join", nil)
	held := 0
	for i := range 3 * maxVisitors {
		r.RemoteAddr = fmt.Sprintf("[2001:db8:%x:%x::1]:1", i/65536, i%65536)
		l.allow(r)
		if !l.allow(busy) {
			held++
		}
	}
	if n := len(l.new) + len(l.old); n > 2*maxVisitors {
		t.Errorf("%d visitors are remembered", n)
	}
	if held == 0 {
		t.Error("whoever is busy all the time is let through")
	}
}
