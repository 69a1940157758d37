package main

import (
	"net/http"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
)

// An opened form lies before a person, in the words of either chat.
type opened struct {
	Title  string  `json:"title"`
	Send   string  `json:"send"`  // on the button that sends it; empty: there is nothing to send
	Text   string  `json:"text"`  // what it says, where there is nothing to fill in
	Links  []way   `json:"links"` // that stand below that
	Fields []blank `json:"fields"`
}

// A way leads to a page.
type way struct {
	Label string `json:"label"`
	URL   string `json:"url"`
}

// A blank is filled in. Kind is "text", "date", "time", "check" or "choice".
type blank struct {
	Name     string   `json:"name"` // by which it is sent
	Label    string   `json:"label"`
	Kind     string   `json:"kind"`
	Value    string   `json:"value"`
	Hint     string   `json:"hint"`
	Required bool     `json:"required"`
	Options  []string `json:"options"`
}

// sheet returns the form that lies open before a person; nil: there is none.
func sheet(in emulator.Chat, person string) *opened {
	switch chat := in.(type) {
	case *slacktest.Slack:
		if f, ok := chat.Form(person); ok {
			return ofSlack(f)
		}
	case *discordtest.Discord:
		if f, ok := chat.Form(person); ok {
			return ofDiscord(f)
		}
	}
	return nil
}

func ofSlack(f slacktest.Form) *opened {
	out := &opened{Title: f.Title, Send: f.Submit, Fields: []blank{}}
	if len(f.Inputs) == 0 {
		out.Text = f.Text
	}
	for _, b := range f.Buttons {
		out.Links = append(out.Links, way{b.Label, b.URL})
	}
	kinds := map[string]string{"datepicker": "date", "timepicker": "time", "checkboxes": "check"}
	for _, i := range f.Inputs {
		kind := kinds[i.Kind]
		if kind == "" {
			kind = "text"
		}
		out.Fields = append(out.Fields, blank{i.Label, i.Label, kind, i.Value, i.Placeholder, !i.Optional, i.Options})
	}
	return out
}

func ofDiscord(f discordtest.Form) *opened {
	out := &opened{Title: f.Title, Send: "Submit", Fields: []blank{}}
	for _, i := range f.Fields {
		kind := "text"
		if len(i.Options) > 0 {
			kind = "choice"
		}
		out.Fields = append(out.Fields, blank{i.ID, i.Label, kind, i.Value, i.Placeholder, i.Required, i.Options})
	}
	return out
}

// filled sends the form that lies open before a person.
func (p *page) filled(w http.ResponseWriter, r *http.Request) {
	p.acted(w, r, func(a act, in emulator.Chat) outcome {
		switch chat := in.(type) {
		case *slacktest.Slack:
			wrong, err := chat.Submit(a.Person, a.Filled)
			return outcome{Problem: text(err), Wrong: wrong}
		case *discordtest.Discord:
			_, err := chat.Submit(a.Person, a.Filled)
			return outcome{Problem: text(err)}
		}
		return outcome{}
	})
}

// closed puts away the form that lies open before a person. The bot is not told.
func (p *page) closed(w http.ResponseWriter, r *http.Request) {
	p.acted(w, r, func(a act, in emulator.Chat) outcome {
		switch chat := in.(type) {
		case *slacktest.Slack:
			chat.Close(a.Person)
		case *discordtest.Discord:
			chat.Dismiss(a.Person)
		}
		return outcome{}
	})
}
