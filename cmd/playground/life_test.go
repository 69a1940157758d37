package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var meetingPath = regexp.MustCompile(`/m/[a-z0-9]{26}`)

// TestLife lives through a meeting, from the command to the end, by pushing the clock on.
func TestLife(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	v.do("type", act{Chat: slackName, Person: alice, Channel: team, Text: "/meet in 2 minutes standup for 5m"})
	card := v.see("Organized by ")
	v.next("standup: reminder")

	v.do("clock", act{})
	v.see(" starts ")
	v.next("standup starts")
	v.do("clock", act{})
	require.True(t, v.see("has started").Broadcast)
	v.see("On now")
	v.next("standup ends")

	v.do("press", act{Chat: slackName, Person: alice, Channel: team, Message: card.ID, Label: "Open as moderator"})
	require.Equal(t, alice, v.see("Moderated by ").PrivateTo)
	v.do("press", act{Chat: slackName, Person: bob, Channel: team, Message: card.ID, Label: "End…"})
	v.check(func() bool { return assert.Empty(t, v.said("Yes, end it"), "bob may not end it") })

	v.do("clock", act{Seconds: 600})
	v.see("has ended")
	v.next("")
	v.once("Organized by ", "starts ", "has started", "has ended")
	require.Contains(t, v.get(meetingPath.FindString(string(card.Raw))), `data-state="ended"`)
}

// once wants each of these words posted to everybody exactly once, and nothing that a sound bot would not do.
func (v *visit) once(words ...string) {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, w := range words {
		n := 0
		for _, s := range v.chat {
			if s.Kind == "posted" && s.PrivateTo == "" && s.Channel == team && regexp.MustCompile(w).Match(s.Raw) {
				n++
			}
		}
		require.Equal(v.t, 1, n, "%q: %s", w, v.said(w))
	}
	v.sound()
}

// sound fails where the service has done what a sound bot would not do.
func (v *visit) sound() {
	v.t.Helper()
	for _, c := range v.chats {
		require.Empty(v.t, c.Refused())
	}
}

// TestLeap pushes over many moments at once: each word that belongs there is said, once, at its moment.
func TestLeap(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	for i := range 4 {
		v.do("type", act{Chat: slackName, Person: alice, Channel: team, Text: fmt.Sprintf("/meet in 2 minutes talk%d for 3m", i)})
	}
	began := v.clock.Now()
	v.do("clock", act{Seconds: 600})
	v.next("")
	for i := range 4 {
		title := fmt.Sprintf(`"talk%d"`, i)
		v.once(title+`.*" starts at "`, title+`.*" has started"`, title+`.*" has ended`)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, s := range v.chat {
		if regexp.MustCompile(`" has started"`).Match(s.Raw) {
			require.Less(t, time.UnixMilli(s.At).Sub(began), 3*time.Minute, "a start is said at its moment")
		}
	}
}

func TestNothingAhead(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	require.Equal(t, errNothing.Error(), v.post("clock", act{}))
	v.do("clock", act{Seconds: 60})
	require.Greater(t, v.clock.Ahead(), 59*time.Second)
}

// TestLetIn has the bot let into a private channel, as its own words say.
func TestLetIn(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	v.do("type", act{Chat: slackName, Person: alice, Channel: leads, Text: "/meet in 20 minutes budget"})
	v.see("I can't post in that channel")
	require.Equal(t, errNoInvite.Error(), v.post("type", act{Chat: slackName, Person: bob, Channel: leads, Text: "/invite @meetbot"}))
	v.do("type", act{Chat: slackName, Person: alice, Channel: leads, Text: "/invite @meetbot"})
	v.await("the bot in the channel", func() bool { return v.now.Chats[0].Channels[2].Bot })
	v.do("type", act{Chat: slackName, Person: alice, Channel: leads, Text: "/meet in 20 minutes retro"})
	require.Equal(t, leads, v.see("Organized by ").Channel)
}

// TestReadWhileTyped tells how a command is understood, in the typist's zone and by what they may see, and does nothing.
func TestReadWhileTyped(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	reads := func(person, channel, text string) string {
		return v.ask("read", act{Chat: slackName, Person: person, Channel: channel, Text: text}).Reading
	}
	v.do("type", act{Chat: slackName, Person: alice, Channel: leads, Text: "/invite @meetbot"})
	v.do("type", act{Chat: slackName, Person: alice, Channel: leads, Text: "/meet in 5 hours budget"})
	v.see("Organized by ")
	require.Regexp(t, `^A new meeting · Design review · .*, 15:00–15:45, America/New_York time, in \d`, reads(bob, team, "/meet tomorrow 3pm Design review for 45m"))
	require.Contains(t, reads(alice, leads, "/meet move #1 30m later"), "Europe/Warsaw time, in 5 h 2")
	require.Equal(t, "Move a meeting · #1", reads(bob, team, "/meet move #1 30m later"), "it is none of bob's")
	require.Contains(t, reads(alice, team, "/meet 3pm or 4pm x"), "That's two times.")
	require.Empty(t, reads(alice, team, "/meet ")+reads(alice, team, "hello")+reads(alice, team, "/meeting"))
}

// TestProblems are shown as the chat would show them.
func TestProblems(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	require.Equal(t, "/dance is not a valid command", v.post("type", act{Chat: slackName, Person: alice, Channel: team, Text: "/dance"}))
	require.Equal(t, errNoMessage.Error(), v.post("press", act{Chat: slackName, Person: alice, Channel: team, Message: "1.2", Label: "Join"}))
}

// TestKept keeps the meetings, and the clock does not run backwards to them.
func TestKept(t *testing.T) {
	t.Parallel()
	s := settings{db: filepath.Join(t.TempDir(), "kept.db")}
	t.Run("first", func(t *testing.T) {
		v := open(t, s)
		v.do("type", act{Chat: slackName, Person: alice, Channel: team, Text: "/meet in 90 minutes standup"})
		v.see("Organized by ")
		v.do("clock", act{Seconds: 3600})
	})
	t.Run("second", func(t *testing.T) {
		v := open(t, s)
		require.Greater(t, v.clock.Ahead(), 59*time.Minute)
		v.next("standup: reminder")
	})
}

// TestRealServer has no clock to push: the meetings are held elsewhere.
func TestRealServer(t *testing.T) {
	t.Parallel()
	v := open(t, settings{jitsi: "meet.example.org"})
	v.await("the server", func() bool { return v.now.Jitsi == "meet.example.org" })
	require.Equal(t, errRealTime.Error(), v.post("clock", act{Seconds: 60}))
}
