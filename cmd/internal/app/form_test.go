package app_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
)

// seeForm writes down the form that is open before somebody, with what stands in it.
func (p *play) seeForm(m []string) {
	person := p.person(p.chat(m[1]), m[0]).ID
	var title, text string
	var fields []string
	if m[1] == "slack" {
		f, ok := p.slack.Form(person)
		require.True(p.t, ok, "no form is open before %s", m[0])
		title, text = f.Title, f.Text
		for _, i := range f.Inputs {
			fields = append(fields, i.Label+"="+i.Value)
		}
	} else {
		f, ok := p.discord.Form(person)
		require.True(p.t, ok, "no form is open before %s", m[0])
		title = f.Title
		for _, i := range f.Fields {
			fields = append(fields, i.Label+"="+i.Value)
		}
	}
	if len(fields) == 0 { // what it says in place of what was to be filled in
		fields = strings.Split(p.anonymous(text), "\n")
	}
	fmt.Fprintf(&p.out, "> (before %s) %s: %s\n", m[0], title, strings.Join(fields, " / "))
}

// sendForm fills in some fields, "When?=tomorrow 3pm; How long?=45m", and sends the form.
func (p *play) sendForm(m []string) {
	person, values := p.person(p.chat(m[1]), m[0]).ID, map[string]string{}
	for pair := range strings.SplitSeq(m[2], "; ") {
		if label, value, ok := strings.Cut(pair, "="); ok {
			values[label] = value
		}
	}
	if m[1] == "discord" {
		f, ok := p.discord.Form(person)
		require.True(p.t, ok, "no form is open before %s", m[0])
		byID := map[string]string{}
		for label, value := range values {
			i := slices.IndexFunc(f.Fields, func(f discordtest.Field) bool { return f.Label == label })
			require.GreaterOrEqual(p.t, i, 0, label)
			byID[f.Fields[i].ID] = value
		}
		_, err := p.discord.Submit(person, byID)
		require.NoError(p.t, err)
		return
	}
	wrong, err := p.slack.Submit(person, values)
	require.NoError(p.t, err)
	for _, label := range slices.Sorted(maps.Keys(wrong)) {
		fmt.Fprintf(&p.out, "> (at %s) %s\n", label, p.anonymous(wrong[label]))
	}
}
