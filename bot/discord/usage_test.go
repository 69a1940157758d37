package discord

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

func TestUsage(t *testing.T) {
	for want, f := range map[string]parse.Form{
		"/meet help": parse.NewForm(parse.Help),
		"/meet new when:tomorrow 15:00 title:at 3pm":                                        parse.NewForm(parse.New, "title", "at 3pm", "when", "tomorrow 15:00"),
		"/meet new when:tomorrow 15:00 title:true cancel #12 duration:1h members_only:True": parse.NewForm(parse.New, "when", "tomorrow 15:00", "title", "true cancel #12", "duration", "1h", "members_only", "true"),
		"/meet now title:Quick question":                                                    parse.NewForm(parse.Now, "title", "Quick question", "members_only", "false"),
		"/meet list scope:mine":                                                             parse.NewForm(parse.List, "scope", "mine"),
		"/meet move meeting:weekly sync when:fri":                                           parse.NewForm(parse.Move, "meeting", "weekly sync", "when", "fri"),
		"/meet extend meeting:#12 by:15m":                                                   parse.NewForm(parse.Extend, "by", "15m", "meeting", "#12"),
		"/meet timezone zone:Europe/Paris":                                                  parse.NewForm(parse.Timezone, "zone", "Europe/Paris"),
		"when:tomorrow 15:00":                                                               parse.NewForm("", "when", "tomorrow 15:00"),
	} {
		require.Equal(t, want, usage(f))
	}
}
