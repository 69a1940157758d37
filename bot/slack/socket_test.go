package slack_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/bot/slack"
)

// live runs a test in a world whose adapter is connected over Socket Mode.
func live(t *testing.T, test func(*testing.T, *world)) {
	bubble(t, true, func(w *world) {
		require.NotEqual(w.t, "ok", w.slack.Status())
		require.False(w.t, w.slack.Connected())
		w.run(w.slack)
		w.connected(1)
		require.True(w.t, w.slack.Connected())
		test(w.t, w)
		w.sound()
	})
}

func (w *world) count(method string) (n int) {
	for _, c := range w.chat.Journal() {
		if c.Method == method {
			n++
		}
	}
	return n
}

// within waits until something is so.
func (w *world) within(d time.Duration, so func() bool) {
	w.t.Helper()
	require.Eventually(w.t, so, d, 5*time.Millisecond)
}

func TestCommandsAndPressesOverSocketMode(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		m := w.types("now <b> & @bob")
		require.Equal(t, "heard: now <b> & @bob", m.Text)
		require.Equal(t, "U0001", m.PrivateTo)
		pressed, err := w.chat.Press("U0001", m, "More")
		require.NoError(t, err)
		require.Equal(t, "heard: more", pressed.Text)
		require.Equal(t, m.ID, pressed.ID, "the private message is replaced")
		require.Equal(t, []string{"now <b> & @bob", "more"}, w.bot.did())

		res, err := w.chat.Deliver(map[string]any{"type": "app_home_opened"})
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, res.StatusCode)
	})
}

func TestAnAnswerTooLargeForAnAcknowledgementGoesToItsAddress(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		w.bot.card = func(bot.Command) bot.Card {
			c := bot.Card{Title: "long"}
			for i := range 12 {
				c.Buttons = append(c.Buttons, bot.Button{Label: fmt.Sprint(i), Press: strings.Repeat("x", 1900)})
			}
			return c
		}
		require.Empty(t, w.types("list").Text, "nothing stands in the acknowledgement")
		w.onlyAnswer("long")
	})
}

func TestAnAnnouncedEndIsFollowedWithoutAGap(t *testing.T) {
	for _, reason := range []string{"warning", "refresh_requested"} {
		t.Run(reason, func(t *testing.T) {
			live(t, func(t *testing.T, w *world) {
				for range 3 { // every few hours
					time.Sleep(4 * time.Hour)
					began := time.Now()
					w.chat.Disconnect(reason)
					w.connected(2)
					require.Less(t, time.Since(began), 100*time.Millisecond)
					for i := range 10 {
						require.Equal(t, fmt.Sprintf("heard: %d", i), w.types(fmt.Sprint(i)).Text)
						require.Equal(t, "ok", w.slack.Status())
					}
					time.Sleep(11 * time.Second)
					w.connected(1)
					require.Equal(t, "heard: x", w.types("x").Text)
				}
				require.Equal(t, 4, w.count("apps.connections.open"))
			})
		})
	}
}

func TestABreakInTheMiddleOfACommand(t *testing.T) {
	for name, interrupt := range map[string]func(*world){
		"cut":     func(w *world) { w.chat.Cut() },
		"refresh": func(w *world) { w.chat.Disconnect("refresh_requested") },
	} {
		t.Run(name, func(t *testing.T) {
			live(t, func(t *testing.T, w *world) {
				w.chat.SendAgain(1)
				w.bot.before = func(bot.Command) {
					interrupt(w)
					time.Sleep(1500 * time.Millisecond) // the connection is gone by then
				}
				require.Empty(t, w.types("now").Text, "the second copy is acknowledged, and not answered again")
				w.onlyAnswer("heard: now")
			})
		})
	}
}

// onlyAnswer waits for the one private answer that there is, and for no second one.
func (w *world) onlyAnswer(text string) {
	w.t.Helper()
	w.within(5*time.Second, func() bool { return len(w.chat.Messages("U0001", "C0001")) > 0 })
	time.Sleep(time.Minute)
	all := w.chat.Messages("U0001", "C0001")
	require.Len(w.t, all, 1)
	require.Equal(w.t, text, all[0].Text)
	require.Equal(w.t, "U0001", all[0].PrivateTo)
	require.Len(w.t, w.bot.did(), 1)
}

func TestAnEnvelopeThatComesAgainHasOneEffect(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		w.chat.SendAgain(1)
		w.chat.LoseAcks(1)
		m := w.types("now")
		require.Equal(t, "heard: now", m.Text, "the second copy gets the same answer")
		w.onlyAnswer("heard: now")
		require.Equal(t, 2, w.count("socket"))

		w.chat.LoseAcks(1)
		_, err := w.chat.Press("U0001", m, "More")
		require.NoError(t, err)
		require.Equal(t, 4, w.count("socket"), "the second copy of a press is acknowledged too")
		require.Equal(t, []string{"now", "more"}, w.bot.did())
		require.Equal(t, 1, w.count("response_url"), "and answered once")
	})
}

func TestACutConnectionIsOpenedAnew(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		w.chat.Cut()
		w.within(time.Second, func() bool { return strings.Contains(w.slack.Status(), "broke") })
		require.True(t, w.slack.Connected(), "that is about the time since the start")
		began := time.Now()
		w.connected(1)
		require.Less(t, time.Since(began), 2*time.Second)
		require.Equal(t, "heard: now", w.types("now").Text)
	})
}

func TestAConnectionWithoutASignOfLifeIsGivenUp(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		time.Sleep(time.Hour)
		require.Equal(t, 1, w.count("apps.connections.open"), "pings are a sign of life")
		w.chat.Stall()
		time.Sleep(32 * time.Second)
		w.connected(1)
		require.Equal(t, 2, w.count("apps.connections.open"))
		require.Equal(t, "heard: now", w.types("now").Text)
	})
}

func TestAnOutageOfSlackIsOutlived(t *testing.T) {
	bubble(t, true, func(w *world) {
		w.chat.Fail(emulator.Fault{Method: "apps.connections.open", Status: http.StatusTooManyRequests, RetryAfter: 7 * time.Second})
		w.chat.Fail(emulator.Fault{Method: "apps.connections.open", Status: http.StatusServiceUnavailable, Times: 20})
		began := time.Now()
		w.run(w.slack)
		time.Sleep(6 * time.Second)
		require.Equal(w.t, 1, w.count("apps.connections.open"), "Slack said how long to wait")
		time.Sleep(15 * time.Minute)
		w.connected(1)
		require.Equal(w.t, 22, w.count("apps.connections.open"))
		require.Less(w.t, time.Since(began), 22*time.Minute)
		w.sound()
	})
}

func TestASlackThatSaysNoHelloIsNoConnection(t *testing.T) {
	bubble(t, true, func(w *world) {
		w.chat.Fail(emulator.Fault{Method: "socket", Hang: true})
		w.run(w.slack)
		w.connected(1)
		require.Equal(w.t, 2, w.count("apps.connections.open"))
		w.secretive()
	})
}

func TestAWrongTokenIsSaidAndNotTriedAgainAtOnce(t *testing.T) {
	bubble(t, true, func(w *world) {
		w.run(w.slack)
		w.within(5*time.Second, func() bool { return strings.Contains(w.slack.Status(), "invalid_auth; check slack.app_token") })
		time.Sleep(10 * time.Minute)
		require.InDelta(w.t, 11, w.count("apps.connections.open"), 1)
		require.False(w.t, w.slack.Connected())
		w.secretive()
	}, func(o *slack.Options) { o.AppToken = "xapp-wrong" })
}

func TestSocketModeSwitchedOffIsSaid(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		w.chat.Disconnect("link_disabled")
		w.connected(0)
		w.within(time.Second, func() bool { return strings.Contains(w.slack.Status(), "switched off") })
		time.Sleep(50 * time.Second)
		require.Equal(t, 1, w.count("apps.connections.open"))
		w.connected(1)
	})
}

func TestASlackThatEndsEveryConnectionIsNotAskedEverFaster(t *testing.T) {
	for _, reason := range []string{"refresh_requested", "too_many_websockets"} {
		t.Run(reason, func(t *testing.T) {
			live(t, func(t *testing.T, w *world) {
				for began := time.Now(); time.Since(began) < 10*time.Minute; time.Sleep(100 * time.Millisecond) {
					w.chat.Disconnect(reason)
				}
				require.Less(t, w.count("apps.connections.open"), 25)
			})
		})
	}
}

func TestSeveralProcessesShareTheRequests(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		w.run(w.adapter())
		w.connected(2)
		w.typesMany(40)
	})
}

// typesMany types many commands at once.
func (w *world) typesMany(n int) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			m, err := w.chat.Type("U0001", "C0001", fmt.Sprintf("/meet %d", i))
			if err != nil || m.Text != fmt.Sprintf("heard: %d", i) {
				w.t.Error(m.Text, err)
			}
		})
	}
	all.Wait()
	require.Len(w.t, w.bot.did(), n)
}

func TestMoreThanCanBeInHandIsLeftToComeAgain(t *testing.T) {
	live(t, func(t *testing.T, w *world) {
		w.chat.SendAgain(3)
		w.bot.before = func(c bot.Command) {
			if heard(c) == "0" {
				time.Sleep(2 * time.Second)
			}
		}
		w.typesMany(400)
	})
}

func TestWhatIsInHandIsAnsweredBeforeTheEnd(t *testing.T) {
	bubble(t, true, func(w *world) {
		stop := w.run(w.slack)
		w.connected(1)
		stopped := make(chan struct{})
		w.bot.before = func(bot.Command) {
			go func() { stop(); close(stopped) }()
			time.Sleep(500 * time.Millisecond)
		}
		require.Equal(w.t, "heard: now", w.types("now").Text)
		<-stopped
		w.connected(0)
		require.NotEqual(w.t, "ok", w.slack.Status())
		_, err := w.chat.Type("U0001", "C0001", "/meet now")
		require.ErrorContains(w.t, err, "no socket")
		w.sound()
	})
}

func TestOneTransportCanBeOff(t *testing.T) {
	bubble(t, false, func(w *world) {
		require.NoError(w.t, w.slack.Run(w.t.Context(), w.bot), "there is nothing to do")
		require.Equal(w.t, "ok", w.slack.Status())
		require.True(w.t, w.slack.Connected())
		require.Equal(w.t, "heard: now", w.types("now").Text)

		rec := httptest.NewRecorder()
		s := w.adapter(func(o *slack.Options) { o.SigningSecret = "" })
		s.Handler(w.bot).ServeHTTP(rec, httptest.NewRequest(http.MethodPost, "/slack/commands", http.NoBody))
		require.Equal(w.t, http.StatusNotFound, rec.Code)
		w.sound()
	}, func(o *slack.Options) { o.AppToken = "" })
}

// TestOverARealSocket is about what a pipe has not: a network that buffers, and real time.
func TestOverARealSocket(t *testing.T) {
	w := newWorld(t, true)
	server := httptest.NewServer(w.chat.Handler())
	t.Cleanup(server.Close)
	w.chat.SetBaseURL(server.URL)
	w.api, w.client = server.URL, server.Client()
	w.slack = w.adapter()
	w.run(w.slack)
	w.run(w.adapter())
	w.connected(2)
	w.typesMany(100)
	w.chat.Disconnect("refresh_requested")
	w.chat.Cut()
	w.connected(2)
	w.sound()
}
