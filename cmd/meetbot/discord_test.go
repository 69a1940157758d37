package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
)

const discordApplication, discordServer = "100000000000000001", "100000000000000002"

// newDiscord returns an emulated Discord, of four people and as many channels as are wanted, and what the program has to
// be told of it.
func newDiscord(t *testing.T, channels int) (*discordtest.Discord, []string) {
	d := discordtest.New(discordtest.Options{Application: discordApplication, BotToken: "discord-test", Guild: discordServer})
	server := httptest.NewServer(slowly(d.Handler()))
	t.Cleanup(server.Close)
	t.Cleanup(d.Close)
	d.SetBaseURL(server.URL)
	for i := range 4 {
		d.AddPerson(emulator.Person{ID: fmt.Sprint(200000000000000001 + i), Name: fmt.Sprintf("person%d", i), Zone: "UTC"})
	}
	for i := range channels {
		d.AddChannel(emulator.Channel{ID: fmt.Sprint(300000000000000001 + i), Name: fmt.Sprintf("channel%d", i), Bot: true})
	}
	return d, []string{
		"MEETBOT_DISCORD_APPLICATION_ID=" + discordApplication, "MEETBOT_DISCORD_BOT_TOKEN=discord-test",
		"MEETBOT_DISCORD_API_URL=" + server.URL + "/api/v10/", "MEETBOT_DISCORD_WEB_URL=" + server.URL,
	}
}

// onItsWay is how long the answer to a post takes.
const onItsWay = 100 * time.Millisecond

// slowly answers a post some time after it has taken effect, as a network does: whoever is killed meanwhile cannot know.
func slowly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/messages") {
			next.ServeHTTP(w, r)
			return
		}
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		select {
		case <-time.After(onItsWay):
		case <-r.Context().Done():
		}
		for k, v := range answer.Header() {
			w.Header()[k] = v
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}
