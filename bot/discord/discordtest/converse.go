package discordtest

import (
	"encoding/json"
	"fmt"
	"time"

	"meetbot/bot/emulator"
)

// A shown is an error in the words in which the client shows it.
type shown string

// Error returns the words.
func (s shown) Error() string { return string(s) }

// What the client shows where no answer came in time.
const (
	errSilent  = shown("The application did not respond")
	errLoading = shown("Loading options failed")
)

// Type writes a command as a person, such as "/meet new when:tomorrow 3pm title:Design review", and returns the
// private answer. What the client itself would refuse is an error, and reaches nobody.
func (d *Discord) Type(person, channel, text string) (emulator.Message, error) {
	ix, payload, err := d.typing(person, channel, text, "")
	if err != nil {
		return emulator.Message{}, err
	}
	return d.converse(ix, payload)
}

// Invoke sends a command such as "/meet new" with values that may hold anything, names of options too.
func (d *Discord) Invoke(person, channel, command string, values ...Value) (emulator.Message, error) {
	ix, payload, err := d.typing(person, channel, command, "", values...)
	if err != nil {
		return emulator.Message{}, err
	}
	return d.converse(ix, payload)
}

// Autocomplete returns what is offered to a person who has typed so much and is at the given option.
func (d *Discord) Autocomplete(person, channel, text, option string) ([]Choice, error) {
	ix, payload, err := d.typing(person, channel, text, option)
	if err != nil {
		return nil, err
	}
	if err := d.send(ix, payload); err != nil {
		return nil, err
	}
	if !d.waitFor(ix.acked, d.patience.first) {
		d.giveUp(ix)
		return nil, errLoading
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return ix.choices, nil
}

// typing makes an interaction of what a person types; with a focused option one of autocomplete.
func (d *Discord) typing(who, channel, text, focused string, more ...Value) (*interaction, object, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, pl := d.person(who), d.place(channel)
	if p == nil || pl == nil || !d.sees(p, pl) {
		return nil, nil, fmt.Errorf("there is no person %q who sees a channel %q", who, channel)
	}
	t, err := d.parse(p, pl, text)
	if err != nil {
		return nil, nil, err
	}
	t.values = append(t.values, more...)
	if err := t.focus(focused); err != nil {
		return nil, nil, err
	}
	options, resolved, err := d.fill(t, focused)
	if err != nil {
		return nil, nil, err
	}
	data := object{"id": t.command.ID, "name": t.command.Name, "type": 1, "options": options}
	if len(resolved) > 0 {
		data["resolved"] = resolved
	}
	if t.command.Guild != "" {
		data["guild_id"] = t.command.Guild
	}
	kind := kindCommand
	if focused != "" {
		kind = kindAutocomplete
	}
	ix, payload := d.start(kind, p, pl, data)
	return ix, payload, nil
}

// focus makes sure that the option somebody is at can be completed, and is there, if only empty.
func (t *typed) focus(name string) error {
	if name == "" {
		return nil
	}
	for _, o := range t.options {
		if o.Name != name || !o.Autocomplete {
			continue
		}
		for _, v := range t.values {
			if v.Option == name {
				return nil
			}
		}
		t.values = append(t.values, Value{Option: name})
		return nil
	}
	return fmt.Errorf("option %q does not complete", name)
}

// converse sends an interaction and waits for the private answer.
func (d *Discord) converse(ix *interaction, payload object) (emulator.Message, error) {
	if err := d.send(ix, payload); err != nil {
		return emulator.Message{}, err
	}
	if !d.waitFor(ix.acked, d.patience.first) {
		if d.giveUp(ix) {
			return emulator.Message{}, errSilent
		}
	}
	d.mu.Lock()
	deferred := ix.answer == answerDeferred
	d.mu.Unlock()
	if deferred && !d.waitFor(ix.filled, d.patience.second) {
		return emulator.Message{}, errSilent
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if ix.reply == nil || ix.reply.deleted {
		return emulator.Message{}, nil
	}
	return d.render(ix.reply, ix.person, d.opts.Now()), nil
}

// send brings an interaction to the bot the way the application is set up for.
func (d *Discord) send(ix *interaction, payload object) error {
	body, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("encode interaction: %w", err)
	}
	if d.opts.HTTP {
		return d.sendHTTP(ix, body)
	}
	d.Dispatch(body)
	return nil
}

// waitFor reports whether c was closed within so much real time.
func (d *Discord) waitFor(c <-chan struct{}, most time.Duration) bool {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-c:
		return true
	case <-timer.C:
	case <-d.closing:
	}
	return false
}

// giveUp makes an interaction void unless an answer came at the last moment.
func (d *Discord) giveUp(ix *interaction) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	ix.void = ix.answer == 0
	return ix.void
}
