package discordtest

import (
	"encoding/json"
	"unicode/utf8"
)

// answering makes the message that answers an interaction.
func (d *Discord) answering(ix *interaction, flags int) *message {
	m := d.newMessage(ix.place)
	m.asked, m.flags = ix, flags
	if flags&flagEphemeral != 0 {
		m.reader = ix.person
	}
	return m
}

func (d *Discord) respondMessage(q *request, ix *interaction, data json.RawMessage) *refusal {
	var body hookBody
	if r := readData(q, data, &body); r != nil {
		return r
	}
	m := d.answering(ix, body.Flags.Value)
	if r := body.change(q, m, flagsOfAnswer, allRights, data); r != nil {
		return r
	}
	ix.original = m
	d.show(ix, m)
	return nil
}

// show puts an answer before its readers. Where the bot says nothing, answers ring people but neither roles nor all.
func (d *Discord) show(ix *interaction, m *message) {
	d.publish(m, []string{"users"})
	if m.reader != nil && ix.reply == nil {
		ix.reply = m
	}
}

func (d *Discord) respondDeferred(q *request, ix *interaction, data json.RawMessage) *refusal {
	var body struct {
		blanks
		Components []component `json:"components"`
		Flags      int         `json:"flags"`
	}
	if r := readData(q, data, &body); r != nil {
		return r
	}
	body.rule(q)
	f := form{}
	f.require(body.Flags&^flagEphemeral == 0, "data.flags", "BASE_TYPE_CHOICES", "Only EPHEMERAL may be set.")
	if r := f.refusal(); r != nil {
		return r
	}
	m := d.answering(ix, body.Flags)
	m.pending, ix.filling, ix.original = true, true, m
	m.place.messages = append(m.place.messages, m)
	return nil
}

func (d *Discord) respondUpdate(q *request, ix *interaction, data json.RawMessage) *refusal {
	var body hookBody
	if r := readData(q, data, &body); r != nil {
		return r
	}
	if ix.on.deleted {
		return tell(10008)
	}
	if r := body.change(q, ix.on, flagsOfEdit, allRights, data); r != nil {
		return r
	}
	ix.original = ix.on
	d.revise(ix.on)
	return nil
}

func (d *Discord) respondChoices(q *request, ix *interaction, data json.RawMessage) *refusal {
	var body struct {
		blanks
		Components []component `json:"components"`
		Choices    []struct {
			Choice
			Local map[string]string `json:"name_localizations"`
		} `json:"choices"`
	}
	if r := readData(q, data, &body); r != nil {
		return r
	}
	body.rule(q)
	f := form{}
	f.count("data.choices", len(body.Choices), 0, 25)
	for _, c := range body.Choices {
		f.length("data.choices.name", c.Name, 1, 100)
		s, text := c.Value.(string)
		f.require(utf8.RuneCountInString(s) <= 100, "data.choices.value", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
		_, number := c.Value.(float64)
		f.require(number || text && s != "", "data.choices.value", "BASE_TYPE_REQUIRED", "This field is required")
		ix.choices = append(ix.choices, c.Choice)
	}
	return f.refusal()
}

// blanks are members that a known client library sends with every answer. Where an answer is no message they have to be
// empty: Discord would not show them.
type blanks struct {
	TTS     bool    `json:"tts"`
	Content string  `json:"content"`
	Embeds  []embed `json:"embeds"`
}

func (b *blanks) rule(q *request) {
	if b.TTS || b.Content != "" || len(b.Embeds) > 0 {
		q.note("content or embeds in an answer that does not show them")
	}
}

// readData decodes the data of an answer, which may be missing.
func readData(q *request, data json.RawMessage, dst any) *refusal {
	if len(data) == 0 {
		return nil
	}
	notes, r := read(data, dst)
	q.note(notes...)
	return r
}
