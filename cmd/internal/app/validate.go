package app

import (
	"encoding/base64"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"meetbot/bot/say"
	"meetbot/core/store"
)

// validate returns what is wrong with a configuration, each with its remedy.
func validate(c Config) Faults {
	v := &validator{}
	v.web(c)
	v.chats(c)
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
	begun := slices.ContainsFunc(platforms, func(p platform) bool { return p.settings(c).begun() })
	v.check(begun, "No chat is set up: give slack.bot_token and slack.signing_secret, or discord.application_id and discord.bot_token (README.md shows where to find them).")
	for _, p := range platforms {
		p.settings(c).check(v, c)
	}
}

// unbroken refuses blanks in a token, which come from copying: none has any.
func (v *validator) unbroken(key string, token Secret) {
	v.check(!strings.ContainsFunc(token.Reveal(), unicode.IsSpace), "%s has a blank or a line break in it; copy it anew.", key)
}

// address refuses what is not https, but on this machine.
func (v *validator) address(key, value string) {
	u, err := url.Parse(value)
	ok := err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http" && isLocal(u.Hostname()))
	v.check(ok, "%s is %q; it must be an https:// address.", key, value)
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
