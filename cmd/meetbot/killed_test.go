package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/core/store"
)

// How often the program is killed, and with how many meetings on its hands; make soak asks for more.
var (
	kills    = flag.Int("kills", 8, "how often the program is killed")
	meetings = flag.Int("meetings", 40, "how many meetings are due meanwhile")
	seed     = flag.Uint64("seed", 0, "of the moments at which it is killed; 0: another one each time")
)

// drawn is the seed that was given, or one for all tests.
var drawn = sync.OnceValue(func() uint64 {
	if *seed == 0 {
		return rand.Uint64()
	}
	return *seed
})

// TestKilledAgainAndAgain kills the program again and again while many meetings in Discord channels start at one moment,
// and again when they end: each has one card, one start and one end.
func TestKilledAgainAndAgain(t *testing.T) {
	t.Parallel()
	seed := drawn()
	t.Logf("-seed=%d", seed)
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newKillSite(t, database)
			random := rand.New(rand.NewPCG(seed, 0))
			for _, burst := range s.call() {
				<-time.After(time.Until(burst))
				s.killAgainAndAgain(random, *kills/2)
			}
			s.untilAllIsMade()
			t.Logf("killed %d times", *kills)
			s.onceEach()
		})
	}
}

type killSite struct {
	*running
	discord  *discordtest.Discord
	database string
	channels int
}

func newKillSite(t *testing.T, database string) *killSite {
	s := &killSite{running: newRunning(t, database), database: database, channels: *meetings/10 + 1}
	var settings []string
	s.discord, settings = newDiscord(t, s.channels)
	s.environ = append(append(s.environ, settings...), "MEETBOT_LOG_LEVEL=info")
	s.start()
	return s
}

// call calls the meetings, which start at one moment and last as long as the killing takes. It returns when they
// start and when they end.
func (s *killSite) call() []time.Time {
	ctx, cancel := context.WithTimeout(s.t.Context(), 20*time.Second)
	defer cancel()
	require.NoError(s.t, s.discord.WaitConnected(ctx))
	start := time.Now().Add(time.Duration(*meetings) * 75 * time.Millisecond).Add(2 * time.Second)
	lasts := time.Duration(20+2**kills) * time.Second
	people, channels := s.discord.People(), s.discord.Channels()
	for i := range *meetings {
		in := max(time.Until(start), time.Second).Seconds()
		text := fmt.Sprintf("/meet new when:in %.0f seconds title:%s duration:%s", in, title(i), lasts)
		_, err := s.discord.Type(people[i%len(people)].ID, channels[i%s.channels].ID, text)
		require.NoError(s.t, err)
	}
	return []time.Time{start, start.Add(lasts)}
}

func title(i int) string { return fmt.Sprintf("meeting%03d", i) }

func (s *killSite) killAgainAndAgain(random *rand.Rand, times int) {
	upTo := func(d time.Duration) time.Duration { return time.Duration(random.Int64N(int64(d))) }
	for range times {
		// Either while a message is on its way, or at any moment.
		select {
		case <-s.discord.Changed():
			<-time.After(upTo(2 * onItsWay))
		case <-time.After(300*time.Millisecond + upTo(1200*time.Millisecond)):
		}
		s.kill()
		s.launch()
	}
}

// untilAllIsMade waits until the database holds nothing that is still to be said.
func (s *killSite) untilAllIsMade() {
	db, err := store.Open(s.t.Context(), s.database)
	require.NoError(s.t, err)
	defer db.Close()
	deadline := time.After(5 * time.Minute)
	for tick := time.Tick(100 * time.Millisecond); ; {
		// The rooms are closed minutes after the end, which nobody sees here.
		next, err := db.NextDue(s.t.Context(), "discord", time.Unix(0, 0))
		if err == nil && (next.IsZero() || time.Until(next) > time.Minute) {
			return
		}
		select {
		case <-tick:
		case err := <-s.exited:
			s.t.Fatalf("the program ended by itself: %v", err)
		case <-deadline:
			s.t.Fatalf("still to be made at %s: %v", next, err)
		}
	}
}

var said = regexp.MustCompile(`^(meeting\d{3})(.*)`)

// onceEach counts what the channels have seen.
func (s *killSite) onceEach() {
	seen := map[string]int{}
	for _, e := range s.discord.Events(0) {
		m := said.FindStringSubmatch(e.Message.Text)
		if e.Kind != emulator.Posted || e.Message.PrivateTo != "" || m == nil {
			continue
		}
		switch {
		case strings.Contains(m[2], "has ended"):
			seen[m[1]+" end"]++
		case strings.Contains(m[2], "started"):
			seen[m[1]+" start"]++
		default:
			seen[m[1]+" card"]++
		}
	}
	lost, doubled, repeated := 0, 0, 0
	for i := range *meetings {
		for _, what := range []string{" card", " start", " end"} {
			switch n := seen[title(i)+what]; {
			case n == 0:
				lost++
				s.t.Logf("lost: %s%s", title(i), what)
			case n > 1:
				doubled++
			}
		}
	}
	posts := map[string]int{}
	for _, c := range s.discord.Journal() {
		if c.Route == "POST /channels/{channel}/messages" && c.Status == 200 {
			if posts[string(c.Answer)]++; posts[string(c.Answer)] > 1 {
				repeated++
			}
		}
	}
	s.t.Logf("%d meetings: %d lost, %d doubled; %d posts were sent anew and shown once", *meetings, lost, doubled, repeated)
	require.Zero(s.t, lost)
	require.Zero(s.t, doubled)
	require.Empty(s.t, s.discord.Refused())
}
