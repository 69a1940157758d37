package app

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"meetbot/bot/discord"
	"meetbot/core"
	"meetbot/core/store"
	"meetbot/say"
)

// validate returns what is wrong with a configuration, each with its remedy.
func validate(c Config) Faults {
	v := &validator{}
	v.web(c)
	v.chats(c)
	v.events(c)
	v.slack(c.Slack)
	v.logins(c)
	v.unsupported(c)
	v.jitsi(c.Jitsi)
	v.meetings(c.Meetings)
	v.oneOf("language", c.Language, say.Languages()...)
	v.oneOf("log.level", c.Log.Level, "debug", "info", "warn", "error")
	v.oneOf("log.format", c.Log.Format, "text", "json")
	v.database(c.Database.URL.Reveal())
	return v.faults
}

// database says nothing of what the address holds: it may hold a password.
func (v *validator) database(address string) {
	if strings.HasPrefix(address, "sqlite:") {
		if err := store.CheckAddress(address); err != nil {
			v.fault("database.url: %v.", err)
		}
		return
	}
	u, err := url.Parse(address)
	switch {
	case !strings.HasPrefix(address, "postgres://") && !strings.HasPrefix(address, "postgresql://"):
		v.fault("database.url begins with neither sqlite: nor postgres://.")
	case err != nil || u.Host == "" && u.RawQuery == "":
		v.fault("database.url is no address; it has the form postgres://user:password@host:5432/database.")
	case strayAt(address):
		v.fault("database.url has an @ too many: in a user or password write %%40 for it, and %%2F, %%3F and %%23 for /, ? and #.")
	}
}

// strayAt tells whether part of a password would be taken for the host, the database or a setting, and shown as such. Of
// more than one @ a driver may go by another than we do.
func strayAt(address string) bool {
	_, rest, _ := strings.Cut(address, "://")
	end := strings.IndexAny(rest+"/", "/?#")
	return strings.Count(rest[:end], "@") > 1 || !strings.Contains(rest[:end], "@") && strings.Contains(rest[end:], "@")
}

type validator struct{ faults Faults }

func (v *validator) fault(format string, args ...any) {
	v.faults = append(v.faults, fmt.Sprintf(format, args...))
}

func (v *validator) check(ok bool, format string, args ...any) {
	if !ok {
		v.fault(format, args...)
	}
}

func (v *validator) oneOf(key, value string, among ...string) {
	for _, a := range among {
		if value == a {
			return
		}
	}
	v.fault("%s is %q; it must be one of %s.", key, value, strings.Join(among, ", "))
}

func (v *validator) web(c Config) {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" && u.Path != "/" || u.RawQuery != "" {
		v.fault("base_url is %q; it must be an address without a path, such as https://meet.example.org.", c.BaseURL)
		return
	}
	local := isLocal(u.Hostname())
	v.check(local || u.Scheme == "https", "base_url is %s; outside this machine it must begin with https://.", c.BaseURL)
	raw, err := base64.StdEncoding.DecodeString(c.SecretKey.Reveal())
	switch {
	case c.SecretKey == "":
		v.check(local, "secret_key is missing; make one with: openssl rand -base64 32.")
	case err != nil || len(raw) != 32:
		v.fault("secret_key must be base64 of exactly 32 bytes; make one with: openssl rand -base64 32.")
	case guessable(raw):
		v.fault("secret_key follows a pattern or a word, and can be guessed; make one with: openssl rand -base64 32.")
	}
	v.hostPort("listen", c.Listen)
	if c.MetricsListen != "" {
		v.hostPort("metrics_listen", c.MetricsListen)
		v.check(c.MetricsListen != c.Listen, "metrics_listen must not be the same as listen.")
	}
}

func (v *validator) hostPort(key, value string) {
	_, port, err := net.SplitHostPort(value)
	_, portErr := strconv.ParseUint(port, 10, 16)
	v.check(err == nil && portErr == nil, "%s is %q; it must be host:port, such as 127.0.0.1:8080.", key, value)
}

// isLocal tells whether a host is this machine.
func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// chats refuses a platform that is half set up, and a service without any.
func (v *validator) chats(c Config) {
	s, d := c.Slack, c.Discord
	slack := s.BotToken != "" || s.SigningSecret != "" || s.AppToken != "" || s.ClientID != "" || s.ClientSecret != ""
	discord := d.BotToken != "" || d.ApplicationID != "" || d.PublicKey != ""
	v.check(slack || discord, "No chat is set up: give slack.bot_token and slack.signing_secret, or discord.application_id and discord.bot_token (README.md shows where to find them).")
	if slack {
		v.check(s.BotToken != "", "slack.bot_token is missing: without it nothing can be posted. It is under OAuth & Permissions of the Slack app.")
		v.check(s.SigningSecret != "" || s.AppToken != "", "slack.signing_secret is missing: without it no request can be trusted. It is under Basic Information of the Slack app. (With Socket Mode, slack.app_token is what is missing.)")
	}
	v.unbroken("slack.bot_token", s.BotToken)
	v.unbroken("slack.app_token", s.AppToken)
	v.unbroken("slack.signing_secret", s.SigningSecret)
	v.check(d.GuildID == "" || number(d.GuildID), "discord.guild_id is %q; it is a number. With Developer Mode on, Copy Server ID is in the server's menu.", d.GuildID)
	if discord {
		v.discord(d)
	}
}

// unbroken refuses blanks in a token, which come from copying: none has any.
func (v *validator) unbroken(key string, token Secret) {
	v.check(!strings.ContainsFunc(token.Reveal(), unicode.IsSpace), "%s has a blank or a line break in it; copy it anew.", key)
}

func (v *validator) discord(d DiscordConfig) {
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

// events refuses links that are too long for what they are to stand in.
func (v *validator) events(c Config) {
	link := len(strings.TrimSuffix(c.BaseURL, "/") + "/m/" + string(core.NewMeetingID()))
	v.check(!c.Discord.MirrorEvents || link <= discord.MaxLocation, "discord.mirror_events: a link under base_url has %d characters, and an event of Discord's takes %d. Choose a shorter base_url, or leave mirror_events false.", link, discord.MaxLocation)
}

func (v *validator) slack(s SlackConfig) {
	v.check(strings.HasPrefix(s.Command, "/") && len(s.Command) > 1 && len(s.Command) <= 32 && !strings.ContainsAny(s.Command, " \t"),
		"slack.command is %q; it must be a slash and a word, such as /meet.", s.Command)
	v.address("slack.api_url", s.APIURL)
	v.check(strings.HasSuffix(s.APIURL, "/"), "slack.api_url is %q; it must end with a slash.", s.APIURL)
	v.address("slack.web_url", s.WebURL)
}

// logins refuses half of what signing in takes.
func (v *validator) logins(c Config) {
	s, d := c.Slack, c.Discord
	v.check(s.ClientID != "" || s.ClientSecret == "", "slack.client_id is missing: slack.client_secret is for signing in, which takes both. It is under Basic Information of the Slack app.")
	v.check(s.ClientSecret != "" || s.ClientID == "", "slack.client_secret is missing: slack.client_id is for signing in, which takes both. It is under Basic Information of the Slack app.")
	discord := d.BotToken != "" || d.ApplicationID != "" || d.PublicKey != "" // then v.chats says what is missing
	v.check(discord || d.ClientSecret == "", "discord.application_id is missing: discord.client_secret is for signing in, which takes both. It is under General Information of the application.")
}

// address refuses what is not https, but on this machine.
func (v *validator) address(key, value string) {
	u, err := url.Parse(value)
	ok := err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && isLocal(u.Hostname()))
	v.check(ok, "%s is %q; it must be an https:// address.", key, value)
}

// unsupported refuses settings that would have no effect.
func (v *validator) unsupported(c Config) {
	for key, given := range map[string]bool{
		"jitsi.key_file":           c.Jitsi.KeyFile != "" || c.Jitsi.KeyID != "",
		"jitsi.reservation_secret": c.Jitsi.ReservationSecret != "",
		"jitsi.event_secret":       c.Jitsi.EventSecret != "",
	} {
		v.check(!given, "%s is not supported yet; leave it empty.", key)
	}
}

func (v *validator) jitsi(j JitsiConfig) {
	v.oneOf("jitsi.mode", j.Mode, "open", "jwt")
	if j.Domain == "" {
		v.fault("jitsi.domain is missing: the host name of your Jitsi server, such as meet.example.org.")
	} else {
		v.jitsiDomain(j.Domain)
	}
	if j.Mode == "jwt" {
		v.jitsiSecret([]byte(j.Secret.Reveal()))
	}
	if j.ScriptURL != "" {
		v.address("jitsi.script_url", j.ScriptURL)
	}
	if j.EndURL != "" {
		u, err := url.Parse(j.EndURL)
		v.check(err == nil && u.Host != "", "jitsi.end_url is no address.")
		v.check(j.Mode == "jwt", "jitsi.end_url needs jitsi.mode jwt: Prosody asks for a token there.")
	}
}

// jitsiSecret refuses what can be found by trying: whoever has a single token can try as fast as they like.
func (v *validator) jitsiSecret(secret []byte) {
	switch {
	case len(secret) == 0:
		v.fault("jitsi.secret is missing: with jitsi.mode jwt it signs the tokens, and the Jitsi server has the same one.")
	case len(secret) < shortestSecret:
		v.fault("jitsi.secret has %d characters, and can be found by trying; make one with: openssl rand -hex 32, and give the Jitsi server the same.", len(secret))
	case guessable(secret):
		v.fault("jitsi.secret follows a pattern or a word, and can be guessed; make one with: openssl rand -hex 32, and give the Jitsi server the same.")
	}
}

func (v *validator) jitsiDomain(domain string) {
	u, err := url.Parse(jitsiOrigin(domain))
	plain := err == nil && u.Host != "" && u.Path == "" && u.RawQuery == "" && !strings.ContainsAny(domain, " '\";,")
	v.check(plain, "jitsi.domain is %q; it must be a host name, such as meet.example.org.", domain)
	v.check(!plain || u.Scheme == "https" || u.Scheme == "http" && isLocal(u.Hostname()),
		"jitsi.domain is %q; http is only for a server on this machine.", domain)
}

// jitsiOrigin returns the address of the Jitsi server as browsers name it.
func jitsiOrigin(domain string) string {
	if strings.Contains(domain, "://") {
		return domain
	}
	return "https://" + domain
}

func (v *validator) meetings(m MeetingsConfig) {
	const shortest = 10 * time.Second
	v.check(m.MaxDuration >= shortest, "meetings.max_duration is %s; a meeting lasts 10s at least.", m.MaxDuration)
	v.check(m.DefaultDuration >= shortest && m.DefaultDuration <= m.MaxDuration,
		"meetings.default_duration is %s; it must lie between 10s and meetings.max_duration.", m.DefaultDuration)
	for _, r := range m.Reminders {
		v.check(r >= time.Second && r <= 30*24*time.Hour, "meetings.reminders has %s; each must lie between 1s and 30d.", r)
	}
	v.check(m.OpenEarly <= 24*time.Hour, "meetings.open_early is %s; it must be 24h at most.", m.OpenEarly)
	v.check(m.Grace <= 24*time.Hour, "meetings.grace is %s; it must be 24h at most.", m.Grace)
	v.check(m.Retention >= 24*time.Hour, "meetings.retention is %s; it must be 1d at least.", m.Retention)
	v.check(m.MaxUpcoming > 0, "meetings.max_upcoming_per_person is %d; it must be 1 at least.", m.MaxUpcoming)
}
