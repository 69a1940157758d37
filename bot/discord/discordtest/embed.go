package discordtest

import (
	"fmt"
	"net/url"
	"time"
	"unicode/utf8"
)

// An embed is the framed part of a message.
type embed struct {
	Title       string       `json:"title,omitempty"`
	Type        string       `json:"type,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Color       int          `json:"color,omitempty"`
	Footer      *embedFooter `json:"footer,omitempty"`
	Author      *embedAuthor `json:"author,omitempty"`
	Image       *embedImage  `json:"image,omitempty"`
	Thumbnail   *embedImage  `json:"thumbnail,omitempty"`
	Fields      []embedField `json:"fields,omitempty"`
}

type embedFooter struct {
	Text    string `json:"text,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

type embedAuthor struct {
	Name    string `json:"name,omitempty"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

type embedImage struct {
	URL string `json:"url,omitempty"`
}

type embedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

func checkEmbeds(f *form, embeds []embed) {
	f.count("embeds", len(embeds), 0, 10)
	total := 0
	for i, e := range embeds {
		e.check(f, fmt.Sprintf("embeds.%d.", i))
		total += e.size()
	}
	f.require(total <= 6000, "embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
}

func (e *embed) check(f *form, path string) {
	f.require(e.size() > 0 || e.Image != nil || e.Thumbnail != nil, path+"description", "BASE_TYPE_REQUIRED", "This field is required")
	f.length(path+"title", e.Title, 0, 256)
	f.length(path+"description", e.Description, 0, 4096)
	f.count(path+"fields", len(e.Fields), 0, 25)
	for i, field := range e.Fields {
		f.length(fmt.Sprintf("%sfields.%d.name", path, i), field.Name, 1, 256)
		f.length(fmt.Sprintf("%sfields.%d.value", path, i), field.Value, 1, 1024)
	}
	if e.Footer != nil {
		f.length(path+"footer.text", e.Footer.Text, 1, 2048)
	}
	if e.Author != nil {
		f.length(path+"author.name", e.Author.Name, 1, 256)
	}
	f.require(e.URL == "" || isWebURL(e.URL), path+"url", "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	f.require(e.Color >= 0 && e.Color <= 0xFFFFFF, path+"color", "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.")
	if e.Timestamp != "" {
		_, err := time.Parse(time.RFC3339, e.Timestamp)
		f.require(err == nil, path+"timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse timestamp. Should be ISO8601.")
	}
}

// size is how many code points of the 6000 an embed takes.
func (e *embed) size() int {
	n := utf8.RuneCountInString(e.Title) + utf8.RuneCountInString(e.Description)
	for _, field := range e.Fields {
		n += utf8.RuneCountInString(field.Name) + utf8.RuneCountInString(field.Value)
	}
	if e.Footer != nil {
		n += utf8.RuneCountInString(e.Footer.Text)
	}
	if e.Author != nil {
		n += utf8.RuneCountInString(e.Author.Name)
	}
	return n
}

func embedObjects(embeds []embed) []embed {
	all := []embed{}
	for _, e := range embeds {
		e.Type = "rich"
		all = append(all, e)
	}
	return all
}

func isWebURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
