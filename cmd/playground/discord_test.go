package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
)

// fills returns what alice does to fill in a command in #general: its name, and pairs of options and words.
func fills(command string, words ...string) act {
	a := act{Chat: discordName, Person: discordAlice, Channel: general, Text: command}
	for i := 0; i+1 < len(words); i += 2 {
		a.Values = append(a.Values, discordtest.Value{Option: words[i], Text: words[i+1]})
	}
	return a
}

// TestDiscordLife lives through a meeting in Discord, by pushing the clock on.
func TestDiscordLife(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	v.do("type", fills("/meet new", "when", "in 2 minutes", "title", "title: when: standup", "duration", "5m"))
	card := v.see("Organized by ")
	require.Equal(t, discordName, card.Chat)
	require.Empty(t, card.PrivateTo)
	v.next("title: when: standup: reminder")
	v.do("clock", act{})
	v.next("title: when: standup starts")
	v.do("clock", act{})
	require.Equal(t, card.ID, v.see("has started").ReplyTo)
	v.await("an edit of the card", func() bool { return v.edited(card.ID, "On now") })

	v.do("press", act{Chat: discordName, Person: discordBob, Channel: general, Message: card.ID, Label: "End…"})
	require.Equal(t, discordBob, v.see("the organizer, can do that").PrivateTo)
	v.do("clock", act{Seconds: 600})
	v.see("has ended")
	v.next("")
	v.sound()
}

// edited tells whether a message now says something.
func (v *visit) edited(id, words string) bool {
	for _, s := range v.chat {
		if s.ID == id && s.Edits > 0 && strings.Contains(string(s.Raw), words) {
			return true
		}
	}
	return false
}

// TestCompleted has options completed as they are filled in, whatever else is.
func TestCompleted(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	at := func(option string, a act) []discordtest.Choice {
		a.Option = option
		return v.ask("complete", a).Choices
	}
	require.Contains(t, at("zone", fills("/meet timezone", "zone", "wars"))[0].Name, "Europe/Warsaw")
	when := at("when", fills("/meet new", "title", "when to meet", "when", "in 20 minutes", "duration", ""))
	require.Equal(t, "in 20 minutes", when[0].Value)
	require.NotEmpty(t, at("when", fills("/meet new")))
	v.do("type", fills("/meet new", "when", "in 20 minutes", "title", "retro"))
	require.Equal(t, "#1", at("meeting", fills("/meet show", "meeting", "ret"))[0].Value)
	require.Empty(t, at("title", fills("/meet new", "title", "x")), "it does not complete")
}

// TestDiscordProblems are shown as the chat would show them.
func TestDiscordProblems(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	require.Equal(t, `option "when": this option is required, specify a value`, v.post("type", fills("/meet new")))
	require.Contains(t, v.post("type", fills("/dance")), "there is no command /dance")
}

// TestLetInDiscord has the bot let into a private channel by somebody inside.
func TestLetInDiscord(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	in := fills("/invite @meetbot")
	in.Channel, in.Person = staff, discordBob
	require.Equal(t, errNoInvite.Error(), v.post("type", in))
	in.Person = discordAlice
	v.do("type", in)
	v.await("the bot in the channel", func() bool { return v.now.Chats[1].Channels[2].Bot })
	called := fills("/meet now", "title", "budget")
	called.Channel = staff
	v.do("type", called)
	require.Equal(t, staff, v.see("Organized by ").Channel)
}

// TestCommandsAreTold tells the page the commands that the service has registered.
func TestCommandsAreTold(t *testing.T) {
	t.Parallel()
	v := open(t, settings{})
	v.await("the commands", func() bool { return len(v.now.Chats) == 2 && len(v.now.Chats[1].Commands) > 0 })
	require.Equal(t, "meet", v.now.Chats[1].Commands[0].Name)
	require.Empty(t, v.now.Chats[0].Commands)
}

// TestComesHome: whoever leaves to sign in comes back to the name under which they left, once.
func TestComesHome(t *testing.T) {
	t.Parallel()
	p := &page{world: &world{base: "http://127.0.0.1:8080"}, began: origins{at: map[string]string{}}}
	h := p.atHome(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/login/slack" {
			http.Redirect(w, r, "http://127.0.0.1:9/authorize?state=s1", http.StatusSeeOther)
		}
	}))
	at := func(url string) string {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, url, nil))
		return rec.Header().Get("Location")
	}
	at("http://bob.localhost:8080/login/slack")
	require.Empty(t, at("http://127.0.0.1:8080/login/slack/callback?state=s2"))
	require.Equal(t, "http://bob.localhost:8080/login/slack/callback?state=s1", at("http://127.0.0.1:8080/login/slack/callback?state=s1"))
	require.Empty(t, at("http://127.0.0.1:8080/login/slack/callback?state=s1"), "once")
	at("http://evil.example:8080/login/slack")
	require.Empty(t, at("http://127.0.0.1:8080/login/slack/callback?state=s1"))
}
