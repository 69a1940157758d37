package coretest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"meetbot/core"
)

var queryCases = []storeCase{
	{"the earliest start comes first", earliestFirst},
	{"a workspace sees what is announced in it and nothing else", workspaceOnly},
	{"a channel sees what is announced in it and nothing else", channelOnly},
	{"a number finds a meeting in its own workspace only", numberInOwnWorkspace},
	{"an organizer's are the ones they called", organizerOnly},
	{"a moderator's are the ones they called or host", moderatorOnly},
	{"what is over or cancelled is left out of what is ahead", aheadOnly},
	{"filters narrow each other", filtersNarrow},
	{"a title is found by its beginning, whatever its case", titleBegins},
	{"as many as are wanted begin so, however many do not", titleLimited},
	{"a limit takes the earliest, and is 100 unless told", limited},
	{"a spot is what a list goes on from, either way", fromASpot},
	{"nothing found is no error", nothingFound},
}

// found returns the titles of what a query finds, in order.
func (b *bench) found(q core.Query) []string {
	b.t.Helper()
	all, err := b.Meetings(b.ctx, q)
	b.NoError(err)
	titles := []string{}
	for _, m := range all {
		b.Equal(b.stored(m.ID), m, "a meeting that was found is whole")
		titles = append(titles, m.Title)
	}
	return titles
}

func earliestFirst(b *bench) {
	for i, where := range []core.Channel{team, guild, random} {
		hour := []int{3, 1, 2}[i]
		b.create(draft(titled(fmt.Sprint(hour)), starting(noon.Add(time.Duration(hour)*time.Hour)), in(where)))
	}
	b.Equal([]string{"1", "2", "3"}, b.found(core.Query{}))
}

func workspaceOnly(b *bench) {
	b.create(draft(titled("ours"), in(team)))
	b.create(draft(titled("theirs"), in(faraway), starting(noon)))
	b.create(draft(titled("shared"), in(faraway, random), starting(noon.Add(2*time.Hour))))
	b.Equal([]string{"ours", "shared"}, b.found(core.Query{Workspace: slackOne}))
	b.Equal([]string{"theirs", "shared"}, b.found(core.Query{Workspace: slackTwo}))
	b.Empty(b.found(core.Query{Workspace: core.Workspace{Platform: "discord", ID: "T1"}}), "the same ID on another platform")
}

func channelOnly(b *bench) {
	b.create(draft(titled("team"), in(team)))
	b.create(draft(titled("random"), in(random)))
	b.create(draft(titled("faraway"), in(faraway)))
	b.create(draft(titled("both"), in(team, guild), starting(noon.Add(2*time.Hour))))
	b.Equal([]string{"team", "both"}, b.found(core.Query{Channel: team}))
	b.Equal([]string{"faraway"}, b.found(core.Query{Channel: faraway}), "the same ID in another workspace")
	b.Equal([]string{"both"}, b.found(core.Query{Channel: guild}), "the same ID on another platform")
}

func numberInOwnWorkspace(b *bench) {
	b.create(draft(titled("ours"), in(team)))
	b.create(draft(titled("theirs"), in(faraway)))
	b.create(draft(titled("theirs too"), in(faraway)))
	b.Equal([]string{"ours"}, b.found(core.Query{Workspace: slackOne, Number: 1}))
	b.Equal([]string{"theirs"}, b.found(core.Query{Workspace: slackTwo, Number: 1}))
	b.Empty(b.found(core.Query{Workspace: slackOne, Number: 2}))
}

func organizerOnly(b *bench) {
	b.create(draft(titled("alice's"), by("alice", "bob")))
	b.create(draft(titled("bob's"), by("bob")))
	b.Equal([]string{"bob's"}, b.found(core.Query{Organizer: "bob"}))
}

func moderatorOnly(b *bench) {
	b.create(draft(titled("hosted"), by("alice", "bob")))
	b.create(draft(titled("called"), by("bob", "alice"), starting(noon.Add(2*time.Hour))))
	b.create(draft(titled("neither"), by("carol")))
	b.Equal([]string{"hosted", "called"}, b.found(core.Query{Moderator: "bob"}))
	b.Equal([]string{"neither"}, b.found(core.Query{Moderator: "carol"}))
}

func aheadOnly(b *bench) {
	live := b.create(draft(titled("live"), starting(noon)))
	b.create(draft(titled("ahead")))
	cancelled := b.create(draft(titled("cancelled")))
	b.change(cancelled.ID, func(m *core.Meeting) { m.Cancelled = noon })
	ended := b.create(draft(titled("ended by hand"), starting(noon)))
	b.change(ended.ID, func(m *core.Meeting) { m.Ended = noon.Add(time.Minute) })

	b.ElementsMatch([]string{"live", "ended by hand", "ahead"}, b.found(core.Query{OverAfter: noon}))
	b.Equal([]string{"live", "ahead"}, b.found(core.Query{OverAfter: noon.Add(time.Minute)}))
	b.Equal([]string{"live", "ahead"}, b.found(core.Query{OverAfter: live.End().Add(-time.Microsecond)}))
	b.Equal([]string{"ahead"}, b.found(core.Query{OverAfter: live.End()}))
}

func filtersNarrow(b *bench) {
	b.create(draft(titled("yes"), in(team), by("alice", "bob")))
	b.create(draft(titled("another's"), in(team), by("carol")))
	b.create(draft(titled("another channel"), in(random), by("alice", "bob")))
	b.create(draft(titled("over"), in(team), by("alice", "bob"), starting(noon.Add(-time.Hour))))
	b.Equal([]string{"yes"}, b.found(core.Query{
		Workspace: slackOne, Channel: team, Moderator: "bob", Organizer: "alice", OverAfter: noon, Limit: 10,
	}))
}

// titleBegins holds the store against Go, whose idea of upper and lower case no database has.
func titleBegins(b *bench) {
	titles := []string{
		"Standup", "STANDUP north", "stand up", "standard", "İstanbul", "istanbul", "Istanbul", "ıstanbul", "Kelvin", "\u212aelvin", "KELVIN",
		"50% off", "50 off", "500 off", "snake_case", "snakeXcase", `back\slash`, "back/slash", "it's", `it"s`, "Ärger", "ärger", "A\u0308rger",
		"ΣΊΣΥΦΟΣ", "σίσυφος", "日本語", "日本", "ﬀ", "ſtandup", "straße", "STRASSE", "Ünï", "\ufffdodd", "\x00odd", "odd\xff", " space", "🎉 party",
		strings.Repeat("x", 150), strings.Repeat("x", 120) + "y", "*", "?", "[a]", "a", "A",
	}
	for i, title := range titles {
		b.create(draft(titled(title), starting(noon.Add(time.Duration(i)*time.Minute))))
	}
	all, err := b.Meetings(b.ctx, core.Query{})
	b.NoError(err)
	beginnings := []string{"%", "_", `\`, "\x00", "\xff", "\u0307", "i\u0307", "", "5_", "50%", "s%", "nothing", strings.Repeat("X", 121), "a\u0308"}
	for _, m := range all {
		for _, n := range []int{1, 2, 5, 200} {
			words := []rune(m.Title)
			words = words[:min(n, len(words))]
			beginnings = append(beginnings, string(words), strings.ToUpper(string(words)), strings.ToLower(string(words)))
		}
	}
	for _, beginning := range beginnings {
		want := []string{}
		for _, m := range all {
			if strings.HasPrefix(strings.ToLower(m.Title), strings.ToLower(beginning)) {
				want = append(want, m.Title)
			}
		}
		found, err := b.Meetings(b.ctx, core.Query{Title: beginning})
		b.NoError(err)
		got := []string{}
		for _, m := range found {
			got = append(got, m.Title)
		}
		b.Equal(want, got, "%q", beginning)
	}
}

func titleLimited(b *bench) {
	for i := range 6 {
		title := []string{"\u212aick", "pick", "kick"}[i%3]
		b.create(draft(titled(fmt.Sprint(title, i)), starting(noon.Add(time.Duration(i)*time.Minute))))
	}
	b.Equal([]string{"\u212aick0", "kick2"}, b.found(core.Query{Title: "K", Limit: 2}))
	b.Equal([]string{"pick1"}, b.found(core.Query{Title: "P", Limit: 1}))
	b.Equal([]string{"pick1", "pick4"}, b.found(core.Query{Title: "PIC", Workspace: slackOne, OverAfter: noon}))
}

func limited(b *bench) {
	for i := range 101 {
		b.create(draft(titled(fmt.Sprint(i)), starting(noon.Add(time.Duration(i)*time.Minute))))
	}
	b.Equal([]string{"0", "1"}, b.found(core.Query{Limit: 2}))
	b.Len(b.found(core.Query{}), 100)
	b.Len(b.found(core.Query{Limit: 1000}), 101)
}

func fromASpot(b *bench) {
	var all []core.Meeting
	for i := range 6 { // two of them at each instant
		all = append(all, b.create(draft(titled(fmt.Sprint(i)), starting(noon.Add(time.Duration(i/2)*time.Hour)))))
	}
	order := b.found(core.Query{})
	at := map[string]core.Spot{}
	for _, m := range all {
		at[m.Title] = m.Spot()
	}
	for i, title := range order {
		b.Equal(order[i+1:], b.found(core.Query{After: at[title]}))
		b.Equal(order[:i], b.found(core.Query{Before: at[title]}))
	}
	b.Equal(order[2:4], b.found(core.Query{After: at[order[1]], Limit: 2}))
	b.Equal(order[2:4], b.found(core.Query{Before: at[order[4]], Limit: 2}), "those that are next to it")
	b.Equal(order[1:3], b.found(core.Query{After: at[order[0]], Before: at[order[3]]}))
	b.change(all[0].ID, func(m *core.Meeting) { m.Cancelled = noon })
	b.Len(b.found(core.Query{After: at["0"]}), len(order)-1-slices.Index(order, "0"), "whatever has become of what was there")
}

func nothingFound(b *bench) {
	b.Empty(b.found(core.Query{Workspace: slackOne}))
}
