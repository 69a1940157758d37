package app

import (
	"net/url"
	"reflect"
	"regexp"
	"strings"
)

// secretsIn returns the secrets of a configuration, and the passwords in their addresses. The address of a SQLite database
// is none.
func secretsIn(fields map[string]reflect.Value) (out []string) {
	for _, field := range fields {
		if field.Type() != reflect.TypeFor[Secret]() || field.IsZero() || strings.HasPrefix(field.String(), "sqlite:") {
			continue
		}
		out = append(out, field.String())
		if u, err := url.Parse(field.String()); err == nil && u.User != nil {
			if password, ok := u.User.Password(); ok {
				out = append(out, password)
			}
		}
	}
	return out
}

// credentials are what stands before the host of an address.
var credentials = regexp.MustCompile(`://[^\s"]*@`)

// hide takes out of a text whatever nobody else is to read, wherever it was put by mistake: faults and what is in force are
// copied into questions for help.
func hide(text string, secrets []string) string {
	const shortest = 6 // a word as short as that hides nothing, and is in many a sentence
	text = credentials.ReplaceAllString(text, "://(hidden)@")
	for _, s := range secrets {
		if len(s) >= shortest {
			text = strings.ReplaceAll(text, s, "(hidden)")
		}
	}
	return text
}
