package say_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/say"
	"meetbot/core"
)

func in(t *testing.T, locales ...string) *say.Language {
	t.Helper()
	c, err := say.Load(say.Default)
	require.NoError(t, err)
	return c.In(locales...)
}

func TestTheLanguageThatFits(t *testing.T) {
	for locales, want := range map[[2]string]string{
		{"de", ""}: "de", {"de-AT", ""}: "de", {"de_CH", ""}: "de", {"en-GB", "de"}: "en",
		{"", "de"}: "de", {"xx", "de"}: "de", {"fr", ""}: "en", {"", ""}: "en", {"not a locale!", "de"}: "de",
		{"fr-CH, fr;q=0.9, de;q=0.7, en;q=0.6", ""}: "de", {"en;q=0.4, de", ""}: "de", {"*", ""}: "en", {"de;q=0, en", ""}: "en",
	} {
		require.Equal(t, want, in(t, locales[:]...).Tag(), "%q", locales)
	}
}

func TestTheHousesLanguageIsForWhoReadsNoOther(t *testing.T) {
	c, err := say.Load("de")
	require.NoError(t, err)
	for locale, want := range map[string]string{"": "de", "fr": "de", "xx": "de", "en-GB": "en", "de-AT": "de"} {
		require.Equal(t, want, c.In(locale).Tag(), locale)
	}
}

func TestSentences(t *testing.T) {
	en, de := in(t, "en"), in(t, "de")
	require.Equal(t, "There's no meeting #12 here.", en.Say("refusal.no_number", "Number", 12))
	require.Equal(t, "Ein Meeting #12 gibt es hier nicht.", de.Say("refusal.no_number", "Number", 12))
	require.Equal(t, "This meeting ends in 1 minute.", en.Say("script.ends_in", "N", 1))
	require.Equal(t, "Dieses Meeting endet in 5 Minuten.", de.Say("script.ends_in", "N", 5))
	require.Equal(t, "no.such_key", en.Say("no.such_key"), "which a test of the sources finds")
	hostile := "{{.Name}} **x** <b> \x000\x00"
	require.Equal(t, []say.Part{{Value: hostile, Strong: true}, {Text: " has started"}}, en.Parts("news.started", "Title", hostile))
}

func TestRefusals(t *testing.T) {
	de := in(t, "de")
	require.Equal(t, "Dieses Meeting gibt es nicht.", de.Refusal(&core.Error{Code: core.NotFound}))
	require.Equal(t, "Ein Meeting kann hier höchstens 24 h dauern.", de.Refusal(&core.Error{Code: core.Invalid, Reason: core.TooLong, Args: []any{"Most", 24 * time.Hour}}))
}

func TestMisreadWords(t *testing.T) {
	en, de := in(t, "en"), in(t, "de")
	require.Equal(t, "There's no 31 February.", en.Misread("no_such_day", "Day", 31, "Month", time.February))
	require.Equal(t, "Einen 31. Februar gibt es nicht.", de.Misread("no_such_day", "Day", 31, "Month", time.February))
	require.Equal(t, "Dieser Tag ist ein Dienstag.", de.Misread("other_weekday", "Weekday", time.Tuesday))
	require.Equal(t, "Das war vor 3 Tagen.", de.Misread("over", "Ago", 73*time.Hour))
	require.Equal(t, "A meeting lasts at least 10 s.", en.Misread("length_too_short", "Least", 10*time.Second))
}

func TestLengthsOfTime(t *testing.T) {
	en, de := in(t, "en"), in(t, "de")
	const day = 24 * time.Hour
	for d, want := range map[time.Duration]string{
		10 * time.Second: "10 s", 90 * time.Minute: "1 h 30 min", day: "24 h", time.Hour + time.Second: "1 h 1 s", 0: "0 s", 1600 * time.Millisecond: "2 s",
	} {
		require.Equal(t, want, en.Duration(d))
	}
	for d, want := range map[time.Duration][4]string{
		-time.Second:                       {"0 s", "0 s", "0 s", "0 s"},
		45*time.Minute + 20*time.Second:    {"45 min 20 s", "45 min 20 s", "45 min 20 s", "45 min 20 s"},
		day + 3*time.Hour + 20*time.Minute: {"1 day 3 h", "1 day 3 h", "1 Tag 3 h", "1 Tag 3 h"},
		49*time.Hour + 5*time.Minute:       {"2 days 1 h", "2 days 1 h", "2 Tage 1 h", "2 Tagen 1 h"},
		2*day + 4*time.Second:              {"2 days 4 s", "2 days 4 s", "2 Tage 4 s", "2 Tagen 4 s"},
	} {
		require.Equal(t, want, [4]string{en.Left(d), en.Away(d), de.Left(d), de.Away(d)}, d.String())
	}
	for d, want := range map[time.Duration][3]string{
		59 * time.Second:              {"less than a minute", "weniger als eine Minute", "weniger als einer Minute"},
		29*time.Hour + 31*time.Second: {"29 h", "29 h", "29 h"},
		10*day + 3*time.Hour:          {"10 days", "10 Tage", "10 Tagen"},
	} {
		require.Equal(t, want, [3]string{en.RoughlyLeft(d), de.RoughlyLeft(d), de.RoughlyAway(d)}, d.String())
	}
}

func TestDates(t *testing.T) {
	en, de := in(t, "en"), in(t, "de")
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	at := time.Date(2026, 3, 3, 15, 4, 5, 0, berlin)
	require.Equal(t, "Tue 3 Mar 15:04", en.At(at, at))
	require.Equal(t, "Di., 3. März, 15:04", de.At(at, at))
	require.Equal(t, "Di., 3. März 2026, 15:04", de.At(at, at.AddDate(-1, 0, 0)))
	require.Equal(t, "Tuesday 3 March 2026", en.LongDay(at))
	require.Equal(t, "Dienstag, 3. März 2026", de.LongDay(at))
	require.Equal(t, [2]string{"15:04:05", "15:04"}, [2]string{de.ExactClock(at), de.Clock(at)})
	require.Equal(t, [3]string{"3:04 pm", "3 am", "15:04"}, [3]string{en.HalfClock(at), en.HalfClock(at.Add(-12 * time.Hour).Truncate(time.Hour)), de.HalfClock(at)})
	night := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC).In(berlin)
	require.Equal(t, "So., 25. Okt., 02:30 CEST", de.At(night, night))
}

// TestScriptsGetTheirSentences and no others, as JSON that cannot end the element it stands in.
func TestScriptsGetTheirSentences(t *testing.T) {
	var got map[string]any
	raw := in(t, "de").Script()
	require.NoError(t, json.Unmarshal(raw, &got))
	require.Equal(t, "Kopiert", got["script.copied"])
	require.Equal(t, map[string]any{"one": "{{.N}} Tag", "other": "{{.N}} Tagen"}, got["unit.day_away"])
	require.NotContains(t, got, "home.title")
	require.NotContains(t, string(raw), "<")
}
