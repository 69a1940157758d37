package store_test

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/coretest"
	"meetbot/core/store"
)

// A habit is a series, and in words of its own on which days it is: as somebody goes through a calendar, day by day.
type habit struct {
	zone, rule string
	clock      time.Duration
	lasts      time.Duration
	on         func(day, first time.Time) bool
}

func weekday(days ...time.Weekday) func(day, first time.Time) bool {
	return func(day, _ time.Time) bool { return slices.Contains(days, day.Weekday()) }
}

func daysSince(day, first time.Time) int { return int(day.Sub(first).Hours() / 24) }

// theYear has six zones: two with clocks as usual, one on the southern half, one that goes by Ramadan, and two whose rules were
// changed in that year: Almaty moved on 1 March 2024, and Paraguay left its clocks in summer from October on.
const (
	warsaw, newYork, sydney     = "Europe/Warsaw", "America/New_York", "Australia/Sydney"
	casablanca, almaty, paragua = "Africa/Casablanca", "Asia/Almaty", "America/Asuncion"
)

var habits = []habit{
	{warsaw, "FREQ=WEEKLY;BYDAY=SU", 2*time.Hour + 30*time.Minute, 15 * time.Minute, weekday(time.Sunday)}, // skipped once, and doubled once
	{warsaw, "FREQ=WEEKLY;BYDAY=MO,FR", 9*time.Hour + 30*time.Minute, 45 * time.Minute, weekday(time.Monday, time.Friday)},
	{newYork, "FREQ=WEEKLY;BYDAY=SU", time.Hour + 30*time.Minute, time.Hour, weekday(time.Sunday)}, // doubled once
	{newYork, "FREQ=MONTHLY;BYDAY=-1FR", 15 * time.Hour, 2 * time.Hour, func(d, _ time.Time) bool {
		return d.Weekday() == time.Friday && d.AddDate(0, 0, 7).Month() != d.Month()
	}},
	{sydney, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", 8 * time.Hour, 45 * time.Minute, func(d, first time.Time) bool { return d.Weekday() == time.Tuesday && daysSince(d, first)%14 == 0 }},
	{sydney, "FREQ=MONTHLY;BYMONTHDAY=31", 23*time.Hour + 45*time.Minute, 30 * time.Minute, func(d, _ time.Time) bool { return d.Day() == 31 }},
	{casablanca, "FREQ=WEEKLY;BYDAY=MO,TH", 3 * time.Hour, 30 * time.Minute, weekday(time.Monday, time.Thursday)},
	{casablanca, "FREQ=DAILY;INTERVAL=3", 2 * time.Hour, 30 * time.Minute, func(d, first time.Time) bool { return daysSince(d, first)%3 == 0 }},
	{almaty, "FREQ=WEEKLY;BYDAY=WE", 10 * time.Hour, time.Hour, weekday(time.Wednesday)},
	{almaty, "FREQ=MONTHLY;BYDAY=2TH", 0, time.Hour, func(d, _ time.Time) bool { return d.Weekday() == time.Thursday && d.Day() > 7 && d.Day() <= 14 }},
	{paragua, "FREQ=WEEKLY;BYDAY=SA,SU", 0, 30 * time.Minute, weekday(time.Saturday, time.Sunday)}, // midnight is skipped and doubled there
	{paragua, "FREQ=YEARLY", 12 * time.Hour, time.Hour, func(d, first time.Time) bool { return d.Month() == first.Month() && d.Day() == first.Day() }},
}

// starts are when a habit takes place between two instants: the first at which the clocks show its time, or, where they never do,
// by the clocks of the day before.
func (h habit) starts(t testing.TB, from, until time.Time) (out []time.Time) {
	zone, err := time.LoadLocation(h.zone)
	require.NoError(t, err)
	var first time.Time
	for day := from.AddDate(0, 0, -1).Truncate(24 * time.Hour); day.Before(until.AddDate(0, 0, 2)); day = day.AddDate(0, 0, 1) {
		want := day.Add(h.clock).Format(time.DateTime)
		_, offset := day.Add(h.clock - 20*time.Hour).In(zone).Zone()
		at := day.Add(h.clock - time.Duration(offset)*time.Second)
		for try := day.Add(-20 * time.Hour); try.Before(day.Add(44 * time.Hour)); try = try.Add(15 * time.Minute) {
			if try.In(zone).Format(time.DateTime) == want {
				at = try
				break
			}
		}
		if at.Before(from) || first.IsZero() && !h.on(day, day) || !first.IsZero() && !h.on(day, first) {
			continue
		}
		if first.IsZero() {
			first = day
		}
		if at.Before(until) {
			out = append(out, at.UTC())
		}
	}
	return out
}

// TestAYearOfSeries has twelve series live through a year, with the process stopped and started again many times, also over
// their starts: each start is said once, at the right time or late if it was still on, and each has one link.
func TestAYearOfSeries(t *testing.T) {
	t.Parallel()
	address := sqliteAddress(t)
	synctest.Test(t, func(t *testing.T) {
		y := newYear(t, address)
		defer time.Sleep(time.Second) // what asks the store once more ends
		defer func() { require.NoError(t, y.store.Close()) }()
		begin, end := y.clock.Now(), y.clock.Now().AddDate(1, 0, 0)
		random := rand.New(rand.NewPCG(2024, 2))
		for now := begin; now.Before(end); now = y.clock.Now() {
			y.until(now.Add(time.Duration(random.IntN(20*24*60)) * time.Minute))
			y.restart(time.Duration(random.IntN(5*60)) * time.Minute)
			y.until(y.next(random.IntN(len(habits))).Add(-time.Minute))
			y.restart(time.Duration(random.IntN(90)) * time.Minute)
		}
		last := y.clock.Now()
		all, late := 0, 0
		for i, h := range habits {
			heard := y.heard(i)
			require.Equal(t, y.expected(h, begin, last), heard, "%s in %s", h.rule, h.zone)
			for _, one := range heard {
				if start, at, _ := strings.Cut(one, " at "); start != at {
					late++
				}
			}
			all += len(heard)
		}
		t.Logf("%d starts, %d of them late, %d times stopped", all, late, len(y.away))
		require.Greater(t, all, 600)
		require.Positive(t, late)
		rooms := map[string]core.MeetingID{}
		for _, m := range y.chat.Messages(core.KindCard) {
			of := fmt.Sprint(m.About.Room)
			require.Contains(t, []core.MeetingID{"", m.Meeting}, rooms[of])
			rooms[of] = m.Meeting
		}
		require.Len(t, rooms, len(y.chat.Messages(core.KindCard)), "a room of its own and one card for each")
	})
}

// A year is the service with its database, of which the chat alone outlives a restart.
type year struct {
	t          *testing.T
	address    string
	clock      *coretest.Clock
	chat       *coretest.Announcer
	store      *store.Store
	dispatcher *core.Dispatcher
	ids        []core.MeetingID
	away       [][2]time.Time // while nobody was there
}

func newYear(t *testing.T, address string) *year {
	y := &year{t: t, address: address, clock: coretest.NewClock(time.Date(2024, 1, 30, 0, 5, 0, 0, time.UTC))}
	y.chat = coretest.NewAnnouncer(y.clock)
	service := y.open()
	for i, h := range habits {
		in := core.Channel{Platform: "slack", Workspace: "T1", ID: fmt.Sprint("C", i)}
		by := core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: "alice"}, Here: in}
		first := h.starts(t, y.clock.Now(), y.clock.Now().AddDate(1, 0, 0))[0]
		m, err := service.Schedule(t.Context(), by, in, core.Request{Title: h.rule, Start: first, Duration: h.lasts, Zone: h.zone, Rule: h.rule})
		require.NoError(t, err)
		y.ids = append(y.ids, m.ID)
	}
	return y
}

func (y *year) open() *core.Service {
	var err error
	y.store, err = store.Open(context.Background(), y.address)
	require.NoError(y.t, err)
	_, err = y.store.Migrate(context.Background())
	require.NoError(y.t, err)
	require.NoError(y.t, y.store.Release(context.Background()))
	around := coretest.NewWorld(y.clock, coretest.UsualPolicy, coretest.Keeping(y.store))
	y.dispatcher = core.NewDispatcher(y.store, y.chat, around.Provider, around.Service, y.clock, slog.New(slog.DiscardHandler), func(core.Announcement, time.Duration) {})
	return around.Service
}

// next is when the next of a series starts; now, where it is on.
func (y *year) next(i int) time.Time {
	m, err := y.store.Meeting(y.t.Context(), y.ids[i])
	require.NoError(y.t, err)
	if at := m.Start.Add(-time.Minute); at.After(y.clock.Now()) && at.Before(y.clock.Now().AddDate(0, 1, 0)) {
		return m.Start
	}
	return y.clock.Now().Add(time.Minute)
}

// restart stops the service for a while.
func (y *year) restart(away time.Duration) {
	require.NoError(y.t, y.store.Close())
	y.away = append(y.away, [2]time.Time{y.clock.Now(), y.clock.Now().Add(away)})
	y.clock.Advance(away)
	y.open()
	y.settle()
}

// settle makes everything that is due.
func (y *year) settle() {
	for {
		idle, err := y.dispatcher.Idle(y.t.Context())
		require.NoError(y.t, err)
		if idle {
			return
		}
		require.NoError(y.t, y.dispatcher.Dispatch(y.t.Context()))
		synctest.Wait()
	}
}

func (y *year) until(end time.Time) {
	for {
		y.settle()
		next, err := y.dispatcher.NextDue(y.t.Context(), y.clock.Now())
		require.NoError(y.t, err)
		if next.IsZero() || next.After(end) {
			y.clock.Set(end)
			y.settle()
			return
		}
		// All that people notice is at a quarter of an hour here.
		if y.clock.Set(next.Add(quarter - 1).Truncate(quarter)); y.clock.Now().After(end) {
			y.clock.Set(end)
		}
	}
}

const quarter = 15 * time.Minute

// heard is when a channel heard that its meeting started.
func (y *year) heard(i int) (out []string) {
	for _, m := range y.chat.Messages(core.KindStart) {
		if m.Meeting == y.ids[i] {
			out = append(out, m.About.Start.Format(time.DateTime)+" at "+m.At.Format(time.DateTime))
		}
	}
	return out
}

// expected is when it should have: at once, or when the service came back where it was still on.
func (y *year) expected(h habit, from, until time.Time) (out []string) {
	for _, start := range h.starts(y.t, from, until.Add(time.Second)) {
		at := start
		i, away := slices.BinarySearchFunc(y.away, start, func(a [2]time.Time, t time.Time) int {
			switch {
			case !a[1].After(t):
				return -1
			case a[0].Before(t):
				return 0
			}
			return cmp.Compare(a[0].UnixNano(), t.UnixNano())
		})
		if away {
			at = y.away[i][1]
		}
		if at.Before(start.Add(h.lasts)) && !at.After(until) {
			out = append(out, start.Format(time.DateTime)+" at "+at.Format(time.DateTime))
		}
	}
	return out
}
