package slacktest

import (
	"fmt"
	"strconv"
	"strings"
)

// richText renders the parts of a rich_text block. Its text is shown as it is: nothing in it is parsed.
func (r reader) richText(parts []any) []string {
	var lines []string
	for _, part := range parts {
		p := object(part)
		elements := list(p["elements"])
		switch p["type"] {
		case "rich_text_list":
			for i, item := range elements {
				mark := "• "
				if p["style"] == "ordered" {
					mark = strconv.Itoa(i+1) + ". "
				}
				lines = append(lines, mark+r.elements(list(object(item)["elements"])))
			}
		case "rich_text_quote":
			lines = append(lines, quoteMark+r.elements(elements))
		default:
			// The line break that ends one section and begins the next is one break, not two.
			lines = append(lines, strings.TrimSuffix(r.elements(elements), "\n"))
		}
	}
	return lines
}

func (r reader) elements(elements []any) string {
	var b strings.Builder
	for _, e := range elements {
		b.WriteString(r.element(object(e)))
	}
	return b.String()
}

func (r reader) element(e map[string]any) string {
	str := func(key string) string { v, _ := e[key].(string); return v }
	switch e["type"] {
	case "text":
		return str("text")
	case "user":
		return "@" + r.person(str("user_id"))
	case "channel":
		return "#" + r.channel(str("channel_id"))
	case "broadcast":
		return "@" + str("range")
	case "usergroup":
		return "@" + str("usergroup_id")
	case "link":
		return labelled(str("text"), str("url"))
	case "emoji":
		return emojis(":" + str("name") + ":")
	case "date":
		unix, _ := e["timestamp"].(float64)
		return labelled(capital(r.moment(int64(unix), str("format"))), str("url"))
	}
	return fmt.Sprint(e["value"])
}

// labelled shows a link as its label with the address behind it.
func labelled(label, url string) string {
	switch {
	case url == "" || label == url:
		return label
	case label == "":
		return url
	}
	return label + " (" + url + ")"
}

// capital makes the first letter of a rich text date a capital one, as Slack does.
func capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
