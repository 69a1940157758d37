// Package say holds every sentence that a person can read, a file per language, and how each language writes times and
// lengths of time. It knows what core refuses, and nothing of chats and pages: whoever speaks names a sentence by its Key
// and hands over what stands in it.
package say

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// Default is the language of whoever reads none of the others.
const Default = "en"

// A Catalogue is all sentences in all languages.
type Catalogue struct {
	languages []*Language // the default first
	house     *Language   // of whoever reads none of them
	matcher   language.Matcher
}

// A Language says every sentence in one language.
type Language struct {
	tag       language.Tag
	sentences map[Key]inForms
	otherwise *Language // whose sentences stand in for what is missing; nil: the default has nobody
	calendar  calendar
	script    []byte
}

// Load returns the sentences. A test has them complete and sound. The house's language is that of whoever reads none of them.
func Load(house string) (*Catalogue, error) {
	all, err := readFiles()
	if err != nil {
		return nil, err
	}
	c := *all
	c.house = c.In(house)
	return &c, nil
}

// readFiles does so once: nothing changes afterwards what was made of them.
var readFiles = sync.OnceValues(func() (*Catalogue, error) {
	bundle := i18n.NewBundle(language.Make(Default))
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	c := &Catalogue{}
	var tags []language.Tag
	for _, tag := range Languages() {
		file, err := bundle.LoadMessageFileFS(files, tag+".yaml")
		if err != nil {
			return nil, fmt.Errorf("language %s: %w", tag, err)
		}
		l := &Language{tag: file.Tag, sentences: map[Key]inForms{}}
		if tag != Default {
			l.otherwise = c.languages[0]
		}
		if err := l.prepare(file.Messages); err != nil {
			return nil, fmt.Errorf("language %s: %w", tag, err)
		}
		c.languages, tags = append(c.languages, l), append(tags, l.tag)
	}
	c.matcher = language.NewMatcher(tags)
	c.house = c.languages[0]
	return c, nil
})

func (l *Language) prepare(messages []*i18n.Message) error {
	for _, m := range messages {
		l.sentences[Key(m.ID)] = formsOf(m)
	}
	var err error
	if l.calendar, err = l.readCalendar(); err != nil {
		return err
	}
	l.script, err = scriptOf(messages)
	return err
}

// In returns the language that fits best to what somebody reads: locales as chats name them, "de-AT" or "de_AT", or an
// Accept-Language header. The first that is not empty and is known counts; where none is, it is that of the house.
func (c *Catalogue) In(locales ...string) *Language {
	for _, locale := range locales {
		if wanted, _, err := language.ParseAcceptLanguage(locale); err == nil && len(wanted) > 0 {
			if _, at, sure := c.matcher.Match(wanted...); sure != language.No {
				return c.languages[at]
			}
		}
	}
	return c.house
}

// Languages are the tags of all languages, the default first.
func Languages() []string {
	tags := []string{Default}
	entries, _ := files.ReadDir(".") // what is embedded can be read
	for _, e := range entries {
		if tag := strings.TrimSuffix(e.Name(), ".yaml"); tag != Default {
			tags = append(tags, tag)
		}
	}
	return tags
}

// Tag names the language as HTML does.
func (l *Language) Tag() string { return l.tag.String() }
