package bot

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"meetbot/bot/parse"
	"meetbot/core"
)

// text draws what people type: clean, of up to so many characters.
func drawText(rt *rapid.T, name string, most int) string {
	return core.CleanText(rapid.StringOfN(rapid.RuneFrom([]rune(`aß漢😀"\{}:;,.~#% <>&'`)), 0, most, -1).Draw(rt, name))
}

// drawRequest draws a request as a button may carry it, up to the longest.
func drawRequest(rt *rapid.T) request {
	zone := rapid.SampledFrom([]string{"", "UTC", "America/Argentina/Buenos_Aires"})
	switch rapid.IntRange(0, 2).Draw(rt, "way") {
	case 0:
		return request{Words: "x" + drawText(rt, "words", 499), In: zone.Draw(rt, "zone"), Settle: rapid.Bool().Draw(rt, "settle")}
	case 1:
		f := parse.NewForm(parse.New, "when", drawText(rt, "when", 100), "title", drawText(rt, "title", 100), "duration", drawText(rt, "duration", 50))
		return request{Form: &f, In: zone.Draw(rt, "zone"), Settle: rapid.Bool().Draw(rt, "settle")}
	}
	r := request{Request: parse.Request{
		Verb: rapid.SampledFrom(parse.Verbs()).Draw(rt, "verb").Verb, Ref: drawText(rt, "ref", 200), Title: drawText(rt, "title", 100),
		Duration: time.Duration(rapid.Int64Range(0, int64(31*24*time.Hour)).Draw(rt, "lasts")), Zone: zone.Draw(rt, "zone"), MembersOnly: rapid.Bool().Draw(rt, "members"),
	}}
	if r.Verb == parse.New || r.Verb == parse.Move {
		r.Start = time.Unix(rapid.Int64Range(1, 1<<33).Draw(rt, "start"), 0).UTC()
	}
	if onPeople[r.Verb] {
		r.Args = []string{"<@" + rapid.StringMatching(`[0-9A-Z]{1,20}`).Draw(rt, "who") + ">"}
	}
	if r.Verb == parse.RSVP {
		r.RSVP, r.Nth = rapid.SampledFrom(core.RSVPs()).Draw(rt, "rsvp"), rapid.IntRange(0, 1<<40).Draw(rt, "nth")
	}
	if ofSeries[r.Verb] {
		r.Which, r.Nth = rapid.SampledFrom([]string{parse.This, parse.All}).Draw(rt, "which"), rapid.IntRange(0, 1<<40).Draw(rt, "nth")
	}
	if r.Verb == parse.Unskip {
		r.Which = parse.This
	}
	if r.Verb == parse.New && rapid.Bool().Draw(rt, "repeats") {
		r.Repeat = &parse.Repeat{Freq: parse.Weekly, Interval: rapid.IntRange(1, 99).Draw(rt, "interval"), Weekdays: uint8(rapid.IntRange(1, 127).Draw(rt, "weekdays"))}
	}
	if r.Ask = acts()[r.Verb].sure != nil; r.Verb == parse.List {
		r.Scope = parse.Channel
		r.After = spotOf(core.Meeting{ID: core.MeetingID(strings.Repeat("Z", 26)), Occurrence: core.Occurrence{Start: time.Unix(1<<33, 999999000)}})
	}
	return r
}

// TestEveryButtonCarriesItsWholeRequest in few enough characters, whatever it is.
func TestEveryButtonCarriesItsWholeRequest(t *testing.T) {
	c := newChat(t, "")
	rapid.Check(t, func(rt *rapid.T) {
		var card Card
		var want []request
		for range rapid.IntRange(1, 40).Draw(rt, "buttons") {
			r := drawRequest(rt)
			want = append(want, r)
			card.Menu = append(card.Menu, Button{Press: r.press()})
		}
		fitted, err := c.bot.fitting(t.Context(), card)
		require.NoError(rt, err)
		for i, b := range fitted.Menu {
			require.LessOrEqual(rt, utf8.RuneCountInString(b.Press), MaxPress)
			got, err := c.bot.pressed(t.Context(), b.Press)
			require.NoError(rt, err)
			require.Equal(rt, want[i], got)
		}
	})
}

// TestCardsOfChannelsNeedNothingKept, since they stand for longer than anything is kept.
func TestCardsOfChannelsNeedNothingKept(t *testing.T) {
	c := newChat(t, "")
	now := c.clock.Now()
	m := core.Meeting{ID: core.MeetingID(strings.Repeat("M", 26)), Title: strings.Repeat("ß", 100), Occurrence: core.Occurrence{Duration: time.Hour, Start: now}}
	upcoming := m
	upcoming.Start = now.Add(time.Hour)
	en := english(t)
	page := core.Page{Meetings: []core.Meeting{m}, Earlier: true, Later: true}
	for _, card := range []Card{
		en.meetingCard(m, Text("x"), nil, 999_999_999, "x", now), en.meetingCard(upcoming, Text("x"), Text("soon"), 999_999_999, "x", now), en.ending(m),
		c.bot.listing(en, page, true, Command{}), c.bot.listing(en, page, false, Command{}),
	} {
		require.NotEmpty(t, card.Buttons)
		for _, b := range append(card.Buttons, card.Menu...) {
			require.LessOrEqual(t, utf8.RuneCountInString(b.Press), MaxPress, b.Press)
			if b.URL == "" {
				_, ok := unpress(b.Press)
				require.True(t, ok, b.Press)
			}
		}
	}
}

// TestWhatNoButtonOfOursCarriesDoesNothing, be it of another version, spoilt, or made up.
func TestWhatNoButtonOfOursCarriesDoesNothing(t *testing.T) {
	c := busy(t)
	for _, p := range []string{
		`2{"v":"cancel","m":"#1"}`, `12{"v":"cancel","m":"#1"}`, `2#x`, `1#`, `1#x`, `1#x.0`, `1#x.-1`, `1{}`, `1{`, `1{"v":"cancel","m":"#1"`,
		`1{"v":"cancel","m":"#1"} `, `1{"v":"cancel","m":"#1"}{}`, `1{"v":"cancel","m":"#1","x":1}`, `1{"v":"cancel","v":"cancel","m":"#1"}`,
		`1{"V":"cancel","m":"#1"}`, `1{"m":"#1","v":"cancel"}`, `1{ "v":"cancel","m":"#1"}`, `1{"v":"nothing","m":"#1"}`, `1{"v":"cancel","m":1}`,
		`1{"v":"extend","m":"#2","q":true}`, `1{"v":"extend","m":"#2","d":-900000000000}`, `1{"v":"new","t":"x"}`, `1{"v":"move","m":"#1"}`,
		`1{"v":"cancel","m":"#1","s":"2026-08-25T13:00:00Z"}`, `1{"v":"list","a":"?"}`, `1{"v":"list","a":"1 x","u":"1 x"}`, `1{"v":"cancel","m":"#1","w":"x"}`, `1{"w":"x","f":{"v":"now"}}`,
		`1{"v":"cancel","m":"#1","instead":"#2"}`,
	} {
		require.Equal(t, "That button is out of date", c.says(Press(p)).Title, p)
	}
	require.Len(t, c.upcoming(), 2)
}

// TestWhatIsTriedAgainIsTheSame whichever way it was said.
func TestWhatIsTriedAgainIsTheSame(t *testing.T) {
	for _, said := range []Said{
		Words("tomorrow 16:00 later"), Form(parse.NewForm(parse.New, "when", "tomorrow 16:00", "title", "later")),
		Press(request{Request: parse.Request{Verb: parse.New, Title: "later", Start: instantOf(t, "2026-08-25 14:00")}}.press()),
	} {
		c := newChat(t, "Europe/Warsaw")
		again := NotTold(english(t).Language, Command{Said: said}).Buttons[0]
		require.Equal(t, "Booked: later", c.says(Press(again.Press)).Title)
		require.Equal(t, instantOf(t, "2026-08-25 14:00"), c.upcoming()[0].Start)
	}
}
