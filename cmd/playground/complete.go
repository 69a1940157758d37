package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"meetbot/bot/discord/discordtest"
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
