package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"meetbot/bot/discord/discordtest"
	"meetbot/core"
)

// completed answers how the option that somebody is filling in may go on. While they type there is nothing to complain of.
func (p *page) completed(w http.ResponseWriter, r *http.Request) {
	a, ok := read(w, r)
	if !ok {
		return
	}
	p.busy.RLock()
	defer p.busy.RUnlock()
	f, ok := p.chat(a.Chat).(form)
	if !ok {
		http.Error(w, "nothing is filled in there", http.StatusBadRequest)
		return
	}
	choices, _ := f.Autocomplete(a.Person, a.Channel, line(a), a.Option)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(outcome{Choices: choices})
}

// understood tells how a command is understood that somebody is still typing. It does nothing.
func (p *page) understood(w http.ResponseWriter, r *http.Request) {
	a, ok := read(w, r)
	if !ok {
		return
	}
	at := slices.IndexFunc(p.chats, func(s stage) bool { return s.Name() == a.Chat && s.home != "" })
	if at < 0 {
		http.Error(w, "nothing is typed there", http.StatusBadRequest)
		return
	}
	var o outcome
	if words, ok := strings.CutPrefix(a.Text, command+" "); ok && strings.TrimSpace(words) != "" {
		p.busy.RLock()
		defer p.busy.RUnlock()
		home := p.chats[at].home
		who, where := core.Identity{Platform: a.Chat, Workspace: home, UserID: a.Person}, core.Channel{Platform: a.Chat, Workspace: home, ID: a.Channel}
		o.Reading = p.app.Understand(r.Context(), who, where, words).Message
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(o)
}

// command is what people type before their words.
const command = "/meet"

// line is a command as it is typed so far. The option at hand comes last: what stands in it is not settled yet.
func line(a act) string {
	typed := []string{a.Text}
	at := slices.IndexFunc(a.Values, func(v discordtest.Value) bool { return v.Option == a.Option })
	for i, v := range a.Values {
		if i != at && v.Text != "" {
			typed = append(typed, v.Option+":"+v.Text)
		}
	}
	if at >= 0 {
		typed = append(typed, a.Option+":"+a.Values[at].Text)
	}
	return strings.Join(typed, " ")
}
