package parse_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"meetbot/bot/parse"
	"meetbot/core"
)

// said is words, and what they say.
type said[T any] struct {
	words string
	means T
}

type hours struct{ hour, minute int }

// A habit is how people of a language say things.
type habit struct {
	days    []said[string] // the day, in 2026
	clocks  []said[hours]
	lengths []said[time.Duration]
	repeats []said[string]
	titles  []string
}

var times = []said[hours]{{"15:00", hours{15, 0}}, {"9:30", hours{9, 30}}, {"14:15", hours{14, 15}}, {"08:00", hours{8, 0}}, {"3pm", hours{15, 0}}, {"10 am", hours{10, 0}}}

var habits = map[string]habit{
	"en": {
		days: []said[string]{
			{"tomorrow", "11-24"},
			{"friday", "11-27"},
			{"next tuesday", "12-01"},
			{"on thursday", "11-26"},
			{"dec 5", "12-05"},
			{"5 December", "12-05"},
			{"the 5th of December", "12-05"},
			{"in 3 days", "11-26"},
			{"the day after tomorrow", "11-25"},
			{"2026-12-05", "12-05"},
			{"friday next week", "12-04"},
			{"sat", "11-28"},
		},
		clocks: append([]said[hours]{{"at 3", hours{15, 0}}, {"at noon", hours{12, 0}}, {"at half past nine", hours{9, 30}}, {"at quarter to five", hours{16, 45}}, {"at 4:30pm", hours{16, 30}}, {"at 10 o'clock", hours{10, 0}}}, times...),
		lengths: []said[time.Duration]{
			{"for 45m", 45 * time.Minute},
			{"for an hour", time.Hour},
			{"for half an hour", 30 * time.Minute},
			{"for 1h30", 90 * time.Minute},
			{"for two hours", 2 * time.Hour},
			{"for 90 minutes", 90 * time.Minute},
			{"for an hour and a half", 90 * time.Minute},
		},
		repeats: []said[string]{
			{"every monday", "FREQ=WEEKLY;BYDAY=MO"},
			{"every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
			{"daily", "FREQ=DAILY"},
			{"every 2 weeks on fri", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"},
			{"on the first tuesday of every month", "FREQ=MONTHLY;BYDAY=1TU"},
			{"tue/thu", "FREQ=WEEKLY;BYDAY=TU,TH"},
		},
		titles: []string{"standup", "Design review", "Q4 numbers", "Apollo 11 screening", "lunch with the team", "1:1 Ana"},
	},
	"de": {
		days: []said[string]{
			{"morgen", "11-24"},
			{"Freitag", "11-27"},
			{"am Donnerstag", "11-26"},
			{"nächsten Dienstag", "12-01"},
			{"übermorgen", "11-25"},
			{"am 5. Dezember", "12-05"},
			{"5.12.2026", "12-05"},
			{"in 3 Tagen", "11-26"},
			{"in 14 Tagen", "12-07"},
			{"nächste Woche Freitag", "12-04"},
		},
		clocks:  append([]said[hours]{{"um 15 Uhr", hours{15, 0}}, {"15 Uhr", hours{15, 0}}, {"um halb vier", hours{15, 30}}, {"um viertel nach drei", hours{15, 15}}, {"um 15 Uhr 30", hours{15, 30}}, {"um 9:30 Uhr", hours{9, 30}}}, times[:5]...),
		lengths: []said[time.Duration]{{"für 45 Minuten", 45 * time.Minute}, {"für eine Stunde", time.Hour}, {"für eine halbe Stunde", 30 * time.Minute}, {"für anderthalb Stunden", 90 * time.Minute}, {"für 2 Stunden", 2 * time.Hour}},
		repeats: []said[string]{
			{"jeden Montag", "FREQ=WEEKLY;BYDAY=MO"},
			{"täglich", "FREQ=DAILY"},
			{"jeden Werktag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
			{"alle zwei Wochen am Freitag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"},
			{"jeden ersten Dienstag im Monat", "FREQ=MONTHLY;BYDAY=1TU"},
		},
		titles: []string{"Besprechung", "Runde 2", "Planung der Messe", "Kaffee mit Jonas"},
	},
	"fr": {
		days: []said[string]{
			{"demain", "11-24"},
			{"vendredi", "11-27"},
			{"mardi prochain", "12-01"},
			{"après-demain", "11-25"},
			{"le 5 décembre", "12-05"},
			{"5 décembre", "12-05"},
			{"dans 3 jours", "11-26"},
			{"jeudi", "11-26"},
			{"vendredi de la semaine prochaine", "12-04"},
		},
		clocks:  append([]said[hours]{{"à 15h", hours{15, 0}}, {"15h30", hours{15, 30}}, {"à 9h30", hours{9, 30}}, {"à trois heures et demie", hours{15, 30}}, {"à midi", hours{12, 0}}}, times...),
		lengths: []said[time.Duration]{{"pendant 45 minutes", 45 * time.Minute}, {"pendant une heure", time.Hour}, {"pendant une demi-heure", 30 * time.Minute}, {"pendant 2h", 2 * time.Hour}},
		repeats: []said[string]{
			{"tous les lundis", "FREQ=WEEKLY;BYDAY=MO"},
			{"tous les jours", "FREQ=DAILY"},
			{"chaque vendredi", "FREQ=WEEKLY;BYDAY=FR"},
			{"du lundi au vendredi", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
			{"le premier mardi de chaque mois", "FREQ=MONTHLY;BYDAY=1TU"},
		},
		titles: []string{"réunion", "Point produit", "Les 7 samouraïs", "café avec Léa"},
	},
	"es": {
		days: []said[string]{
			{"mañana", "11-24"},
			{"el viernes", "11-27"},
			{"el próximo martes", "12-01"},
			{"pasado mañana", "11-25"},
			{"el 5 de diciembre", "12-05"},
			{"5 de diciembre", "12-05"},
			{"en 3 días", "11-26"},
			{"jueves", "11-26"},
			{"viernes de la semana que viene", "12-04"},
		},
		clocks:  append([]said[hours]{{"a las 15:00", hours{15, 0}}, {"a las 3 y media", hours{15, 30}}, {"a las cuatro menos cuarto", hours{15, 45}}, {"a las 5 de la tarde", hours{17, 0}}, {"a las 10", hours{10, 0}}}, times...),
		lengths: []said[time.Duration]{{"durante 45 minutos", 45 * time.Minute}, {"durante una hora", time.Hour}, {"durante media hora", 30 * time.Minute}, {"durante hora y media", 90 * time.Minute}},
		repeats: []said[string]{
			{"todos los lunes", "FREQ=WEEKLY;BYDAY=MO"},
			{"todos los días", "FREQ=DAILY"},
			{"cada viernes", "FREQ=WEEKLY;BYDAY=FR"},
			{"de lunes a viernes", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
			{"el primer martes de cada mes", "FREQ=MONTHLY;BYDAY=1TU"},
		},
		titles: []string{"reunión", "Los 7 magníficos", "Plan de ventas", "café con Lola"},
	},
}

var places = []said[string]{{"", "Europe/Paris"}, {"", "Europe/Paris"}, {"Europe/London", "Europe/London"}, {"America/New_York", "America/New_York"}, {"UTC", "UTC"}}

// What is said is what is read, in whichever order people of each language say it.
func TestWhatIsSaidIsRead(t *testing.T) {
	for locale, h := range habits {
		t.Run(locale, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				clock := rapid.SampledFrom(h.clocks).Draw(rt, "clock")
				length := rapid.SampledFrom(append([]said[time.Duration]{{}}, h.lengths...)).Draw(rt, "length")
				place := rapid.SampledFrom(places).Draw(rt, "zone")
				title := rapid.SampledFrom(h.titles).Draw(rt, "title")
				when, check := h.day(rt, clock.means, place.means)
				if repeats := rapid.Bool().Draw(rt, "repeats"); repeats {
					when, check = h.repeat(rt)
				}
				pair := []string{when, clock.words}
				if rapid.Bool().Draw(rt, "clock first") && !strings.HasPrefix(clock.words, "9:") {
					pair = []string{clock.words, when}
				}
				time := strings.TrimSpace(strings.Join(pair, " ") + " " + place.words)
				parts := []string{time, title}
				if rapid.Bool().Draw(rt, "title first") {
					parts = []string{title, time}
				}
				if at := rapid.IntRange(0, 2).Draw(rt, "length at"); length.words != "" {
					parts = append(parts[:at:at], append([]string{length.words}, parts[at:]...)...)
				}
				in := monday(t, strings.Join(parts, " "))
				in.Locale = locale
				if strings.Contains(in.Text, "2h à trois heures") {
					return // which may be from two to half past three, and is asked
				}
				r, err := parse.Parse(in)
				require.NoError(rt, check(&r, err), in.Text)
				require.Equal(rt, title, r.Title, in.Text)
				require.Equal(rt, length.means, r.Duration, in.Text)
				require.Equal(rt, place.means, r.Zone, in.Text)
			})
		})
	}
}

// day says a day and checks the instant that is read.
func (h habit) day(rt *rapid.T, at hours, zone string) (string, func(*parse.Request, error) error) {
	day := rapid.SampledFrom(h.days).Draw(rt, "day")
	return day.words, func(r *parse.Request, err error) error {
		loc, _ := time.LoadLocation(zone)
		want := fmt.Sprintf("2026-%s %02d:%02d", day.means, at.hour, at.minute)
		if e := (*parse.Error)(nil); errors.As(err, &e) && e.Reason == parse.AtNight && zone != "Europe/Paris" {
			*r, err = e.Choices[len(e.Choices)-1], nil // it is night where they are
		}
		if err != nil {
			return err
		}
		if got := r.Start.In(loc).Format("2006-01-02 15:04"); got != want {
			return fmt.Errorf("starts at %s, not at %s", got, want)
		}
		return nil
	}
}

// repeat says how it repeats, and checks the rule.
func (h habit) repeat(rt *rapid.T) (string, func(*parse.Request, error) error) {
	repeat := rapid.SampledFrom(h.repeats).Draw(rt, "repeat")
	return repeat.words, func(r *parse.Request, err error) error {
		if e := (*parse.Error)(nil); errors.As(err, &e) && e.Reason == parse.AtNight {
			*r, err = e.Choices[len(e.Choices)-1], nil // it is night where they are
		}
		switch {
		case err != nil || r.Repeat == nil:
			return fmt.Errorf("no repeat: %w", err)
		case r.Repeat.String() != repeat.means:
			return fmt.Errorf("%s, not %s", r.Repeat, repeat.means)
		}
		return nil
	}
}

// A rule in words is read as the rule that it is.
func TestRepeatsInWords(t *testing.T) {
	for _, h := range habits {
		for _, x := range h.repeats {
			r, err := parse.Parse(monday(t, x.words+" 15:00 x"))
			require.NoError(t, err, x.words)
			again, err := parse.Parse(monday(t, r.Repeat.Typed()+" 15:00 x"))
			require.NoError(t, err, r.Repeat.Typed())
			require.Equal(t, r.Repeat, again.Repeat)
			require.Equal(t, r.Start, again.Start)
			for _, words := range []string{r.Form().Words(), r.Form().Fields["when"] + " " + r.Form().Fields["repeat"]} {
				again, err = parse.Parse(monday(t, words))
				require.NoError(t, err, words)
				require.Equal(t, r.Repeat, again.Repeat, words)
				require.Equal(t, r.Start, again.Start, words)
			}
			filled, err := parse.Fill(monday(t, ""), r.Form())
			require.NoError(t, err)
			require.Equal(t, r.Repeat, filled.Repeat)
			require.Equal(t, "x", filled.Title)
			text, err := json.Marshal(r)
			require.NoError(t, err)
			var back parse.Request
			require.NoError(t, json.Unmarshal(text, &back))
			require.Equal(t, r.Repeat, back.Repeat)
		}
	}
}

// The times of a rule stay on the wall when the clocks change.
func TestNextTimes(t *testing.T) {
	for text, want := range map[string][]string{
		"every day 9:30":                          {"11-24 09:30", "11-25 09:30", "11-26 09:30"},
		"every 2 weeks on fri 9:30":               {"11-27 09:30", "12-11 09:30", "12-25 09:30"},
		"every 4 months on the 31st 10:00":        {"12-31 10:00", "08-31 10:00", "12-31 10:00"},
		"last friday of every month 15:00":        {"11-27 15:00", "12-25 15:00", "01-29 15:00"},
		"every monday 9am until 8 dec":            {"11-30 09:00", "12-07 09:00"},
		"every monday 9am 2 times":                {"11-30 09:00", "12-07 09:00"},
		"daily 9am except 25 nov":                 {"11-24 09:00", "11-26 09:00", "11-27 09:00"},
		"every weekday 12:00 for 1 week":          {"11-23 12:00", "11-24 12:00", "11-25 12:00"},
		"every month on the second tuesday 10:00": {"12-08 10:00", "01-12 10:00", "02-09 10:00"},
	} {
		in := monday(t, text)
		r, err := parse.Parse(in)
		require.NoError(t, err, text)
		rule, err := core.ParseRule(r.Repeat.String())
		require.NoError(t, err, text)
		start := r.Start.In(in.Zone)
		first := time.Date(start.Year(), start.Month(), start.Day(), start.Hour(), start.Minute(), 0, 0, time.UTC)
		var got []string
		for _, at := range (core.Series{Rule: rule, First: first, Zone: r.Zone, Except: r.Repeat.Excluded()}).Following("") {
			if got = append(got, at.In(in.Zone).Format("01-02 15:04")); len(got) == 3 {
				break
			}
		}
		require.Equal(t, want, got, text)
	}
}

// TestLongTexts are read in bounded time, whatever they hold.
func TestLongTexts(t *testing.T) {
	for _, s := range []string{"fri ", "3pm ", "1 ", "for 5m ", "in 3 days ", "every monday ", "or ", "10-11 ", "1/2/3 ", "EST ", "a ", "um halb ", "à 3h ", "y media ", "with @a ", "-", "mon/", "at at ", "next "} {
		in := monday(t, strings.Repeat(s, 500/len(s)))
		least := time.Hour
		for range 3 {
			began := time.Now()
			_, _ = parse.Parse(in)
			least = min(least, time.Since(began))
		}
		require.Less(t, least, 250*time.Millisecond, s) // 5 ms on a machine that does nothing else; see the benchmark
	}
}
