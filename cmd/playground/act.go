package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"time"
)

// maxBody is how large a request may be: a message is a line or two.
const maxBody = 16 << 10

// An act is something that a person does.
type act struct {
	Person  string `json:"person"`
	Channel string `json:"channel"`
	Text    string `json:"text"`    // typed
	Message string `json:"message"` // on which a button is pressed
	Label   string `json:"label"`   // of the button
	Seconds int    `json:"seconds"` // by which the clock is pushed; 0: to the next event
}

// An outcome is the answer to an act. What the chat shows because of it comes as an event.
type outcome struct {
	Problem string `json:"problem,omitempty"` // as the chat would show it
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

// invitation is Slack's own command, which lets the bot in.
var invitation = regexp.MustCompile(`^/invite\s+@` + botName + `\s*$`)

func (p *page) typed(w http.ResponseWriter, r *http.Request) {
	a, ok := read(w, r)
	if !ok {
		return
	}
	p.busy.RLock()
	defer p.busy.RUnlock()
	if invitation.MatchString(a.Text) {
		answer(w, p.invite(a.Person, a.Channel))
		return
	}
	_, err := p.slack.Type(a.Person, a.Channel, a.Text)
	answer(w, err)
}

var errNoInvite = errors.New("you cannot invite anybody here")

// invite lets the bot into a channel, as any member can.
func (p *page) invite(person, channel string) error {
	for _, c := range p.slack.Channels() {
		if c.ID == channel && slices.Contains(c.Members, person) {
			p.slack.Invite(channel)
			p.tell()
			return nil
		}
	}
	return errNoInvite
}

var errNoMessage = errors.New("that message is gone")

func (p *page) pressed(w http.ResponseWriter, r *http.Request) {
	a, ok := read(w, r)
	if !ok {
		return
	}
	p.busy.RLock()
	defer p.busy.RUnlock()
	m, ok := p.find(a.Person, a.Channel, a.Message)
	if !ok {
		answer(w, errNoMessage)
		return
	}
	_, err := p.slack.Press(a.Person, m, a.Label)
	answer(w, err)
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
