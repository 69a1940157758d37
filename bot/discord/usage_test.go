package discord

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestUsage(t *testing.T) {
	for text, want := range map[string]string{
		"help":                                            "/meet help",
		"tomorrow 3pm Design review for 45m":              "/meet new when:tomorrow 3pm title:Design review duration:45m",
		"tomorrow 15:00 Europe/Paris standup":             "/meet new when:tomorrow 15:00 Europe/Paris title:standup",
		`tomorrow 15:00 "at 3pm"`:                         "/meet new when:tomorrow 15:00 title:at 3pm",
		`tomorrow 15:00 "cancel #12" for 1h members only`: "/meet new when:tomorrow 15:00 title:cancel #12 duration:1h members_only:True",
		"today 00:01 standup":                             "/meet new when:today 00:01 title:standup",
		"in 20 minutes standup":                           "/meet new when:in 20 minutes title:standup",
		"now Quick question":                              "/meet now title:Quick question",
		"now for 45m":                                     "/meet now duration:45m",
		"list":                                            "/meet list",
		"list mine":                                       "/meet list scope:mine",
		"show #12":                                        "/meet show meeting:#12",
		"move #12 fri 10:00":                              "/meet move meeting:#12 when:fri 10:00",
		`move "weekly sync" tomorrow 15:00`:               "/meet move meeting:weekly sync when:tomorrow 15:00",
		"rename #12 Retro":                                "/meet rename meeting:#12 title:Retro",
		"extend #12 15m":                                  "/meet extend meeting:#12 by:15m",
		"end #12":                                         "/meet end meeting:#12",
		"share LINK":                                      "/meet share meeting:LINK",
		"timezone Europe/Paris":                           "/meet timezone zone:Europe/Paris",
		"timezone":                                        "/meet timezone",
		"link":                                            "/meet link",
		"yesterday":                                       "/meet new when:yesterday",
		"2020-01-01 15:00 standup":                        "/meet new when:2020-01-01 15:00 standup",
		"move #12 2020-01-01 15:00":                       "/meet move meeting:#12 when:2020-01-01 15:00",
		`move "weekly sync" 2020-01-01 15:00`:             "/meet move meeting:weekly sync when:2020-01-01 15:00",
	} {
		t.Run(text, func(t *testing.T) { require.Equal(t, want, usage(text)) })
	}
}

// TestUsageIsUndone fills an example in again.
func TestUsageIsUndone(t *testing.T) {
	got, err := words("new", values{"when": "tomorrow 3pm", "title": "Design review", "duration": "45m"})
	require.NoError(t, err)
	require.Equal(t, "/meet new when:tomorrow 3pm title:Design review duration:45m", usage(got))
}
