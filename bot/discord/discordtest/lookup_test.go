package discordtest

import (
	"strings"
	"testing"
	"time"

	"meetbot/bot/emulator"
)

func TestLookups(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.HTTP, o.Service = true, "https://bot.example" })
	for path, want := range map[string]string{
		"/users/@me":                                                  `"bot":true`,
		"/users/" + bob:                                               `"username":"bob"`,
		"/applications/@me":                                           `"interactions_endpoint_url":"https://bot.example/discord/interactions"`,
		"/guilds/" + guildID:                                          `"name":"Office"`,
		"/guilds/" + guildID + "/roles":                               `"name":"Admins"`,
		"/guilds/" + guildID + "/channels":                            `"name":"team"`,
		"/guilds/" + guildID + "/members/" + alice:                    `"roles":["9001"]`,
		"/channels/" + secret:                                         `"permission_overwrites":[{`,
		"/applications/" + appID + "/commands":                        `[]`,
		"/guilds/" + guildID + "/scheduled-events":                    `[]`,
		"/applications/" + appID + "/guilds/" + guildID + "/commands": `[]`,
	} {
		if r := w.do("GET", path, ""); r.status != 200 || !strings.Contains(string(r.body), want) {
			t.Errorf("%s: %d %s", path, r.status, r.body)
		}
	}
	w.sound()
	if !strings.Contains(string(w.do("GET", "/applications/@me", "").body), w.PublicKey()) || w.Name() != "discord" {
		t.Error("the application has another key")
	}
}

// TestDirectMessages has a bot that writes to a person, who answers with a command there.
func TestDirectMessages(t *testing.T) {
	var asked map[string]any
	w := newWorld(t, answering(t, func(ix map[string]any) (int, string) {
		asked = ix
		return 200, data(4, `"content":"yes"`)
	}))
	w.register()
	direct := w.DirectChannel(bob)
	if got := w.do("POST", "/users/@me/channels", `{"recipient_id":"`+bob+`"}`).get(t, "id"); got != direct {
		t.Errorf("channel %v, want %s", got, direct)
	}
	w.post(direct, quiet("psst"))
	if len(w.Messages(bob, direct)) != 1 || w.Messages(alice, direct) != nil {
		t.Error("a direct message has other readers")
	}
	if _, err := w.Type(bob, direct, "/meet list"); err != nil {
		t.Error(err)
	}
	if asked["user"] == nil || asked["member"] != nil || asked["context"] != 1.0 || asked["guild_id"] != nil {
		t.Errorf("%v", asked)
	}
	if _, err := w.Type(alice, direct, "/meet list"); err == nil {
		t.Error("alice writes to bob's bot")
	}
	w.sound()
}

func TestWhoThereIs(t *testing.T) {
	w := newWorld(t)
	p := w.AddPerson(emulator.Person{Name: "carol", Zone: "Asia/Tokyo"})
	c := w.AddChannel(emulator.Channel{Name: "new"})
	if !isSnowflake(p.ID) || len(w.People()) != 3 || len(w.Channels()) != 3 || w.Channels()[2].Bot {
		t.Errorf("%v %v", w.People(), w.Channels())
	}
	w.Invite(c.ID)
	w.post(c.ID, quiet("hello"))
	w.DeleteChannel(c.ID)
	if len(w.Channels()) != 2 || w.Messages(p.ID, c.ID) != nil {
		t.Error("a deleted channel is still there")
	}
	w.sound()
}

// TestCloseLetsWaitersGo has a person who waits for a bot that never answers.
func TestCloseLetsWaitersGo(t *testing.T) {
	w := newWorld(t)
	w.register()
	w.patience = patience{time.Hour, time.Hour}
	p, _ := w.ready(0)
	done := make(chan error)
	go func() {
		_, err := w.Type(bob, team, "/meet list")
		done <- err
	}()
	if m := p.hear(); m.Type != "INTERACTION_CREATE" {
		t.Errorf("%+v", m)
	}
	w.Close()
	if err := <-done; err != errSilent {
		t.Errorf("err %v", err)
	}
}
