package app_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/cmd/internal/app"
)

var update = flag.Bool("update", false, "rewrite the scripts with what is said now")

// TestDialogues runs the scripts in testdata/dialogues on the whole service. What people do is input; the lines with >
// are everything that anybody gets to see because of it, so a message too many fails as one too few does.
func TestDialogues(t *testing.T) {
	scripts, err := filepath.Glob("testdata/dialogues/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, file := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			var got string
			synctest.Test(t, func(t *testing.T) { got = perform(t, string(want)) })
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
				return
			}
			if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (- script, + now):\n%s", file, diff)
			}
		})
	}
}

// TestEveryDialogueOfSlackHasItsTwinOnDiscord: whatever is shown on one platform is shown on the other.
func TestEveryDialogueOfSlackHasItsTwinOnDiscord(t *testing.T) {
	scripts, err := filepath.Glob("testdata/dialogues/*.txt")
	require.NoError(t, err)
	for _, file := range scripts {
		script, err := os.ReadFile(file)
		require.NoError(t, err)
		if strings.Contains(string(script), "@discord#") {
			continue
		}
		folder, name := filepath.Split(file)
		twin, err := os.ReadFile(filepath.Join(folder, "discord-"+name))
		require.NoError(t, err)
		require.Contains(t, string(twin), "@discord#")
	}
}

// A play is a script being performed.
type play struct {
	*world
	zone     *time.Location
	seen     map[string]int // events of each chat
	browsers map[string]*browser
	links    []string // the meetings' links, in the order in which they came to be seen
	ticket   map[string]string
	out      strings.Builder
}

func perform(t *testing.T, script string) string {
	p := &play{zone: time.UTC, seen: map[string]int{}, browsers: map[string]*browser{}, ticket: map[string]string{}}
	// The bubble wants every goroutine to end, also when a step fails.
	defer func() {
		if p.world != nil {
			p.close()
		}
	}()
	lines := strings.Split(strings.TrimRight(script, "\n"), "\n")
	for _, line := range lines {
		if strings.HasPrefix(line, ">") {
			continue
		}
		fmt.Fprintln(&p.out, line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if p.world == nil {
			p.begin(t, line, script)
			continue
		}
		p.step(line)
	}
	for _, chat := range p.chats {
		require.Empty(t, chat.Refused(), "what a sound bot would not send")
	}
	require.NotContains(t, p.log.String(), "level=ERROR")
	return p.out.String()
}

var atLine = regexp.MustCompile(`^at (\w{3} \S+ \S+) (\S+)$`)

func (p *play) begin(t *testing.T, line, script string) {
	m := atLine.FindStringSubmatch(line)
	require.NotNil(t, m, "a script begins with: at Mon 2026-08-24 10:00 Europe/Warsaw")
	zone, err := time.LoadLocation(m[2])
	require.NoError(t, err)
	start, err := time.ParseInLocation("Mon 2006-01-02 15:04", m[1], zone)
	require.NoError(t, err)
	require.Equal(t, start.Format("Mon"), m[1][:3], "the day of the week")
	time.Sleep(time.Until(start))
	p.zone = zone
	var options []func(*world)
	if strings.Contains(script, "@discord#") {
		options = append(options, (*world).withDiscord)
	}
	for name := range app.Further() {
		if strings.Contains(script, "@"+name+"#") {
			options = append(options, withFurther(name))
		}
	}
	if strings.Contains(script, "discord shows its events") {
		options = append(options, (*world).withEvents)
	}
	if m := language.FindStringSubmatch(script); m != nil {
		options = append(options, inLanguage(m[1]))
	}
	if strings.Contains(script, "@web: sign in with") {
		options = append(options, (*world).withSignIns)
	}
	p.world = newWorld(t, options...)
	synctest.Wait()
}

// language is a line that says in which language channels are spoken to, from the beginning on.
var language = regexp.MustCompile(`(?m)^# Language: (\w+)$`)

var steps = []struct {
	form *regexp.Regexp
	do   func(*play, []string)
}{
	{regexp.MustCompile(`^until \w{3} (\d+ \w{3} \S+)$`), (*play).until},
	{regexp.MustCompile(`^after (\S+)$`), (*play).after},
	{regexp.MustCompile(`^(\w+)@(\w+)#(\S+) presses "(.+)"$`), (*play).press},
	{regexp.MustCompile(`^(\w+)@discord#(\S+) fills in (\w+): (.*)$`), (*play).complete},
	{regexp.MustCompile(`^(\w+)@(slack|discord) sees a form$`), (*play).seeForm},
	{regexp.MustCompile(`^(\w+)@(slack|discord) sends the form(?:: (.*))?$`), (*play).sendForm},
	{regexp.MustCompile(`^(\w+)@(\w+)#(\S+): (.*)$`), (*play).say},
	{regexp.MustCompile(`^(\w+)@web: sign in$`), (*play).signIn},
	{regexp.MustCompile(`^(\w+)@web: sign in with (\w+)(?: as (\w+))?$`), (*play).signInOn},
	{regexp.MustCompile(`^(\w+)@web: join accounts: (yes|no)$`), (*play).joinThem},
	{regexp.MustCompile(`^(\w+)@web: (open|join) (\d+)(?: as (.+))?$`), (*play).visit},
	{regexp.MustCompile(`^(\w+) fails ("[^"]+"|\S+) (\w+)(?: (\w+))?$`), (*play).fault},
	{regexp.MustCompile(`^(\w+) lets the bot into #(\S+)$`), (*play).invite},
	{regexp.MustCompile(`^discord shuts the bot out of #(\S+)$`), (*play).shutOut},
	{regexp.MustCompile(`^(\w+) loses #(\S+)$`), (*play).lose},
	{regexp.MustCompile(`^discord (archives|locks) #(\S+)$`), (*play).shut},
	{regexp.MustCompile(`^discord (gives|takes) the permission to create events$`), (*play).permit},
	{regexp.MustCompile(`^discord shows its events$`), (*play).showEvents},
	{regexp.MustCompile(`^(\w+) reads (\w+)$`), (*play).reads},
	{regexp.MustCompile(`^stop$`), (*play).halt},
	{regexp.MustCompile(`^start$`), (*play).resume},
}

func (p *play) step(line string) {
	for _, s := range steps {
		if m := s.form.FindStringSubmatch(line); m != nil {
			s.do(p, m[1:])
			synctest.Wait()
			p.report()
			return
		}
	}
	p.t.Fatalf("no such step: %s", line)
}

func (p *play) until(m []string) {
	now := time.Now().In(p.zone)
	then, err := time.ParseInLocation("2006 2 Jan 15:04:05", strconv.Itoa(now.Year())+" "+withSeconds(m[0]), p.zone)
	require.NoError(p.t, err)
	p.wait(then.Sub(now))
}

func withSeconds(clock string) string {
	if strings.Count(clock, ":") == 1 {
		return clock + ":00"
	}
	return clock
}

func (p *play) after(m []string) {
	d, err := time.ParseDuration(m[0])
	require.NoError(p.t, err)
	p.wait(d)
}

// wait lets time pass, and reports what is seen as it is seen.
func (p *play) wait(d time.Duration) {
	require.Positive(p.t, d, "time does not run backwards")
	time.Sleep(d)
}

func (p *play) say(m []string) {
	chat := p.chat(m[1])
	named := strings.NewReplacer("LINK", p.link(), "MEETING", p.link()[strings.LastIndexByte(p.link(), '/')+1:])
	_, err := chat.Type(p.person(chat, m[0]).ID, p.where(chat, m[0], m[2]), named.Replace(m[3]))
	require.NoError(p.t, err)
}

func (p *play) press(m []string) {
	chat := p.chat(m[1])
	person, channel := p.person(chat, m[0]), p.where(chat, m[0], m[2])
	messages := chat.Messages(person.ID, channel)
	// The channel's own messages come last, and so first here: a private answer may offer the same.
	slices.SortStableFunc(messages, func(a, b emulator.Message) int { return -strings.Compare(a.PrivateTo, b.PrivateTo) })
	for _, message := range slices.Backward(messages) {
		for _, b := range message.Buttons {
			if b.Label == m[3] {
				_, err := chat.Press(person.ID, message, m[3])
				require.NoError(p.t, err)
				return
			}
		}
	}
	p.t.Fatalf("%s sees no button %q", m[0], m[3])
}

// link is the newest meeting's.
func (p *play) link() string {
	if len(p.links) == 0 {
		return ""
	}
	return p.links[len(p.links)-1]
}

func (p *play) chat(name string) emulator.Chat {
	require.Contains(p.t, p.chats, name)
	return p.chats[name]
}

func (p *play) where(chat emulator.Chat, person, name string) string {
	if name == "direct" {
		return chat.DirectChannel(p.person(chat, person).ID)
	}
	return p.channel(chat, name).ID
}

func (p *play) person(chat emulator.Chat, name string) emulator.Person {
	for _, x := range chat.People() {
		if x.Name == name {
			return x
		}
	}
	p.t.Fatalf("nobody is called %s", name)
	return emulator.Person{}
}

func (p *play) channel(chat emulator.Chat, name string) emulator.Channel {
	for _, c := range chat.Channels() {
		if c.Name == name {
			return c
		}
	}
	p.t.Fatalf("there is no channel %s", name)
	return emulator.Channel{}
}

func (p *play) invite(m []string) {
	chat := p.chat(m[0])
	chat.(interface{ Invite(channel string) }).Invite(p.channel(chat, m[1]).ID)
}

func (p *play) shutOut(m []string) {
	p.discord.SetPermissions(p.channel(p.discord, m[0]).ID, discordtest.ViewChannel)
}

// lose deletes a channel of Discord's, where threads alone are archived, or archives one elsewhere.
func (p *play) lose(m []string) {
	chat := p.chat(m[0])
	id := p.channel(chat, m[1]).ID
	if chat == emulator.Chat(p.discord) {
		p.discord.DeleteChannel(id)
	} else {
		chat.(interface{ Archive(channel string) }).Archive(id)
	}
}

// shut archives a thread, or locks it too.
func (p *play) shut(m []string) {
	id := p.channel(p.discord, m[1]).ID
	if m[0] == "locks" {
		p.discord.Lock(id)
	} else {
		p.discord.Archive(id)
	}
}

func (p *play) fault(m []string) {
	f := emulator.Fault{Method: strings.Trim(m[1], `"`)}
	if status, err := strconv.Atoi(m[2]); err == nil && status < 600 {
		f.Status = status
	} else {
		f.Code = m[2]
	}
	if m[3] == "applied" {
		f.Applied = true
	} else if m[3] != "" {
		d, err := time.ParseDuration(m[3])
		require.NoError(p.t, err)
		f.RetryAfter = d
	}
	p.chat(m[0]).Fail(f)
}

// reads gives somebody a language, in every chat.
func (p *play) reads(m []string) {
	for _, chat := range p.chats {
		chat.(interface{ SetLocale(person, locale string) }).SetLocale(p.person(chat, m[0]).ID, m[1])
	}
}

func (p *play) halt([]string) { p.close() }

func (p *play) resume([]string) { p.start() }

func (p *play) browser(name string) *browser {
	if p.browsers[name] == nil {
		p.browsers[name] = &browser{world: p.world, cookies: map[string]string{}}
	}
	return p.browsers[name]
}

// signIn opens the newest link that was for this person alone, and confirms.
func (p *play) signIn(m []string) {
	u, err := url.Parse(p.ticket[m[0]])
	require.NoError(p.t, err)
	require.NotEmpty(p.t, u.Path, "nobody gave %s a link to sign in with", m[0])
	b := p.browser(m[0])
	if res := b.do(http.MethodGet, u.RequestURI(), nil); res.Code != http.StatusOK {
		fmt.Fprintf(&p.out, "> %d\n", res.Code)
		return
	}
	res := b.do(http.MethodPost, u.RequestURI(), nil)
	fmt.Fprintf(&p.out, "> %d to %s\n", res.Code, p.anonymous(res.Header().Get("Location")))
}

// signInOn signs a browser in with a platform's account, its owner's own unless another is named.
func (p *play) signInOn(m []string) {
	who := m[2]
	if who == "" {
		who = m[0]
	}
	fmt.Fprintf(&p.out, "> %s\n", headingOf(p.signInWith(p.browser(m[0]), m[1], who)))
}

func (p *play) joinThem(m []string) {
	fmt.Fprintf(&p.out, "> %s\n", headingOf(p.joinAccounts(p.browser(m[0]), m[1])))
}

var shown = regexp.MustCompile(`data-state="(\w+)"[^>]*data-role="(\w+)"`)

func (p *play) visit(m []string) {
	n, err := strconv.Atoi(m[2])
	require.NoError(p.t, err)
	require.LessOrEqual(p.t, n, len(p.links), "there is no meeting %d\n%s\n%s", n, p.out.String(), p.log.String())
	path := strings.TrimPrefix(p.links[n-1], baseURL)
	if m[1] == "open" {
		res := p.browser(m[0]).do(http.MethodGet, path, nil)
		state := shown.FindStringSubmatch(res.Body.String())
		require.NotNil(p.t, state, res.Body.String())
		fmt.Fprintf(&p.out, "> %s, %s\n", state[1], state[2])
		return
	}
	res := p.browser(m[0]).do(http.MethodPost, path+"/join", url.Values{"name": {m[3]}})
	var answer struct{ Role, Error string }
	require.NoError(p.t, json.Unmarshal(res.Body.Bytes(), &answer))
	fmt.Fprintf(&p.out, "> %s\n", strings.TrimSpace(answer.Role+answer.Error))
}
