package discordtest

import (
	"slices"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// render shows a message to a reader at a moment: content, then each embed (author, title, description, fields as
// "name: value", footer), a line each.
func (d *Discord) render(m *message, reader *person, now time.Time) emulator.Message {
	out := emulator.Message{
		ID: m.id, Channel: m.place.ID, ReplyTo: m.reply, Edits: m.edits, At: m.at,
		Raw: slices.Clone(m.raw), Rings: slices.Clone(m.rings),
	}
	if m.reader != nil {
		out.PrivateTo = m.reader.ID
	}
	v := view{d: d, zone: reader.zone(), now: now}
	lines := []string{v.full(m.content)}
	if m.flags&flagSuppressEmbeds == 0 {
		for _, e := range m.embeds {
			lines = append(lines, v.embed(e)...)
		}
	}
	out.Text = strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), "\n")
	for _, row := range m.components {
		for _, c := range row.Components {
			out.Buttons = append(out.Buttons, buttons(c)...)
		}
	}
	return out
}

// view is how one reader sees texts.
type view struct {
	d    *Discord
	zone *time.Location
	now  time.Time
}

// full decodes everything; it is for content, descriptions and field values.
func (v view) full(s string) string { return v.decode(s, true) }

// plain decodes formatting, but neither mentions nor moments nor links; it is for titles and field names.
func (v view) plain(s string) string { return v.decode(s, false) }

func (v view) embed(e embed) []string {
	var lines []string
	if e.Author != nil {
		lines = append(lines, e.Author.Name)
	}
	lines = append(lines, v.plain(e.Title), v.full(e.Description))
	for _, f := range e.Fields {
		lines = append(lines, v.plain(f.Name)+": "+v.full(f.Value))
	}
	var foot []string
	if e.Footer != nil {
		foot = append(foot, e.Footer.Text)
	}
	if t, err := time.Parse(time.RFC3339, e.Timestamp); err == nil {
		foot = append(foot, v.moment(t, "f"))
	}
	return append(lines, strings.Join(foot, " • "))
}

// buttons lists what can be pressed on a component; what is disabled cannot.
func buttons(c component) []emulator.Button {
	if c.Disabled {
		return nil
	}
	if c.Type == typeButton {
		style := map[int]string{1: "primary", 3: "primary", 4: "danger"}[c.Style]
		return []emulator.Button{{Label: label(c.Emoji, c.Label), URL: c.URL, Style: style}}
	}
	var all []emulator.Button
	for _, o := range c.Options {
		all = append(all, emulator.Button{Label: label(o.Emoji, o.Label), Menu: true})
	}
	return all
}

func label(e *emoji, text string) string {
	if e == nil || e.Name == "" {
		return text
	}
	return strings.TrimSpace(e.Name + " " + text)
}
