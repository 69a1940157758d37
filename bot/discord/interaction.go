package discord

import (
	"encoding/json"
	"slices"

	"meetbot/bot"
	"meetbot/bot/parse"
	"meetbot/core"
)

// The types of interactions and of answers, see
// https://docs.discord.com/developers/interactions/receiving-and-responding.
const (
	kindPing     = 1
	kindCommand  = 2
	kindPress    = 3
	kindComplete = 4
	kindForm     = 5

	answerPong     = 1
	answerMessage  = 4
	answerPromise  = 5
	answerQuietly  = 6
	answerReplace  = 7
	answerComplete = 8
	answerForm     = 9
)

// An interaction is what Discord sends when somebody gives a command, fills in one or presses something.
type interaction struct {
	ID        string `json:"id"`
	Type      int    `json:"type"`
	Token     string `json:"token"`
	Locale    string `json:"locale"` // of whoever sent it; empty where an old client tells none
	GuildID   string `json:"guild_id"`
	ChannelID string `json:"channel_id"`
	Channel   struct {
		Type int `json:"type"`
	} `json:"channel"`
	Member  *member                    `json:"member"` // in a server
	User    *user                      `json:"user"`   // in a direct message
	Data    *given                     `json:"data"`
	Message *pressedOn                 `json:"message"`
	Owners  map[string]json.RawMessage `json:"authorizing_integration_owners"`
}

// given is a command with its options, or what was pressed.
type given struct {
	Name     string   `json:"name"`
	Options  []filled `json:"options"`
	CustomID string   `json:"custom_id"`
	Values   []string `json:"values"`

	Components []part `json:"components"` // of a form
}

type filled struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []filled        `json:"options"`
}

type pressedOn struct {
	Flags  int     `json:"flags"`
	Embeds []embed `json:"embeds"`
}

// read decodes an interaction; false where it is none that can be answered.
func read(raw []byte) (interaction, bool) {
	var i interaction
	if json.Unmarshal(raw, &i) != nil {
		return i, false
	}
	if i.Type == kindPing {
		return i, true
	}
	known := slices.Contains([]int{kindCommand, kindPress, kindComplete, kindForm}, i.Type)
	return i, known && IsID(i.ID) && i.Token != "" && len(i.Token) <= maxToken && i.Data != nil
}

// maxToken bounds a token, which is part of an address. Discord's have some two hundred characters.
const maxToken = 1000

// sound tells whether every ID can name somebody or some place.
func (i interaction) sound() bool {
	return IsID(i.sender().ID) && IsID(i.ChannelID) && (i.GuildID == "" || IsID(i.GuildID))
}

func (i interaction) sender() user {
	switch {
	case i.Member != nil:
		return i.Member.User
	case i.User != nil:
		return *i.User
	}
	return user{}
}

func (i interaction) name() string {
	if i.Member != nil {
		return i.Member.name()
	}
	return i.sender().name()
}

// foreign tells whether it comes from a server that has not installed us: somebody brought the command along.
func (i interaction) foreign() bool {
	_, installed := i.Owners["0"]
	return len(i.Owners) > 0 && !installed
}

// form is the subcommand with its options. Discord checks them in its client alone, so that anything may stand in them.
func (i interaction) form() bot.Form {
	if i.Data.Name != commandName || len(i.Data.Options) != 1 || i.Data.Options[0].Type != optSub {
		return bot.Form{Verb: parse.Help}
	}
	sub := i.Data.Options[0]
	f := bot.Form{Verb: parse.Verb(sub.Name), Fields: map[string]string{}}
	for _, o := range sub.Options {
		if f.Fields[o.Name] = o.text(); o.Type == optUser {
			f.Fields[o.Name] = "<@" + o.text() + ">"
		}
	}
	return f
}

// text is a value as it was typed, cleaned; a boolean is "true" or "false".
func (o filled) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) != nil {
		s = string(o.Value)
	}
	return core.CleanText(s)
}

// focused is the option that somebody is filling in.
func (i interaction) focused() (name, typed string) {
	if len(i.Data.Options) == 1 {
		for _, o := range i.Data.Options[0].Options {
			if o.Focused {
				return o.Name, o.text()
			}
		}
	}
	return "", ""
}

// pressed is what was pressed, and the server it belongs to.
func (i interaction) pressed() (home string, p bot.Press, ok bool) {
	id, words := i.Data.CustomID, ""
	if len(i.Data.Values) == 1 {
		id = i.Data.Values[0]
	}
	if i.Message != nil && len(i.Message.Embeds) > 0 {
		if f := i.Message.Embeds[len(i.Message.Embeds)-1].Footer; f != nil {
			words = f.Text
		}
	}
	home, said, ok := pressed(id, words)
	return home, bot.Press(said), ok && (home == "" || IsID(home))
}

// private tells whether only one person sees the message on which something was pressed.
func (i interaction) private() bool { return i.Message != nil && i.Message.Flags&flagEphemeral != 0 }

// command makes the command of an interaction in a server, without its words.
func (d *Discord) command(i interaction, guild string) bot.Command {
	return bot.Command{
		Sender:  d.identity(i.sender().ID),
		Name:    i.name(),
		Channel: core.Channel{Platform: Name, Workspace: guild, ID: i.ChannelID},
		Direct:  i.GuildID == "",
		Locale:  i.Locale,
		Key:     Name + ":" + i.ID,
	}
}
