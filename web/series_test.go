package web_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// daily has alice call a series for half an hour each day.
func (w *world) daily() core.Meeting {
	return w.meeting(func(r *core.Request) { r.Rule = "FREQ=DAILY;COUNT=20" })
}

// next puts the next of a series at hand.
func (w *world) next(m core.Meeting) {
	w.t.Helper()
	require.NoError(w.t, w.service.Turn(w.t.Context(), m.ID, m.Nth))
}

func TestThePageOfASeries(t *testing.T) {
	w := newWorld(t)
	m := w.daily()
	page := body(t, w.do(http.MethodGet, "/m/"+string(m.ID), ""))
	require.Contains(t, page, "every day at 15:00, 20 times")
	require.Contains(t, page, "Tue 25 Aug 15:00\nWed 26 Aug 15:00\nThu 27 Aug 15:00\nFri 28 Aug 15:00\nSat 29 Aug 15:00\nSun 30 Aug 15:00\nEurope/Warsaw")
	require.Contains(t, page, `data-occurrence="0"`)
	require.Contains(t, body(t, w.do(http.MethodGet, "/", "", w.as(alice))), "every day")
	require.NotContains(t, body(t, w.do(http.MethodGet, "/m/"+string(w.meeting().ID), "")), "Repeats")

	w.at(31 * time.Minute)
	require.Contains(t, body(t, w.do(http.MethodGet, "/m/"+string(m.ID), "")), `data-state="ended"`)
	w.next(m)
	page = body(t, w.do(http.MethodGet, "/m/"+string(m.ID), ""))
	require.Contains(t, page, `data-state="upcoming"`)
	require.Contains(t, page, `data-starts-at="2026-08-26T13:00:00Z"`)
	require.Contains(t, page, `data-occurrence="1"`)
	code, problem := w.join(m.ID, "name=bob")
	require.Equal(t, http.StatusConflict, code)
	require.Equal(t, "too_early", problem["error"])
	require.Equal(t, "2026-08-26T13:00:00Z", problem["opens_at"])
}

// TestWhatIsAskedOfOneIsNotDoneToTheNext of a series: the page of the one that is over may be open still.
func TestWhatIsAskedOfOneIsNotDoneToTheNext(t *testing.T) {
	for _, deed := range []string{"extend", "end", "cancel"} {
		w := newWorld(t)
		m := w.daily()
		w.at(31 * time.Minute)
		w.next(m)
		before, err := w.service.Meeting(t.Context(), m.ID)
		require.NoError(t, err)
		res := w.do(http.MethodPost, "/m/"+string(m.ID)+"/"+deed, "occurrence=0", w.as(alice), header("Accept", "application/json"))
		require.Equal(t, http.StatusGone, res.StatusCode, deed)
		after, err := w.service.Meeting(t.Context(), m.ID)
		require.NoError(t, err)
		require.Equal(t, before, after)
	}
	w := newWorld(t)
	m := w.daily()
	require.Equal(t, http.StatusOK, w.do(http.MethodPost, "/m/"+string(m.ID)+"/cancel", "occurrence=0", w.as(alice), header("Accept", "application/json")).StatusCode)
	w.next(m)
	after, err := w.service.Meeting(t.Context(), m.ID)
	require.NoError(t, err)
	require.Equal(t, core.Upcoming, after.State(w.clock.Now()), "only that one is off")
}

// TestACallGoesByItsOwnOccurrence while the next of the series is at hand already: until its grace is over, or at once where it
// was ended by hand.
func TestACallGoesByItsOwnOccurrence(t *testing.T) {
	w := newWorld(t)
	m := w.daily()
	w.at(12 * time.Minute)
	address := w.base + "/m/" + string(m.ID)
	win := open(t, desktop)
	win.enter(address, w.session(bob), "")
	win.waitText(".bar-time", "Time left 18 min")
	w.at(31 * time.Minute)
	w.next(m)
	win.wake()
	win.waitText(".bar-time", "Time’s up · room closes in 4:")
	w.at(35 * time.Minute)
	win.wake()
	win.waitFor(`document.querySelector("` + frame + `") === null`)
	win.waitText("#now-title", "Starts in")

	w.at(24*time.Hour + 10*time.Minute)
	win.enter(address, w.session(bob), "")
	win.waitText(".bar-time", "Time left 20 min")
	ended, err := w.service.End(t.Context(), core.Actor{Identity: alice}, m.ID)
	require.NoError(t, err)
	w.next(ended)
	win.wake()
	win.waitFor(`document.querySelector("` + frame + `") === null`)
	win.waitText("#now-title", "Starts in")
}
