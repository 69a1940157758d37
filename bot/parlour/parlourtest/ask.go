package parlourtest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// word is what people type before theirs.
const word = "/meet"

// Type writes text as a person in a room: a command for the bot, or words for everybody.
func (p *Parlour) Type(person, channel, text string) (emulator.Message, error) {
	p.mu.Lock()
	who, at := p.person(person), p.room(channel)
	if who == nil || at == nil || !at.open(person) || at.closed {
		p.mu.Unlock()
		return emulator.Message{}, fmt.Errorf("%s cannot write in %s", person, channel)
	}
	first, rest, _ := strings.Cut(text, " ")
	if !strings.HasPrefix(text, "/") {
		p.add(&message{content: content{Lines: []string{escaper.Replace(text)}}, room: channel, noted: true})
		p.mu.Unlock()
		return emulator.Message{}, nil
	}
	body := p.request(who, at, map[string]any{"typed": rest, "named": p.named(rest)})
	p.mu.Unlock()
	if first != word {
		return emulator.Message{}, fmt.Errorf("nobody answers to %s", first)
	}
	return p.private(person, channel, nil, body)
}

// named are those whom a text names, by how it does.
func (p *Parlour) named(text string) map[string]string {
	var out map[string]string
	for _, who := range p.people {
		if called := "@" + who.Name; slices.Contains(strings.Fields(text), called) {
			if out == nil {
				out = map[string]string{}
			}
			out[called] = who.ID
		}
	}
	return out
}

var escaper = strings.NewReplacer(`\`, `\\`, `{`, `\{`, `}`, `\}`, `@`, `\@`)

// Press presses a button, or picks a menu's entry.
func (p *Parlour) Press(person string, on emulator.Message, label string) (emulator.Message, error) {
	p.mu.Lock()
	n, _ := strconv.Atoi(on.ID)
	m := p.message(n)
	if m == nil || m.room != on.Channel || !p.sees(person, m) {
		p.mu.Unlock()
		return emulator.Message{}, fmt.Errorf("%s sees no message %s in %s", person, on.ID, on.Channel)
	}
	i := slices.IndexFunc(m.Buttons, func(b button) bool { return b.Label == label })
	if i < 0 || m.Buttons[i].URL != "" {
		p.mu.Unlock()
		return emulator.Message{}, fmt.Errorf("there is no button %q to be pressed", label)
	}
	body := p.request(p.person(person), p.room(m.room), map[string]any{"value": m.Buttons[i].Value})
	p.mu.Unlock()
	return p.private(person, m.room, m, body)
}

// request writes what the bot is asked, with a pass into the room.
func (p *Parlour) request(who *emulator.Person, at *room, more map[string]any) []byte {
	p.serial++
	passKey := fmt.Sprintf("pass-%d", p.serial)
	p.passes[passKey] = &pass{room: at.ID, since: time.Now()}
	door := map[bool]string{true: "closed", false: "open"}[at.Private]
	if at.direct {
		door = "direct"
	}
	more["id"], more["house"], more["pass"] = fmt.Sprintf("request-%d", p.serial), House, passKey
	more["person"] = map[string]string{"id": who.ID, "name": who.Name}
	more["room"] = map[string]string{"id": at.ID, "door": door}
	out, _ := json.Marshal(more) // texts always encode
	return out
}

// private asks the bot, and shows its answer to one person: in place of what was pressed, where that was private too.
func (p *Parlour) private(person, channel string, pressed *message, body []byte) (emulator.Message, error) {
	res, err := p.Ask(body, nil)
	if err != nil {
		return emulator.Message{}, fmt.Errorf("the bot does not answer: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		return emulator.Message{}, fmt.Errorf("the bot answers with %s", res.Status)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	var c content
	if err := d.Decode(&c); err != nil {
		p.refuse("answer", err.Error())
		return emulator.Message{}, err
	}
	if p.takes("answer", c).refused() {
		return emulator.Message{}, fmt.Errorf("the answer makes no sense: %s", raw)
	}
	if pressed != nil && pressed.privateTo == person {
		p.edit(pressed, c)
		return p.shown(pressed, person), nil
	}
	m := p.add(&message{content: c, room: channel, privateTo: person, noted: true})
	return p.shown(m, person), nil
}

// Ask sends the bot a body that is signed now; spoil, if given, may change the request before it leaves.
func (p *Parlour) Ask(body []byte, spoil func(*http.Request)) (*http.Response, error) {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodPost, p.service+"/parlour/", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	Sign(r.Header, time.Now(), body)
	if spoil != nil {
		spoil(r)
	}
	return p.client.Do(r)
}

// Sign signs a body as of a time.
func Sign(h http.Header, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(Secret))
	mac.Write([]byte(stamp + "\n"))
	mac.Write(body)
	h.Set("Parlour-Time", stamp)
	h.Set("Parlour-Signature", hex.EncodeToString(mac.Sum(nil)))
}
