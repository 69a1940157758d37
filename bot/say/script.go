package say

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Script returns the sentences that the pages' scripts say by themselves, as JSON that may stand in HTML: by key, each a
// text, or its forms by their CLDR names.
func (l *Language) Script() []byte { return l.script }

// forScripts are the parts of the catalogue that scripts get.
var forScripts = []string{"script.", "unit."}

func scriptOf(messages []*i18n.Message) ([]byte, error) {
	out := map[string]any{}
	for _, m := range messages {
		for _, part := range forScripts {
			if !strings.HasPrefix(m.ID, part) {
				continue
			}
			out[m.ID] = m.Other
			if m.One != "" {
				out[m.ID] = map[string]string{"one": m.One, "other": m.Other}
			}
		}
	}
	raw, err := json.Marshal(out) // which escapes what would end a script
	if err != nil {
		return nil, fmt.Errorf("words of the scripts: %w", err)
	}
	return raw, nil
}
