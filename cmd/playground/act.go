package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"time"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
)

// maxBody is how large a request may be: a message is a line or two.
const maxBody = 16 << 10

// An act is something that a person does.
type act struct {
	Chat    string              `json:"chat"`
	Person  string              `json:"person"` // their account there
	Channel string              `json:"channel"`
	Text    string              `json:"text"`    // typed; where the chat has typed options, the command without them
	Values  []discordtest.Value `json:"values"`  // of its options
	Option  string              `json:"option"`  // which is to be completed
	Message string              `json:"message"` // on which a button is pressed
	Label   string              `json:"label"`   // of the button
	Filled  map[string]string   `json:"filled"`  // into the form that lies open
	Seconds int                 `json:"seconds"` // by which the clock is pushed; 0: to the next event
}

// An outcome is the answer to an act. What the chat shows because of it comes as an event.
type outcome struct {
	Problem string               `json:"problem,omitempty"` // as the chat would show it
	Choices []discordtest.Choice `json:"choices,omitempty"` // how an option may go on
	Form    *opened              `json:"form,omitempty"`    // that lies open before the person now
	Wrong   map[string]string    `json:"wrong,omitempty"`   // what is wrong with one that was sent, by the label of the field
	Reading string               `json:"reading,omitempty"` // how what is typed is understood
}

func read(w http.ResponseWriter, r *http.Request) (act, bool) {
	var a act
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		http.Error(w, "not understood", http.StatusBadRequest)
		return a, false
	}
	return a, true
}

func answer(w http.ResponseWriter, o outcome) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(o)
}

// text is what is wrong, in words; empty: nothing.
func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// invitation is Slack's own command, which lets the bot in. Discord's is a setting of the channel, for which it stands here.
var invitation = regexp.MustCompile(`^/invite\s+@` + botName + `\s*$`)

func (p *page) typed(w http.ResponseWriter, r *http.Request) {
	p.acted(w, r, func(a act, in emulator.Chat) outcome {
		if invitation.MatchString(a.Text) {
			return outcome{Problem: text(p.invite(a, in))}
		}
		if f, ok := in.(form); ok {
			_, err := f.Invoke(a.Person, a.Channel, a.Text, a.Values...)
			return outcome{Problem: text(err)}
		}
		_, err := in.Type(a.Person, a.Channel, a.Text)
		return outcome{Problem: text(err)}
	})
}

// acted has a person do something in a chat, while the clock is not pushed.
func (p *page) acted(w http.ResponseWriter, r *http.Request, do func(act, emulator.Chat) outcome) {
	a, ok := read(w, r)
	if !ok {
		return
	}
	in := p.chat(a.Chat)
	if in == nil {
		http.Error(w, "there is no such chat", http.StatusBadRequest)
		return
	}
	p.busy.RLock()
	defer p.busy.RUnlock()
	o := do(a, in)
	o.Form = sheet(in, a.Person)
	answer(w, o)
}

var errNoInvite = errors.New("you cannot invite anybody here")

// invite lets the bot into a channel, as any member can.
func (p *page) invite(a act, in emulator.Chat) error {
	door, ok := in.(interface{ Invite(channel string) })
	for _, c := range in.Channels() {
		if ok && c.ID == a.Channel && slices.Contains(c.Members, a.Person) {
			door.Invite(c.ID)
			p.tell()
			return nil
		}
	}
	return errNoInvite
}

var errNoMessage = errors.New("that message is gone")

func (p *page) pressed(w http.ResponseWriter, r *http.Request) {
	p.acted(w, r, func(a act, in emulator.Chat) outcome {
		m, ok := find(in, a.Person, a.Channel, a.Message)
		if !ok {
			return outcome{Problem: text(errNoMessage)}
		}
		_, err := in.Press(a.Person, m, a.Label)
		return outcome{Problem: text(err)}
	})
}

// longestPush keeps a slip of the finger from ageing everything.
const longestPush = 24 * time.Hour

func (p *page) pushed(w http.ResponseWriter, r *http.Request) {
	a, ok := read(w, r)
	by := time.Duration(a.Seconds) * time.Second
	switch {
	case !ok:
	case by < 0 || by > longestPush:
		http.Error(w, "not understood", http.StatusBadRequest)
	case by == 0:
		answer(w, outcome{Problem: text(p.pushToNext(r.Context()))})
	default:
		answer(w, outcome{Problem: text(p.pushBy(r.Context(), by))})
	}
}
