package app

import (
	"crypto/ed25519"
	"encoding/hex"
	"strconv"
	"strings"

	"meetbot/bot/discord"
	"meetbot/core"
)

// DiscordConfig is about the Discord application.
type DiscordConfig struct {
	ApplicationID string `key:"application_id"`
	PublicKey     string `key:"public_key"`
	BotToken      Secret `key:"bot_token"`
	ClientSecret  Secret `key:"client_secret"`
	Gateway       bool
	Register      bool
	MirrorEvents  bool   `key:"mirror_events"`
	GuildID       string `key:"guild_id"`
	APIURL        string `key:"api_url"`
	WebURL        string `key:"web_url"`
}

func (d DiscordConfig) begun() bool {
	return d.BotToken != "" || d.ApplicationID != "" || d.PublicKey != ""
}

func (d DiscordConfig) on() bool {
	return d.ApplicationID != "" && d.BotToken != "" && (d.Gateway || d.PublicKey != "")
}

func (d DiscordConfig) signsIn() bool { return d.ApplicationID != "" && d.ClientSecret != "" }

func (d DiscordConfig) check(v *validator, c Config) {
	v.check(d.GuildID == "" || number(d.GuildID), "discord.guild_id is %q; it is a number. With Developer Mode on, Copy Server ID is in the server's menu.", d.GuildID)
	if d.begun() {
		d.credentials(v)
	}
	// Links that are too long for what they are to stand in.
	link := len(strings.TrimSuffix(c.BaseURL, "/") + "/m/" + string(core.NewMeetingID()))
	v.check(!d.MirrorEvents || link <= discord.MaxLocation, "discord.mirror_events: a link under base_url has %d characters, and an event of Discord's takes %d. Choose a shorter base_url, or leave mirror_events false.", link, discord.MaxLocation)
	v.check(d.begun() || d.ClientSecret == "", "discord.application_id is missing: discord.client_secret is for signing in, which takes both. It is under General Information of the application.")
}

func (d DiscordConfig) credentials(v *validator) {
	v.check(d.ApplicationID != "", "discord.application_id is missing. It is under General Information of the application.")
	v.check(d.ApplicationID == "" || number(d.ApplicationID), "discord.application_id is %q; it is a number, under General Information of the application.", d.ApplicationID)
	v.check(d.BotToken != "", "discord.bot_token is missing: without it nothing can be posted. It is under Bot of the application.")
	v.unbroken("discord.bot_token", d.BotToken)
	v.check(d.Gateway || d.PublicKey != "", "discord.public_key is missing: with discord.gateway false no request can be trusted without it. It is under General Information of the application.")
	key, err := hex.DecodeString(d.PublicKey)
	v.check(d.PublicKey == "" || err == nil && len(key) == ed25519.PublicKeySize, "discord.public_key must be 64 hexadecimal digits.")
	v.address("discord.api_url", d.APIURL)
	v.check(strings.HasSuffix(d.APIURL, "/"), "discord.api_url is %q; it must end with a slash.", d.APIURL)
	v.address("discord.web_url", d.WebURL)
}

// number tells whether text can be an ID of Discord's.
func number(text string) bool {
	_, err := strconv.ParseUint(text, 10, 64)
	return err == nil
}
