package slacktest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func blocksOf(t *testing.T, text string) []any {
	t.Helper()
	var blocks []any
	require.NoError(t, json.Unmarshal([]byte(text), &blocks), text)
	return blocks
}

func TestSoundBlocksPass(t *testing.T) {
	for _, text := range []string{
		card,
		`[]`,
		`[{"type":"section","text":{"type":"mrkdwn","text":"<@U0001> <https://a.test|a> <!here>"}}]`,
		`[{"type":"divider"},{"type":"section","text":{"type":"mrkdwn","verbatim":true,"text":"<!date^1900000200^{date_long_pretty} at {time}|Mon 17:50 UTC>"}}]`,
		`[{"type":"section","fields":[{"type":"plain_text","text":"a"}],"accessory":{"type":"static_select","options":[{"text":{"type":"plain_text","text":"15 min"},"value":"15"}]}}]`,
		`[{"type":"context","elements":[{"type":"image","image_url":"https://x.test/i.png","alt_text":"i"},{"type":"plain_text","text":"a"}]}]`,
		`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"},{"type":"user","user_id":"U0001"},
		 {"type":"date","timestamp":1900000200,"format":"{date_short_pretty} at {time}","fallback":"x"},{"type":"link","url":"https://x.test"}]}]}]`,
	} {
		require.Empty(t, checkBlocks(blocksOf(t, text), messageBlocks), text)
	}
}

func TestUnsoundBlocksAreNamed(t *testing.T) {
	header := func(n int) string {
		return `{"type":"header","text":{"type":"plain_text","text":"` + strings.Repeat("x", n) + `"}}`
	}
	button := func(more string) string {
		return `{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Join"}` + more + `}]}`
	}
	section := func(text string) string {
		return `{"type":"section","text":{"type":"mrkdwn","text":"` + text + `"}}`
	}
	for name, c := range map[string]struct{ blocks, want string }{
		"51 blocks":           {strings.Repeat(`{"type":"divider"},`, 50) + `{"type":"divider"}`, "no more than 50 items"},
		"unknown type":        {`{"type":"sektion"}`, "unsupported type: sektion [json-pointer:/blocks/0/type]"},
		"streaming only":      {`{"type":"card","title":{"type":"plain_text","text":"x"}}`, "unsupported type: card"},
		"header mrkdwn":       {`{"type":"header","text":{"type":"mrkdwn","text":"x"}}`, "[json-pointer:/blocks/0/text/type]"},
		"header 151":          {header(151), "maxLength: got 151, want 150 [json-pointer:/blocks/0/text/text]"},
		"header null":         {`{"type":"header","text":null}`, "got null, want object"},
		"empty text":          {header(0), "must be more than 0 characters"},
		"blank text":          {section("  "), "must be more than 0 characters"},
		"section 3001":        {section(strings.Repeat("x", 3001)), "want 3,000"},
		"bare section":        {`{"type":"section"}`, "must have text or fields"},
		"empty actions":       {`{"type":"actions","elements":[]}`, "no fewer than 1 items required [json-pointer:/blocks/0/elements]"},
		"26 buttons":          {`{"type":"actions","elements":[` + strings.TrimSuffix(strings.Repeat(`{"type":"button","text":{"type":"plain_text","text":"x"}},`, 26), ",") + `]}`, "want 25"},
		"button 76":           {strings.Replace(button(""), "Join", strings.Repeat("x", 76), 1), "want 75"},
		"button style":        {button(`,"style":"warning"`), "/elements/0/style"},
		"long url":            {button(`,"url":"https://x.test/` + strings.Repeat("x", 3000) + `"`), "want 3,000"},
		"odd url":             {button(`,"url":"meet.test/1"`), "must be a valid URL"},
		"script url":          {button(`,"url":"javascript:alert(1)"`), "must be a valid URL"},
		"long value":          {button(`,"value":"` + strings.Repeat("x", 2001) + `"`), "want 2,000"},
		"misspelt field":      {button(`,"actionid":"x"`), "additional properties 'actionid' not allowed"},
		"string as text":      {`{"type":"actions","elements":[{"type":"button","text":"Join"}]}`, "got string, want object"},
		"emoji on mrkdwn":     {`{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}`, "'emoji' not allowed"},
		"same block_id":       {`{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}`, "`block_id` \"a\" already exists [json-pointer:/blocks/1/block_id]"},
		"long block_id":       {`{"type":"divider","block_id":"` + strings.Repeat("x", 256) + `"}`, "want 255"},
		"same action_id":      {`{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}`, "`action_id` \"a\" already exists"},
		"empty overflow":      {`{"type":"actions","elements":[{"type":"overflow","options":[]}]}`, "no fewer than 1"},
		"6 overflow options":  {`{"type":"actions","elements":[{"type":"overflow","options":[` + strings.TrimSuffix(strings.Repeat(`{"text":{"type":"plain_text","text":"x"}},`, 6), ",") + `]}]}`, "want 5"},
		"confirm 301":         {button(`,"confirm":{"text":{"type":"mrkdwn","text":"` + strings.Repeat("x", 301) + `"}}`), "must be no more than 300"},
		"image no alt":        {`{"type":"image","image_url":"https://x.test/i.png"}`, "alt_text"},
		"date no fallback":    {section(`<!date^1900000200^{time}>`), "date without a fallback"},
		"date no number":      {section(`<!date^soon^{time}|x>`), "date without a number"},
		"date no format":      {section(`<!date^1900000200|x>`), "date without a format"},
		"date no token":       {section(`<!date^1900000200^noon|x>`), "date format without a token"},
		"date unknown token":  {section(`<!date^1900000200^{date_tiny}|x>`), "unknown token: {date_tiny}"},
		"rich date no token":  {`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"date","timestamp":1,"format":"x"}]}]}`, "date format without a token"},
		"empty rich text":     {`{"type":"rich_text","elements":[]}`, "no fewer than 1"},
		"empty rich run":      {`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}`, "more than 0 characters"},
		"unknown rich text":   {`{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"shout","text":"x"}]}]}`, "/blocks/0/elements/0/elements/0"},
		"date in nine digits": {`{"type":"actions","elements":[{"type":"datetimepicker","initial_date_time":123456789}]}`, "must be 10 digits"},
	} {
		t.Run(name, func(t *testing.T) {
			faults := checkBlocks(blocksOf(t, "["+c.blocks+"]"), messageBlocks)
			require.NotEmpty(t, faults)
			require.Contains(t, strings.Join(faults, "\n"), c.want)
			require.LessOrEqual(t, len(faults), 3, "only true causes: %v", faults)
		})
	}
}

func TestAHundredBlocksFitIntoAView(t *testing.T) {
	blocks := make([]any, 100)
	for i := range blocks {
		blocks[i] = map[string]any{"type": "divider", "block_id": fmt.Sprint(i)}
	}
	require.Empty(t, checkBlocks(blocks, viewBlocks))
	require.NotEmpty(t, checkBlocks(append(blocks, map[string]any{"type": "divider"}), viewBlocks))
}
