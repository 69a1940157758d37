package slacktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"meetbot/bot/emulator"
)

// errTimeout is what people see when the bot does not answer a command within 3 s.
var errTimeout = errors.New("operation_timeout")

// Type writes text as a person in a channel. The slash command goes to the service; other text is a message.
func (s *Slack) Type(person, channel, text string) (emulator.Message, error) {
	word := text
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		word = text[:end]
	}
	switch {
	case !strings.HasPrefix(text, "/"):
		return emulator.Message{}, s.say(person, channel, text)
	case word != s.o.Command, s.isForeign(person):
		return emulator.Message{}, fmt.Errorf("%s is not a valid command", word)
	}
	if err := s.mayWrite(person, channel); err != nil {
		return emulator.Message{}, err
	}
	form := s.CommandForm(person, channel, strings.TrimPrefix(text, word))
	res, err := s.ask("/slack/commands", form)
	if err != nil {
		return emulator.Message{}, err
	}
	return s.commandAnswer(person, channel, res)
}

// ask posts a form, or sends it over Socket Mode, and wants a 200 within 3 s.
func (s *Slack) ask(path string, form url.Values) (*http.Response, error) {
	if s.o.Socket {
		return s.askSocket(path, form)
	}
	// How long people wait is a matter of real time, whatever Options.Now says.
	began := time.Now()
	res, err := s.Post(path, []byte(form.Encode()), nil)
	if time.Since(began) >= answerLimit {
		return nil, errTimeout
	}
	if err != nil {
		return nil, fmt.Errorf("dispatch_failed: %w", err)
	}
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("dispatch_failed: the service answered %s", res.Status)
	}
	return res, nil
}

func (s *Slack) mayWrite(person, channel string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.place(channel)
	switch {
	case s.person(person) == nil || slices.Contains(s.deactivated, person):
		return fmt.Errorf("there is no person %s", person)
	case p == nil, !p.open(person), s.guests[person] && !p.holds(person):
		return fmt.Errorf("%s sees no channel %s", person, channel)
	case p.archived:
		return fmt.Errorf("%s is archived", channel)
	}
	return nil
}

func (s *Slack) say(person, channel, text string) error {
	if err := s.mayWrite(person, channel); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.add(&post{channel: channel, author: person, content: content{text: s.escape(text)}})
	return nil
}

// CommandForm returns the body of a slash command, with a fresh trigger and response URL.
func (s *Slack) CommandForm(person, channel, text string) url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, user := channel, person
	if p := s.place(channel); p != nil {
		name = p.shownName()
	}
	if p := s.person(person); p != nil {
		user = handle(p.Name)
	}
	h, at := s.hook(person, channel, nil)
	form := url.Values{
		"token": {"not-used"}, "team_id": {s.o.Team}, "team_domain": {s.domain()}, "channel_id": {channel},
		"channel_name": {name}, "user_id": {person}, "user_name": {user}, "command": {s.o.Command},
		"text": {s.escape(strings.TrimSpace(text))}, "response_url": {at}, "api_app_id": {appID},
		"is_enterprise_install": {strconv.FormatBool(s.o.OrgWide)}, "trigger_id": {s.trigger(person, h)},
	}
	if s.o.Enterprise != "" {
		form.Set("enterprise_id", s.o.Enterprise)
		form.Set("enterprise_name", "Example Org")
	}
	return form
}

var (
	mailForm  = regexp.MustCompile(`\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b`)
	phoneForm = regexp.MustCompile(`\+\d{2}(?: ?\d){7,}\b`)
)

var urlForm = regexp.MustCompile(`https?://[^\s<>|]*[^\s<>|.,;:!?)\]}'"]`)

// escape writes typed text as Slack sends it with should_escape: entities, addresses and telephone numbers in angle
// brackets, and tokens in place of the names of known people, groups and channels, and of everybody.
func (s *Slack) escape(text string) string {
	text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
	text = urlForm.ReplaceAllString(text, "<$0>")
	text = mailForm.ReplaceAllString(text, "<mailto:$0|$0>")
	text = phoneForm.ReplaceAllStringFunc(text, func(number string) string {
		return "<tel:" + strings.ReplaceAll(number, " ", "") + "|" + number + ">"
	})
	for _, all := range []string{"here", "channel", "everyone"} {
		text = nameToken(text, "@"+all, "<!"+all+">")
	}
	for id, handle := range s.groups {
		text = nameToken(text, "@"+handle, "<!subteam^"+id+"|@"+handle+">")
	}
	for _, p := range byLength(s.people, func(p emulator.Person) string { return p.Name }) {
		token := "<@" + p.ID + "|" + handle(p.Name) + ">"
		if s.o.Unlabelled {
			token = "<@" + p.ID + ">"
		}
		text = nameToken(text, "@"+p.Name, token)
	}
	for _, p := range byLength(s.places, func(p *place) string { return p.Name }) {
		if p.direct == "" && !p.deleted {
			name := p.Name
			if p.Private && !p.Bot {
				name = "" // the bot is told no names of what it does not see
			}
			text = nameToken(text, "#"+p.Name, "<#"+p.ID+"|"+name+">")
		}
	}
	return text
}

// byLength puts the longest names first, so that "@ana maria" is not taken for "@ana".
func byLength[T any](all []T, name func(T) string) []T {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b T) int { return len(name(b)) - len(name(a)) })
	return all
}

// nameToken replaces a typed name by its token where it stands as a word, not within an address or another token.
func nameToken(text, name, token string) string {
	if len(name) < 2 || !strings.Contains(text, name) {
		return text
	}
	form := regexp.MustCompile(`<[^>]*>|(^|[\s(,;])` + regexp.QuoteMeta(name) + `\b`)
	return form.ReplaceAllStringFunc(text, func(m string) string {
		if strings.HasPrefix(m, "<") {
			return m
		}
		return strings.TrimSuffix(m, name) + token
	})
}

// commandAnswer shows what the service answered a command with.
func (s *Slack) commandAnswer(person, channel string, res *http.Response) (emulator.Message, error) {
	body, err := io.ReadAll(res.Body)
	if err != nil || len(body) == 0 {
		return emulator.Message{}, err
	}
	given := args{"text": string(body)}
	if kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); kind == "application/json" {
		given = args{}
		if err := json.Unmarshal(body, &given); err != nil {
			return emulator.Message{}, fmt.Errorf("dispatch_failed: the answer is not JSON: %w", err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, bad := s.content("command answer", given)
	public := false
	if bad == nil {
		public, bad = s.public("command answer", given)
	}
	if bad != nil {
		s.refusedAnswer("command answer", bad)
		return emulator.Message{}, errors.New("invalid_command_response: " + bad.code)
	}
	m := &post{channel: channel, author: BotUser, hooked: true, content: c}
	if !public {
		m.privateTo = person
	}
	s.add(m)
	if public {
		return emulator.Message{}, nil
	}
	return s.message(m, person), nil
}
