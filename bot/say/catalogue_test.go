package say

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A sentence is one of the catalogue, in one language: its forms by CLDR's names.
type sentence map[string]string

func messages(t *testing.T, tag string) map[string]sentence {
	t.Helper()
	raw, err := files.ReadFile(tag + ".yaml")
	require.NoError(t, err)
	file, err := i18n.ParseMessageFileBytes(raw, tag+".yaml", map[string]i18n.UnmarshalFunc{"yaml": yaml.Unmarshal})
	require.NoError(t, err)
	out := map[string]sentence{}
	for _, m := range file.Messages {
		forms := sentence{}
		for form, text := range map[string]string{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many, "other": m.Other} {
			if text != "" {
				forms[form] = text
			}
		}
		out[m.ID] = forms
	}
	return out
}

var placeholder = regexp.MustCompile(`\{\{(.*?)\}\}`)

// placeholders are what a text has filled in, in order of their names, and how often what stands out begins and ends.
func placeholders(text string) []string {
	var out []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.TrimPrefix(m[1], "."))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestEveryLanguageHasEverySentence, with the same placeholders in each of the forms that the language needs.
func TestEveryLanguageHasEverySentence(t *testing.T) {
	english := messages(t, Default)
	require.Greater(t, len(english), 300)
	for _, tag := range Languages() {
		own := messages(t, tag)
		for key, forms := range english {
			translated, ok := own[key]
			if !ok {
				t.Errorf("%s: %s is missing", tag, key)
				continue
			}
			needed := []string{"other"}
			if forms["one"] != "" {
				needed = categories(tag)
			}
			for _, form := range needed {
				require.NotEmpty(t, translated[form], "%s: %s has no %s", tag, key, form)
			}
			require.Len(t, translated, len(needed), "%s: %s has forms that nobody needs", tag, key)
			for form, text := range translated {
				require.Equal(t, placeholders(forms["other"]), placeholders(text), "%s: %s, %s", tag, key, form)
				require.Equal(t, strings.Count(forms["other"], "**"), strings.Count(text, "**"), "%s: %s, %s", tag, key, form)
				require.Equal(t, strings.TrimSpace(text), text, "%s: %s", tag, key)
				require.NotContains(t, place.ReplaceAllString(text, ""), "{{", "%s: %s", tag, key)
			}
		}
		for key := range own {
			require.Contains(t, english, key, tag)
		}
	}
}

// categories are CLDR's forms for numbers in a language.
func categories(tag string) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	var out []string
	for n := range 200 {
		out = append(out, names[plural.Cardinal.MatchPlural(language.Make(tag), n, 0, 0, 0, 0)])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
