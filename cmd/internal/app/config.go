package app

import (
	"encoding/base64"
	"log/slog"
	"net/netip"
	"time"

	"meetbot/bot/say"
)

// A Secret is a value that nothing prints.
type Secret string

// String hides the value.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "(hidden)"
}

// LogValue hides the value from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Reveal returns the value.
func (s Secret) Reveal() string { return string(s) }

// Config is everything an operator can settle. Its keys and defaults are those of config.example.yaml.
type Config struct {
	Listen        string
	BaseURL       string `key:"base_url"`
	Proxies       []netip.Prefix
	MetricsListen string `key:"metrics_listen"`
	SecretKey     Secret `key:"secret_key"`
	Language      string // in which channels are spoken to
	Database      struct {
		URL     Secret
		Migrate bool
	}
	Log struct {
		Level  string
		Format string
	}
	Slack    SlackConfig
	Discord  DiscordConfig
	Jitsi    JitsiConfig
	Meetings MeetingsConfig

	// Warnings are what Load found doubtful, a sentence each. They keep nothing from running.
	Warnings []string `key:"-"`
}

// MeetingsConfig is about all meetings.
type MeetingsConfig struct {
	DefaultDuration time.Duration `key:"default_duration"`
	MaxDuration     time.Duration `key:"max_duration"`
	Reminders       []time.Duration
	EndingSoon      time.Duration `key:"ending_soon"`
	OpenEarly       time.Duration `key:"open_early"`
	Grace           time.Duration
	Retention       time.Duration
	MaxUpcoming     int `key:"max_upcoming_per_person"`
}

// Defaults returns the configuration in which nothing is settled.
func Defaults() Config {
	var c Config
	c.Listen, c.BaseURL, c.Language = "127.0.0.1:8080", "http://localhost:8080", say.Default
	c.Database.URL, c.Database.Migrate = "sqlite:meetbot.db", true
	c.Log.Level, c.Log.Format = "info", "text"
	c.Slack.Command, c.Slack.APIURL, c.Slack.WebURL = "/meet", "https://slack.com/api/", "https://slack.com"
	c.Discord.Gateway, c.Discord.Register = true, true
	c.Discord.APIURL, c.Discord.WebURL = "https://discord.com/api/v10/", "https://discord.com"
	c.Jitsi.Mode, c.Jitsi.AppID, c.Jitsi.Audience = "open", "meetbot", "jitsi"
	c.Meetings = MeetingsConfig{
		DefaultDuration: 30 * time.Minute, MaxDuration: 24 * time.Hour, Reminders: []time.Duration{10 * time.Minute},
		EndingSoon: 5 * time.Minute, OpenEarly: 10 * time.Minute, Grace: 5 * time.Minute,
		Retention: 90 * 24 * time.Hour, MaxUpcoming: 100,
	}
	return c
}

// key returns the 32 bytes of the secret key; Validate has seen to it that there are as many, or none.
func (c Config) key() []byte {
	raw, err := base64.StdEncoding.DecodeString(c.SecretKey.Reveal())
	if err != nil {
		return nil
	}
	return raw
}
