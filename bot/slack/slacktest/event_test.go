package slacktest

import (
	"net/http"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

func TestEventsTellWhatCameToBeSeen(t *testing.T) {
	w := newWorld(t)
	changed := w.Changed()
	ts := w.say("C0001", "one")
	select {
	case <-changed:
	default:
		t.Fatal("an event closes the channel")
	}
	require.NotEqual(t, changed, w.Changed())
	w.call("chat.update", "channel", "C0001", "ts", ts, "text", "two")
	w.call("chat.delete", "channel", "C0001", "ts", ts)
	w.call("chat.delete", "channel", "C0001", "ts", ts)
	all := w.Events(0)
	require.Len(t, all, 3)
	for i, want := range []struct {
		kind emulator.EventKind
		text string
	}{{emulator.Posted, "one"}, {emulator.Edited, "two"}, {emulator.Deleted, "two"}} {
		require.Equal(t, want.kind, all[i].Kind)
		require.Equal(t, want.text, all[i].Message.Text)
		require.Equal(t, monday, all[i].At)
	}
	require.Equal(t, all[2:], w.Events(2))
	require.Empty(t, w.Events(3))
	require.Empty(t, w.Events(-1))
	require.Empty(t, w.Messages("U0001", "C0001"))
}

func TestPrivateChannelsAreForMembers(t *testing.T) {
	w := newWorld(t)
	w.Invite("C0003")
	w.say("C0003", "psst")
	require.Len(t, w.Messages("U0001", "C0003"), 1)
	require.Empty(t, w.Messages("U0002", "C0003"))
	w.DeleteChannel("C0003")
	require.Empty(t, w.Messages("U0001", "C0003"))
	require.Len(t, w.Channels(), 2)
	require.Len(t, w.People(), 2)
	require.Equal(t, "slack", w.Name())
}

func TestManyAtOnce(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.NoLimits = true })
	w.serve = func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("fine")) }
	on := w.card()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 10 {
				w.say("C0001", strconv.Itoa(i))
				_, err := w.Type("U0001", "C0001", "/meet now")
				_, err2 := w.Press("U0002", on, "Join")
				w.Fail(emulator.Fault{Method: "views.open", Status: 500})
				w.SetService("http://bot.test")
				if err != nil || err2 != nil || len(w.Messages("U0001", "C0001")) == 0 || len(w.Journal()) == 0 || w.Changed() == nil {
					t.Error(err, err2)
				}
			}
		})
	}
	all.Wait()
	ids := map[string]bool{}
	for _, m := range w.Messages("U0001", "C0001") {
		require.False(t, ids[m.ID], "every ts is its own")
		ids[m.ID] = true
	}
	require.Len(t, ids, 161)
	require.Empty(t, w.Refused())
}
