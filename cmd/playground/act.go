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
	Seconds int                 `json:"seconds"` // by which the clock is pushed; 0: to the next event
}

// An outcome is the answer to an act. What the chat shows because of it comes as an event.
type outcome struct {
	Problem string               `json:"problem,omitempty"` // as the chat would show it
	Choices []discordtest.Choice `json:"choices,omitempty"` // how an option may go on
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

func answer(w http.ResponseWriter, err error) {
	var o outcome
	if err != nil {
		o.Problem = err.Error()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(o)
}

// invitation is Slack's own command, which lets the bot in. Discord's is a setting of the channel, for which it stands here.
var invitation = regexp.MustCompile(`^/invite\s+@` + botName + `\s*$`)

func (p *page) typed(w http.ResponseWriter, r *http.Request) {
	p.acted(w, r, func(a act, in emulator.Chat) error {
		if invitation.MatchString(a.Text) {
			return p.invite(a, in)
		}
		if f, ok := in.(form); ok {
			_, err := f.Invoke(a.Person, a.Channel, a.Text, a.Values...)
			return err
		}
		_, err := in.Type(a.Person, a.Channel, a.Text)
		return err
	})
}

// acted has a person do something in a chat, while the clock is not pushed.
func (p *page) acted(w http.ResponseWriter, r *http.Request, do func(act, emulator.Chat) error) {
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
	answer(w, do(a, in))
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
	p.acted(w, r, func(a act, in emulator.Chat) error {
		m, ok := find(in, a.Person, a.Channel, a.Message)
		if !ok {
			return errNoMessage
		}
		_, err := in.Press(a.Person, m, a.Label)
		return err
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
		answer(w, p.pushToNext(r.Context()))
	default:
		answer(w, p.pushBy(r.Context(), by))
	}
}
