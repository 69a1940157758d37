package discordtest

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// verifier is a service that checks signatures with an independent library; it returns its address.
func verifier(t *testing.T, publicKey string, got *[]bool) string {
	t.Helper()
	key, err := hex.DecodeString(publicKey)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		*got = append(*got, discordgo.VerifyInteraction(r, ed25519.PublicKey(key)))
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

// elsewhere sends a library's requests to the emulator.
type elsewhere string

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	to, err := url.Parse(string(e))
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = to.Scheme, to.Host
	return http.DefaultTransport.RoundTrip(r)
}

func library(t *testing.T, w *world) *discordgo.Session {
	t.Helper()
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		t.Fatal(err)
	}
	s.Client = &http.Client{Transport: elsewhere(w.url)}
	s.UserAgent = "DiscordBot (https://example.org/meetbot, 1.2.0)"
	s.Identify.Intents = discordgo.IntentsGuilds
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	return s
}

// TestIndependentClientOverREST has discordgo as a second opinion on the shapes of requests and answers.
func TestIndependentClientOverREST(t *testing.T) {
	w := newWorld(t)
	s := library(t, w)
	check := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := s.ApplicationCommandBulkOverwrite(appID, "", []*discordgo.ApplicationCommand{{Name: "meet", Description: "x"}})
	check("register", err)
	none := &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
	m, err := s.ChannelMessageSendComplex(team, &discordgo.MessageSend{
		Content: "hi <t:1:R>", AllowedMentions: none, Embeds: []*discordgo.MessageEmbed{{Title: "T", Fields: []*discordgo.MessageEmbedField{{Name: "a", Value: "b"}}}},
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Join", Style: discordgo.LinkButton, URL: "https://x.org"}, discordgo.Button{Label: "Go", CustomID: "g"},
		}}},
	})
	check("post", err)
	content := "new"
	_, err = s.ChannelMessageEditComplex(&discordgo.MessageEdit{ID: m.ID, Channel: team, Content: &content, AllowedMentions: none})
	check("edit", err)
	_, err = s.Guild(guildID)
	check("guild", err)
	_, err = s.GuildMember(guildID, alice)
	check("member", err)
	rights, err := s.UserChannelPermissions(alice, secret)
	check("rights", err)
	if Permissions(rights)&(ViewChannel|ManageEvents) != ViewChannel|ManageEvents {
		t.Errorf("alice may %b", rights)
	}
	rights, _ = s.UserChannelPermissions(bob, secret)
	if Permissions(rights)&ViewChannel != 0 {
		t.Errorf("bob sees a private channel by %b", rights)
	}
	start, end := w.clock.Now().Add(time.Hour), w.clock.Now().Add(2*time.Hour)
	e, err := s.GuildScheduledEventCreate(guildID, &discordgo.GuildScheduledEventParams{
		Name: "E", ScheduledStartTime: &start, ScheduledEndTime: &end, PrivacyLevel: discordgo.GuildScheduledEventPrivacyLevelGuildOnly,
		EntityType: discordgo.GuildScheduledEventEntityTypeExternal, EntityMetadata: &discordgo.GuildScheduledEventEntityMetadata{Location: "https://x.org"},
	})
	check("event", err)
	_, err = s.GuildScheduledEventEdit(guildID, e.ID, &discordgo.GuildScheduledEventParams{Status: discordgo.GuildScheduledEventStatusCanceled})
	check("cancel", err)
	w.sound()
}

// TestIndependentClientOverGateway connects discordgo, lets it answer a command, cuts it off and lets it resume.
func TestIndependentClientOverGateway(t *testing.T) {
	w := newWorld(t)
	w.register()
	s := library(t, w)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		_ = s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource, Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}})
		text := "to " + i.Member.User.GlobalName
		_, _ = s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text, AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}})
	})
	gone := make(chan struct{}, 9)
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { gone <- struct{}{} })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for round, want := range []string{"to bob", "to bob"} {
		if err := s.Open(); err != nil {
			t.Fatal(err)
		}
		if err := w.WaitConnected(ctx); err != nil {
			t.Fatal(err)
		}
		if m, err := w.Type(bob, team, "/meet list"); err != nil || m.Text != want {
			t.Errorf("round %d: %v %v", round, m, err)
		}
		if round == 0 {
			w.Cut()
			<-gone
		}
	}
	if w.Identifies() != 1 || w.Resumes() != 1 {
		t.Errorf("%d identifies, %d resumes", w.Identifies(), w.Resumes())
	}
	w.sound()
	w.Discord.Close()
	<-gone
}
