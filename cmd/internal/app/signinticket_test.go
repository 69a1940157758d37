package app_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// byTicket is a browser that a ticket of somebody on Slack has signed in, and that was asked whether alice on Discord is
// the same person.
func (w *world) byTicket(id string) *browser {
	w.t.Helper()
	b := w.tab()
	require.Equal(w.t, http.StatusSeeOther, b.do(http.MethodPost, w.ticketOf(id), nil).Code)
	require.Equal(w.t, "Are both accounts yours?", headingOf(w.signInWith(b, "discord", "alice")))
	return b
}

// TestATicketIsNoProof has mallory, who goes by the same name, sign alice in with his own ticket.
func TestATicketIsNoProof(t *testing.T) {
	const mallory, proof = "U0009", "/login/slack?prove=1"
	for _, c := range []struct {
		name, heading string
		goOn          func(w *world, b *browser) string
	}{
		{"she says yes", "One more step", func(w *world, b *browser) string {
			return headingOf(w.joinAccounts(b, "yes"))
		}},
		{"she says yes twice", "One more step", func(w *world, b *browser) string {
			w.joinAccounts(b, "yes")
			return headingOf(w.joinAccounts(b, "yes"))
		}},
		{"she says yes and goes on as herself", "That’s another account", func(w *world, b *browser) string {
			w.joinAccounts(b, "yes")
			return headingOf(b.walk(proof))
		}},
		{"he leads her to the proof before she has answered", "Nothing to answer here", func(_ *world, b *browser) string {
			return headingOf(b.walk(proof))
		}},
		{"he leads her to the proof after a no", "Nothing to answer here", func(w *world, b *browser) string {
			w.joinAccounts(b, "no")
			return headingOf(b.walk(proof))
		}},
		{"he brings his own proof", "This sign-in can’t be finished here", func(w *world, b *browser) string {
			w.joinAccounts(b, "yes")
			his := w.tab()
			his.do(http.MethodPost, w.ticketOf(mallory), nil)
			w.sits("slack", mallory)
			return headingOf(b.walk(his.sent(proof)))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			signingIn(t, func(t *testing.T, w *world) {
				w.slack.AddPerson(emulator.Person{ID: mallory, Name: "alice", Zone: "Europe/Warsaw"})
				w.slack.AddChannel(emulator.Channel{ID: "C0001", Name: "team", Bot: true, Members: []string{"U0001", "U0002", mallory}})
				retro := w.called("discord", "alice", "retro")
				w.sits("slack", "U0001")
				b := w.byTicket(mallory)
				require.Equal(t, c.heading, c.goOn(w, b))
				w.sits("slack", mallory)
				his := w.tab()
				his.walk("/login/slack")
				require.Equal(t, "guest", his.role(retro))
			})
		})
	}
}

// TestWhoCameByTicketProvesItOnTheWay: two accounts that are one person's are joined all the same.
func TestWhoCameByTicketProvesItOnTheWay(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		retro := w.called("discord", "alice", "retro")
		b := w.tab()
		b.do(http.MethodPost, w.ticketOf("U0001"), nil)
		w.sits("discord", "alice")
		page := b.walk("/login/discord?next=" + url.QueryEscape(retro))
		require.Contains(t, page.Body.String(), "Next, Slack will confirm your account")
		page = w.joinAccounts(b, "yes")
		require.Contains(t, page.Body.String(), `href="/login/slack?prove=1"`)
		require.Equal(t, "guest", b.role(retro), "nothing is connected yet")

		w.sits("slack", "alice")
		w.slack.SpoilSignIn("the person is of another workspace")
		page = b.walk("/login/slack?prove=1")
		require.Equal(t, "This account isn’t from here", headingOf(page))
		require.Contains(t, page.Body.String(), `href="/login/join"`)
		require.Equal(t, "guest", b.role(retro))

		require.Equal(t, "retro", headingOf(b.walk("/login/slack?prove=1")))
		require.Equal(t, "moderator", b.role(retro))
		require.Equal(t, "moderator", w.roleOf("slack", "alice", retro))
		require.Equal(t, http.StatusForbidden, b.says("yes").Code, "the question is answered")
	})
}

func TestProvingMayTakeItsTime(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		retro := w.called("discord", "alice", "retro")
		b := w.byTicket("U0001")
		time.Sleep(9 * time.Minute)
		w.joinAccounts(b, "yes")
		w.sits("slack", "alice")
		callback := b.sent("/login/slack?prove=1")
		time.Sleep(9 * time.Minute)
		b.walk(callback)
		require.Equal(t, "moderator", b.role(retro))
	})
}

// TestOnesOwnTicketTakesNothingAway from a session that the platform has vouched for; another's does.
func TestOnesOwnTicketTakesNothingAway(t *testing.T) {
	for _, c := range []struct {
		with, ticket, want string
	}{
		{"slack", "U0001", "Your meetings"},
		{"slack", "U0002", "One more step"},
		{"a ticket", "U0001", "One more step"},
	} {
		signingIn(t, func(t *testing.T, w *world) {
			b, want := w.tab(), c.want
			if c.with == "slack" {
				w.signInWith(b, "slack", "alice")
			} else {
				require.Equal(t, http.StatusSeeOther, b.do(http.MethodPost, w.ticketOf("U0001"), nil).Code)
			}
			require.Equal(t, http.StatusSeeOther, b.do(http.MethodPost, w.ticketOf(c.ticket), nil).Code)
			w.signInWith(b, "discord", "alice")
			require.Equal(t, want, headingOf(w.joinAccounts(b, "yes")))
		})
	}
}

// TestATicketOfATwin: of two accounts by one name, the page tells which takes the place of which.
func TestATicketOfATwin(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		w.slack.AddPerson(emulator.Person{ID: "U0009", Name: "alice", Zone: "Europe/Warsaw"})
		w.slack.AddChannel(emulator.Channel{ID: "C0001", Name: "team", Bot: true, Members: []string{"U0001", "U0002", "U0009"}})
		b := w.tab()
		w.sits("slack", "U0001")
		b.walk("/login/slack")
		page := b.do(http.MethodGet, w.ticketOf("U0009"), nil)
		require.Contains(t, page.Body.String(), "U0001")
		require.Contains(t, page.Body.String(), "U0009")
	})
}

// TestASignInOfLongAgoIsNoProof: somebody else may have sat before the browser then.
func TestASignInOfLongAgoIsNoProof(t *testing.T) {
	for ago, want := range map[time.Duration]string{50 * time.Minute: "Your meetings", 29 * 24 * time.Hour: "One more step"} {
		signingIn(t, func(t *testing.T, w *world) {
			b := w.tab()
			w.signInWith(b, "slack", "alice")
			w.close() // through a month it would look some ten thousand times for what is due
			time.Sleep(ago)
			w.start()
			w.ready()
			w.signInWith(b, "discord", "alice")
			require.Equal(t, want, headingOf(w.joinAccounts(b, "yes")))
		})
	}
}

func TestAYesSaidAgainAndAgainRunsOut(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		b := w.byTicket("U0002")
		require.Equal(t, "One more step", headingOf(b.says("yes")))
		require.Equal(t, http.StatusBadRequest, b.says("instead").Code, "the answer was yes")
		time.Sleep(9 * time.Minute)
		require.Equal(t, "One more step", headingOf(b.says("yes")))
		time.Sleep(2 * time.Minute)
		require.Equal(t, http.StatusForbidden, b.says("yes").Code)
	})
}

// TestAProofIsNoYes leads a browser to it that was asked, and needs none.
func TestAProofIsNoYes(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		retro := w.called("discord", "alice", "retro")
		b := w.asked()
		w.sits("slack", "alice")
		require.Equal(t, "Nothing to answer here", headingOf(b.walk("/login/slack?prove=1")))
		require.Equal(t, "guest", b.role(retro))
	})
}

func TestAProofIsOfTheSessionThatWasAsked(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		retro := w.called("discord", "alice", "retro")
		b := w.byTicket("U0001")
		w.joinAccounts(b, "yes")
		b.do(http.MethodPost, w.ticketOf("U0001"), nil)
		w.sits("slack", "alice")
		require.Equal(t, "Nothing to answer here", headingOf(b.walk("/login/slack?prove=1")))
		require.Equal(t, "guest", b.role(retro))
	})
}

// TestAProofBeginsANewSession, which the platform has vouched for; the one that a ticket began is over.
func TestAProofBeginsANewSession(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		b := w.byTicket("U0001")
		before := &browser{world: w, cookies: map[string]string{"meetbot": b.cookies["meetbot"]}}
		w.joinAccounts(b, "yes")
		w.sits("slack", "alice")
		b.walk("/login/slack?prove=1")
		require.Equal(t, "alice on Slack", b.who())
		require.Empty(t, before.who())
	})
}

// TestAProofIsOfTheAccountThatIsJoined: another account of the same person does not do, nor one by the same ID elsewhere.
func TestAProofIsOfTheAccountThatIsJoined(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		b := w.byTicket("U0001")
		w.joinAccounts(b, "yes")
		w.sits("discord", "alice")
		page := b.walk("/login/discord?prove=1")
		require.Equal(t, "That’s another account", headingOf(page))
		require.Contains(t, page.Body.String(), "alice on Slack (U0001)")
		require.Contains(t, page.Body.String(), `href="/login/join"`)
	})
}
