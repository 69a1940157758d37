package discord

import (
	"slices"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/say"
	"meetbot/core"
)

// Discord's limits of a form, see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
// and https://docs.discord.com/developers/components/reference#text-input.
const (
	maxFormTitle   = 45
	maxFormLabel   = 45
	maxPlaceholder = 100
	maxFormFields  = 5
	maxText        = 4000

	typeInput = 4
	typeLabel = 18

	styleShort = 1
	styleLong  = 2
)

// yes and no are the values of a field that is one or the other.
const (
	yes = "true"
	no  = "false"
)

// A form opens in front of somebody.
type form struct {
	CustomID   string  `json:"custom_id"`
	Title      string  `json:"title"`
	Components []label `json:"components"`
}

// A label names the field in it.
type label struct {
	Type      int    `json:"type"`
	Label     string `json:"label"`
	Component field  `json:"component"`
}

// A field is a line of text, or a menu.
type field struct {
	Type        int           `json:"type"`
	CustomID    string        `json:"custom_id"`
	Style       int           `json:"style,omitempty"`
	Required    bool          `json:"required"`
	Placeholder string        `json:"placeholder,omitempty"`
	Value       string        `json:"value,omitempty"`
	Max         int           `json:"max_length,omitempty"`
	Options     []fieldChoice `json:"options,omitempty"`
}

type fieldChoice struct {
	choice
	Default bool `json:"default,omitempty"`
}

// opens answers with a form, and says of it what it belongs to, as buttons do. The message is for where it comes too late.
func opens(s bot.Sheet, l *say.Language, home string, instead message) response {
	out := form{CustomID: (&presses{home: home}).id(bot.Button{Press: s.Press}), Title: carrier.Shorten(s.Title, maxFormTitle)}
	for _, f := range s.Fields[:min(len(s.Fields), maxFormFields)] {
		out.Components = append(out.Components, label{typeLabel, carrier.Shorten(f.Label, maxFormLabel), fieldOf(f, l)})
	}
	return response{Type: answerForm, Data: out, instead: &instead}
}

func fieldOf(f bot.Field, l *say.Language) field {
	if f.YesNo {
		return field{Type: typeSelect, CustomID: f.Name, Options: []fieldChoice{
			{choice{l.Say("sheet.everyone"), no}, f.Value != yes},
			{choice{l.Say("sheet.members"), yes}, f.Value == yes},
		}}
	}
	most, style := min(f.Max, maxText), styleShort
	if f.Long {
		style = styleLong
	}
	return field{
		Type: typeInput, CustomID: f.Name, Style: style, Required: f.Required, Placeholder: carrier.Shorten(f.Hint, maxPlaceholder),
		Value: carrier.Shorten(f.Value, max(most, 1)), Max: most,
	}
}

// A part is one of a form that was sent: a label with a field in it.
type part struct {
	Component *struct {
		CustomID string   `json:"custom_id"`
		Value    string   `json:"value"`
		Values   []string `json:"values"`
	} `json:"component"`
}

// filled is what somebody has filled in.
func (i interaction) filled(p bot.Press) bot.Filled {
	out := bot.Filled{Press: string(p), Values: map[string]string{}}
	for _, part := range i.Data.Components {
		c := part.Component
		switch {
		case c == nil:
		case slices.Equal(c.Values, []string{yes}):
			out.Values[c.CustomID] = yes
		case len(c.Values) == 0:
			out.Values[c.CustomID] = core.CleanLines(c.Value)
		}
	}
	return out
}
