package say

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

func TestHowAMeetingRepeatsInWords(t *testing.T) {
	words, err := Load("en")
	require.NoError(t, err)
	for rule, want := range map[string][2]string{
		"FREQ=DAILY":                             {"every day at 09:30", "jeden Tag um 09:30"},
		"FREQ=DAILY;INTERVAL=3;COUNT=10":         {"every 3 days at 09:30, 10 times", "alle 3 Tage um 09:30, 10-mal"},
		"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR":       {"every weekday at 09:30", "montags bis freitags um 09:30"},
		"FREQ=WEEKLY":                            {"every Tuesday at 09:30", "jeden Dienstag um 09:30"},
		"FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270601": {"every Monday and Thursday at 09:30 until Tue 1 Jun 2027", "jeden Montag und Donnerstag um 09:30 bis Di., 1. Juni 2027"},
		"FREQ=WEEKLY;BYDAY=SU,MO,WE":             {"every Monday, Wednesday and Sunday at 09:30", "jeden Montag, Mittwoch und Sonntag um 09:30"},
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU":        {"every 2 weeks on Tuesday at 09:30", "alle 2 Wochen am Dienstag um 09:30"},
		"FREQ=MONTHLY":                           {"every month on the 24th at 09:30", "jeden Monat am 24. um 09:30"},
		"FREQ=MONTHLY;BYMONTHDAY=1":              {"every month on the 1st at 09:30", "jeden Monat am 1. um 09:30"},
		"FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=2":  {"every 2 months on the 31st at 09:30", "alle 2 Monate am 31. um 09:30"},
		"FREQ=MONTHLY;BYDAY=-1FR":                {"every month on the last Friday at 09:30", "jeden Monat am letzten Freitag um 09:30"},
		"FREQ=MONTHLY;BYDAY=2TH;INTERVAL=3":      {"every 3 months on the second Thursday at 09:30", "alle 3 Monate am zweiten Donnerstag um 09:30"},
		"FREQ=YEARLY":                            {"every year on 24 November at 09:30", "jedes Jahr am 24. November um 09:30"},
		"FREQ=YEARLY;INTERVAL=2":                 {"every 2 years on 24 November at 09:30", "alle 2 Jahre am 24. November um 09:30"},
	} {
		r, err := core.ParseRule(rule)
		require.NoError(t, err)
		s := core.Series{Rule: r, First: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC), Zone: "Europe/Warsaw"}
		require.Equal(t, want, [2]string{words.In("en").Repeats(s), words.In("de").Repeats(s)}, rule)
	}
}
