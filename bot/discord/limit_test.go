package discord

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/core"
)

const postRoute = "POST /channels/{channel}/messages"

func (w *world) post(channel, key string) error {
	_, err := w.d.Post(w.t.Context(), in(channel), bot.Card{Title: key}, bot.Posting{Key: key}, began)
	return err
}

func (w *world) calls(route string) (all, limited, early int) {
	for _, c := range w.Journal() {
		if c.Route != route {
			continue
		}
		all++
		if c.Status == 429 {
			limited++
		}
		if c.Early {
			early++
		}
	}
	return all, limited, early
}

// TestChannelLimit posts more at once than a channel takes: no request goes out that would be refused.
func TestChannelLimit(t *testing.T) {
	w := newWorld(t)
	var busy sync.WaitGroup
	errs := make(chan error, 20)
	for i := range 20 {
		busy.Go(func() { errs <- w.post(team, fmt.Sprint(i)) })
	}
	busy.Wait()
	close(errs)
	sent := 0
	for err := range errs {
		var wait *core.Busy
		if err == nil {
			sent++
			continue
		}
		require.ErrorAs(t, err, &wait)
		require.Positive(t, wait.After)
	}
	require.Equal(t, 5, sent)
	all, limited, early := w.calls(postRoute)
	require.Equal(t, []int{5, 0, 0}, []int{all, limited, early})
	require.Empty(t, w.Refused())
}

// TestGlobalLimit posts to more channels at once than Discord takes from one bot in a second.
func TestGlobalLimit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	channels := make([]string, 100)
	for i := range channels {
		channels[i] = fmt.Sprint(200000000000001000 + i)
		w.AddChannel(emulator.Channel{ID: channels[i], Name: channels[i], Bot: true})
	}
	var busy sync.WaitGroup
	errs := make(chan error, len(channels))
	for _, c := range channels {
		busy.Go(func() {
			err := w.post(c, c)
			for errors.As(err, new(*core.Busy)) { // on a slow machine the last ones are sent away, and come again
				err = w.post(c, c)
			}
			errs <- err
		})
	}
	busy.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	all, limited, _ := w.calls(postRoute)
	require.Equal(t, 100, all-limited)
	require.Less(t, limited, 5, "fifty would be refused; on a slow machine what goes out at its time may still arrive in a crowd")
}

// TestGlobalRefusal: whoever is told to be silent everywhere is so.
func TestGlobalRefusal(t *testing.T) {
	for code, least := range map[string]time.Duration{"global": 5 * time.Second, "html": longPause - time.Second} {
		t.Run(code, func(t *testing.T) {
			w := newWorld(t)
			require.NoError(t, w.post(team, "before"))
			w.Fail(emulator.Fault{Method: postRoute, Status: 429, Code: code, RetryAfter: 6 * time.Second})
			var wait *core.Busy
			require.ErrorAs(t, w.post(team, "a"), &wait)
			require.Greater(t, wait.After, least)
			require.ErrorAs(t, w.post(secret, "b"), &wait)
			require.Greater(t, wait.After, least)
			_, err := w.d.Member(t.Context(), aliceID, core.Workspace{Platform: Name, ID: server})
			require.ErrorAs(t, err, &wait)
			all, _, early := w.calls(postRoute)
			require.Equal(t, []int{2, 0}, []int{all, early})
		})
	}
}

func TestNonce(t *testing.T) {
	w := newWorld(t)
	w.Fail(emulator.Fault{Method: postRoute, Applied: true})
	require.ErrorIs(t, w.post(team, "k"), core.ErrUnknown)
	require.NoError(t, w.post(team, "k"))
	all := w.Messages(bob, team)
	require.Len(t, all, 1, "the same key is the same message")
	w.DeleteMessage(team, all[0].ID)
	ref, err := w.d.Post(t.Context(), in(team), bot.Card{Title: "k"}, bot.Posting{Key: "k"}, began)
	require.NoError(t, err, "it was posted, and deleted")
	require.Empty(t, ref)
	require.Len(t, nonce(strings.Repeat("x", 30)), maxNonce)
	require.NotEqual(t, nonce(strings.Repeat("x", 30)), nonce(strings.Repeat("x", 31)))
}

// TestReplyUnread: where the bot may not read what was said, it says it without a reference.
func TestReplyUnread(t *testing.T) {
	w := newWorld(t)
	ref, err := w.d.Post(t.Context(), in(team), bot.Card{Title: "card"}, bot.Posting{Key: "a"}, began)
	require.NoError(t, err)
	w.SetPermissions(team, 1<<10|1<<11)
	_, err = w.d.Post(t.Context(), in(team), bot.Card{Title: "starts"}, bot.Posting{Key: "b", ReplyTo: ref}, began)
	require.NoError(t, err)
	require.Equal(t, "starts", w.Messages(bob, team)[1].Text)
	require.Empty(t, w.Messages(bob, team)[1].ReplyTo)
	// One that refers to what is gone stands alone.
	w.DeleteMessage(team, strings.TrimPrefix(string(ref), team+":"))
	w.SetPermissions(team, 1<<10|1<<11|1<<16)
	_, err = w.d.Post(t.Context(), in(team), bot.Card{Title: "ends"}, bot.Posting{Key: "c", ReplyTo: ref}, began)
	require.NoError(t, err)
}

func TestMember(t *testing.T) {
	w := newWorld(t)
	member := func(user string, guild core.Workspace) bool {
		t.Helper()
		is, err := w.d.Member(t.Context(), w.d.identity(user), guild)
		require.NoError(t, err)
		return is
	}
	here := core.Workspace{Platform: Name, ID: server}
	require.True(t, member(bob, here))
	require.False(t, member("400000000000000009", here))
	require.False(t, member("../bob", here))
	require.False(t, member(bob, core.Workspace{Platform: "slack", ID: server}))
	w.d = w.another() // which remembers nobody
	w.Fail(emulator.Fault{Method: "GET /guilds/{guild}/members/{user}", Status: 500})
	_, err := w.d.Member(t.Context(), w.d.identity(bob), here)
	require.Error(t, err)
	require.NotErrorIs(t, err, core.ErrGone)
}

// TestNames: who has sent nothing yet is looked up, and so is who was seen elsewhere last.
func TestNames(t *testing.T) {
	w := newWorld(t)
	w.d.people.meet(bob, sighting{guild: "300000000000000009", name: "bobby", at: time.Now()})
	for _, home := range []core.Workspace{in(team).Home(), aliceID.Home()} {
		for user, want := range map[string]string{alice: "alice", bob: "bob"} {
			got, err := w.d.Profile(t.Context(), w.d.identity(user), home)
			require.NoError(t, err)
			require.Equal(t, bot.Profile{Name: want}, got)
		}
	}
}

// TestRights: an admin is one by their roles in the server that is asked about.
func TestRights(t *testing.T) {
	w := newWorld(t)
	for who, want := range map[core.Identity]bool{aliceID: true, w.d.identity(bob): false} {
		is, err := w.d.Admin(t.Context(), who, in(team).Home())
		require.NoError(t, err)
		require.Equal(t, want, is)
	}
	is, err := w.d.Admin(t.Context(), aliceID, aliceID.Home())
	require.NoError(t, err)
	require.False(t, is, "in no server she has no rights")
	_, err = w.d.Admin(t.Context(), w.d.identity("400000000000000009"), in(team).Home())
	require.Error(t, err)
	// What comes with what he does just now counts, as long as it is so.
	for at, want := range map[time.Time]bool{time.Now(): true, time.Now().Add(-rightFor): false} {
		w.d.people.meet(bob, sighting{in(team).Workspace, "bob", true, true, at})
		is, err = w.d.Admin(t.Context(), w.d.identity(bob), in(team).Home())
		require.NoError(t, err)
		require.Equal(t, want, is)
	}
	for bits, want := range map[string]bool{"0": false, "8": true, "32": true, "8589934592": true, "2147483648": false, "": false, "x": false} {
		require.Equal(t, want, admin(bits), bits)
	}
}

func TestServers(t *testing.T) {
	w := newWorld(t)
	got, err := w.d.Servers(t.Context())
	require.NoError(t, err)
	require.Equal(t, []core.Workspace{{Platform: Name, ID: server}}, got)
	w.Fail(emulator.Fault{Method: "GET /users/@me/guilds", Status: 500})
	_, err = w.d.Servers(t.Context())
	require.Error(t, err)
}

// TestMoreServersThanDiscordTellsAtOnce: the one with the members comes last of all.
func TestMoreServersThanDiscordTellsAtOnce(t *testing.T) {
	t.Parallel()
	for _, others := range []int{198, 199, 200, 399, 450} {
		w := newWorld(t)
		w.elsewhere(others)
		got, err := w.d.Servers(t.Context())
		require.NoError(t, err)
		require.Len(t, got, others+1)
		require.Equal(t, server, got[others].ID)
	}
}

// TestWhoIsInOneOfManyServers is found, and so is that somebody is in none.
func TestWhoIsInOneOfManyServers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.elsewhere(60)
	for user, want := range map[string]bool{bob: true, "999999999999999999": false} {
		require.Eventually(t, func() bool { // on a slow machine some are sent away, and are asked again
			is, err := w.d.Stands(t.Context(), w.d.identity(user))
			return err == nil && is == want
		}, 30*time.Second, 50*time.Millisecond, user)
	}
}

func (w *world) elsewhere(servers int) {
	for i := range servers {
		w.Elsewhere(strconv.Itoa(1000 + i))
	}
}

// TestTokenRefusedOverHTTP: where no gateway would say so, the calls tell that the token is no longer good.
func TestTokenRefusedOverHTTP(t *testing.T) {
	w := newWorld(t, overHTTP)
	w.serve(newTalker())
	require.Equal(t, ok, w.d.Status())
	w.Fail(emulator.Fault{Method: "POST /channels/{channel}/messages", Status: 401})
	_, err := w.d.Post(t.Context(), in(team), bot.Card{Title: "standup"}, bot.Posting{Key: "a"}, began)
	require.ErrorIs(t, err, errToken)
	require.Equal(t, errToken.Error(), w.d.Status())
	w.d.limits = newLimits() // the pause that follows is over
	_, err = w.d.Post(t.Context(), in(team), bot.Card{Title: "standup"}, bot.Posting{Key: "a"}, began)
	require.NoError(t, err)
	require.Equal(t, ok, w.d.Status())
}
