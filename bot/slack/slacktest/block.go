package slacktest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A surface is where blocks stand: which types it takes and how many.
type surface struct {
	most  int
	types []string
}

// The surfaces. Blocks that Slack takes only in streamed answers are left out.
var (
	messageBlocks = surface{50, []string{
		"actions", "context", "divider", "header", "image", "input", "markdown", "rich_text", "section", "table", "video",
	}}
	viewBlocks = surface{100, []string{
		"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video",
	}}
)

// checkBlocks says what is wrong with blocks: first what the official types refuse, then what the documentation adds.
func checkBlocks(blocks []any, on surface) []string {
	var faults []string
	if len(blocks) > on.most {
		faults = append(faults, fmt.Sprintf("no more than %d items allowed [json-pointer:/blocks]", on.most))
	}
	ids := map[string]bool{}
	for i, b := range blocks {
		at := fmt.Sprintf("/blocks/%d", i)
		typed := kindOf(b)
		schema := official().blocks[typed]
		if schema == nil || !slices.Contains(on.types, typed) {
			faults = append(faults, fmt.Sprintf("unsupported type: %s [json-pointer:%s/type]", typed, at))
			continue
		}
		faults = append(faults, faultsOf(schema, b, at)...)
		faults = append(faults, blockFaults(object(b), at)...)
		id, _ := object(b)["block_id"].(string)
		if id != "" && ids[id] {
			faults = append(faults, fmt.Sprintf("`block_id` %q already exists [json-pointer:%s/block_id]", id, at))
		}
		ids[id] = true
	}
	return faults
}

// blockFaults checks one block for what no schema says.
func blockFaults(b map[string]any, at string) []string {
	var faults []string
	fault := func(path, text string) { faults = append(faults, text+" [json-pointer:"+at+path+"]") }
	switch b["type"] {
	case "section":
		if b["text"] == nil && len(list(b["fields"])) == 0 {
			fault("", "must have text or fields")
		}
	case "actions", "context", "rich_text":
		if len(list(b["elements"])) == 0 {
			fault("/elements", "no fewer than 1 items required")
		}
	}
	actions := map[string]bool{}
	walk(b, at, func(v map[string]any, where string) {
		faults = append(faults, objectFaults(v, where)...)
		id, _ := v["action_id"].(string)
		if id != "" && actions[id] {
			faults = append(faults, fmt.Sprintf("`action_id` %q already exists in this block [json-pointer:%s/action_id]", id, where))
		}
		actions[id] = true
	})
	return faults
}

// objectFaults checks one object within a block.
func objectFaults(v map[string]any, at string) []string {
	var faults []string
	fault := func(path, text string) { faults = append(faults, text+" [json-pointer:"+at+path+"]") }
	text, isText := v["text"].(string)
	switch v["type"] {
	case "plain_text", "mrkdwn", "markdown":
		if isText && strings.TrimSpace(text) == "" {
			fault("/text", "must be more than 0 characters")
		}
		if v["type"] == "mrkdwn" {
			faults = append(faults, tokenFaults(text, at+"/text")...)
		}
	case "text":
		if isText && text == "" {
			fault("/text", "must be more than 0 characters")
		}
	case "date":
		format, _ := v["format"].(string)
		if problem := formatFault(format); problem != "" {
			fault("/format", problem)
		}
	case "overflow", "static_select":
		if len(list(v["options"]))+len(list(v["option_groups"])) == 0 {
			fault("/options", "no fewer than 1 items required")
		}
	case "datetimepicker":
		if n, there := v["initial_date_time"].(float64); there && (n < 1e9 || n >= 1e10) {
			fault("/initial_date_time", "must be 10 digits")
		}
	}
	question, _ := object(object(v["confirm"])["text"])["text"].(string)
	if utf8.RuneCountInString(question) > 300 {
		fault("/confirm/text/text", "must be no more than 300 characters")
	}
	if u, there := v["url"].(string); there && !soundURL(u) {
		fault("/url", "must be a valid URL")
	}
	return faults
}

func soundURL(u string) bool {
	scheme, rest, ok := strings.Cut(u, ":")
	return ok && rest != "" && slices.Contains([]string{"http", "https", "mailto", "slack"}, scheme)
}

// walk visits every object within v, itself included, in a stable order.
func walk(v any, at string, visit func(map[string]any, string)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v, at)
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			walk(v[k], at+"/"+k, visit)
		}
	case []any:
		for i, e := range v {
			walk(e, fmt.Sprintf("%s/%d", at, i), visit)
		}
	}
}

func object(v any) map[string]any { m, _ := v.(map[string]any); return m }
func list(v any) []any            { l, _ := v.([]any); return l }
func kindOf(v any) string         { t, _ := object(v)["type"].(string); return t }
