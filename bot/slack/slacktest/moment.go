package slacktest

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// momentForm finds the tokens of a date format.
var momentForm = regexp.MustCompile(`\{[a-z_]+\}`)

// layouts are the tokens that show a moment. The forms are this package's own, stable and in English with a 24-hour
// clock: Slack's depend on the reader's device. A year is added to those marked with a * where it is not obvious,
// more than half a year away.
var layouts = map[string]string{
	"{date_num}":       "2006-01-02",
	"{date_slash}":     "01/02/2006",
	"{date}":           "2 January*",
	"{date_short}":     "2 Jan*",
	"{date_long}":      "Mon 2 Jan*",
	"{date_long_full}": "Monday 2 January 2006",
	"{time}":           "15:04",
	"{time_secs}":      "15:04:05",
}

// pretty are the tokens that say today, tomorrow or yesterday where that fits, and what they say otherwise.
var pretty = map[string]string{
	"{date_pretty}":        "{date}",
	"{date_short_pretty}":  "{date_short}",
	"{date_long_pretty}":   "{date_long}",
	"{day_divider_pretty}": "{date_long}",
}

// formatFault says why Slack would not take a format.
func formatFault(format string) string {
	tokens := momentForm.FindAllString(format, -1)
	if len(tokens) == 0 {
		return "date format without a token: " + format
	}
	for _, t := range tokens {
		if layouts[t] == "" && pretty[t] == "" && t != "{ago}" {
			return "date format with an unknown token: " + t
		}
	}
	return ""
}

// moment renders a date format in the reader's zone.
func (r reader) moment(unix int64, format string) string {
	at := time.Unix(unix, 0).In(r.zone)
	return momentForm.ReplaceAllStringFunc(format, func(t string) string {
		if t == "{ago}" {
			return ago(at.Sub(r.now))
		}
		if plain, ok := pretty[t]; ok {
			if day := r.day(at); day != "" {
				return day
			}
			t = plain
		}
		layout := layouts[t]
		if plain, ok := strings.CutSuffix(layout, "*"); ok {
			layout = plain
			if at.Sub(r.now).Abs() > 183*24*time.Hour {
				layout += " 2006"
			}
		}
		return at.Format(layout)
	})
}

// day names the days next to the reader's.
func (r reader) day(at time.Time) string {
	for offset, name := range map[int]string{-1: "yesterday", 0: "today", 1: "tomorrow"} {
		// Noon exists on every day, whatever the clocks do.
		y, m, d := r.now.Date()
		then := time.Date(y, m, d+offset, 12, 0, 0, 0, r.zone)
		if at.YearDay() == then.YearDay() && at.Year() == then.Year() {
			return name
		}
	}
	return ""
}

// ago says how far off a moment is, cut to whole units.
func ago(off time.Duration) string {
	form, far := "in %d %s", off
	if off < 0 {
		form, far = "%d %s ago", -off
	}
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}} {
		if n := int(far / unit.length); n > 0 {
			if n > 1 {
				unit.name += "s"
			}
			return fmt.Sprintf(form, n, unit.name)
		}
	}
	return "now"
}
