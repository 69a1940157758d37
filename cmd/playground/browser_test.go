package main

import (
	"context"
	"fmt"
	"os"
	"path"
	"sync"
	"testing"
	"time"

	"meetbot/web/webtest"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	code := m.Run()
	webtest.Quit()
	os.Exit(code)
}

// A tab is one page of a real Chromium. Whatever its console calls an error fails the test, a breach of the page's
// Content-Security-Policy too.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// browse opens a window with nothing stored, at an address.
func browse(t *testing.T, address string, width, height int64) *tab {
	t.Helper()
	browser, err := webtest.Chromium()
	require.NoError(t, err)
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, late := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(late)
	b := &tab{t, ctx}
	b.watch()
	b.do(chromedp.EmulateViewport(width, height), chromedp.Navigate(address))
	return b
}

// watch collects what goes wrong in the page.
func (b *tab) watch() {
	var mu sync.Mutex
	var faults []string
	err := webtest.Listen(b.ctx, func(what, address string) {
		mu.Lock()
		defer mu.Unlock()
		if path.Base(address) != "favicon.ico" { // the emulators' pages have none
			faults = append(faults, what+" "+address)
		}
	})
	require.NoError(b.t, err)
	b.t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		require.Empty(b.t, faults)
	})
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("browser: %v\n%s", err, b.text())
	}
}

func (b *tab) text() string {
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// wait waits until a JavaScript expression is true; meanwhile the page may go elsewhere.
func (b *tab) wait(expression string) {
	b.t.Helper()
	var err error
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(40 * time.Millisecond) {
		var is bool
		if is, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")")); is {
			return
		}
	}
	b.t.Fatalf("never true: %s: %v\n%s", expression, err, b.text())
}

// reads waits until what a selector finds shows a text.
func (b *tab) reads(selector, text string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.innerText.includes(%q))`, selector, text))
}

// click clicks in the middle of an element. It is looked for anew until that works, for a page may draw it anew.
func (b *tab) click(selector string) {
	b.t.Helper()
	const middle = `(() => {
		const e = document.querySelector(%q);
		e.scrollIntoView({ block: 'nearest' });
		const r = e.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;
		return e.contains(document.elementFromPoint(x, y)) ? [x, y] : [];
	})()`
	var at []float64
	require.Eventually(b.t, func() bool {
		at, _ = chromedp.Run(b.ctx, chromedp.Evaluate[[]float64](fmt.Sprintf(middle, selector)))
		return len(at) == 2
	}, 20*time.Second, 40*time.Millisecond, "there is no %s to click", selector)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// dress shows the page in a size, and light or dark.
func (b *tab) dress(scheme string, width, height int64) {
	b.t.Helper()
	require.NoError(b.t, webtest.Dress(b.ctx, scheme))
	b.do(chromedp.EmulateViewport(width, height))
}

// audit has axe look at the page as it stands.
func (b *tab) audit(what string) {
	b.t.Helper()
	violations, err := webtest.Audit(b.ctx)
	require.NoError(b.t, err)
	require.Empty(b.t, violations, what)
}

func (b *tab) key(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// follow clicks a link that opens a new tab.
func (b *tab) follow(selector string) *tab {
	b.t.Helper()
	opened := chromedp.WaitNewTarget(b.ctx, func(i *target.Info) bool { return i.Type == "page" })
	b.click(selector)
	select {
	case id := <-opened:
		ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(id))
		b.t.Cleanup(cancel)
		next := &tab{b.t, ctx}
		next.watch()
		return next
	case <-time.After(10 * time.Second):
		b.t.Fatalf("%s opened no tab", selector)
		return nil
	}
}

// enter joins by the button of the page, and then by the one of the meeting server's page in it.
func (b *tab) enter(w *world, name string, moderates bool) {
	b.t.Helper()
	b.wait(`document.querySelector('main time[data-local]')?.title`) // its script runs
	b.click("[name=join]")
	b.wait(`document.querySelector('#meet iframe')`)
	// The field in the frame has the focus; of a frame from elsewhere one sees no more than that.
	require.Eventually(b.t, func() bool {
		b.key(kb.Enter)
		for _, room := range w.meetings.Rooms() {
			for _, p := range w.meetings.Participants(room) {
				if p.Name == name && p.Moderator == moderates {
					return true
				}
			}
		}
		return false
	}, 20*time.Second, 300*time.Millisecond, "%s is not inside", name)
}

// next pushes the clock on to the next event, as soon as that is the one.
func (b *tab) next(what string) {
	b.t.Helper()
	b.reads("#next", what)
	b.wait(`!document.querySelector('#pushes [aria-busy]')`)
	b.click(`#pushes [data-seconds="0"]`)
}

// The panes, to look for something in one of them alone.
const slackPane, discordPane = ".pane[data-chat=slack] ", ".pane[data-chat=discord] "

// TestStory is what the README tells, by clicking: call a meeting, push the clock on to its start, come in as moderator,
// and as somebody else as a guest, and stay until the room closes.
func TestStory(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	b.reads(slackPane+".messages", "release notes")
	b.click("#chips .chip")
	b.reads("#reading", "A new meeting · standup · ")
	b.reads("#reading", "Europe/Warsaw time")
	b.click("#send")
	b.wait(`document.querySelector('#reading').textContent === ''`)
	b.reads(".private", "Booked: standup")
	b.reads(".has-card:not(.private)", "Starts in under")
	b.next("standup: reminder")
	b.next("standup starts")
	b.reads(".message", "standup has started")
	b.reads(".has-card:not(.private)", "On now")

	m := b.follow(".private a.button")
	m.reads("h1", "Sign in")
	m.click("main form button")
	m.wait(`document.querySelector('main').dataset.role === 'moderator'`)
	m.enter(w, "alice", true)

	b.click("[data-person=bob]")
	b.reads("#day", "New York")
	b.wait(`!document.querySelector('.private')`)
	g := b.follow(".has-card a.button")
	g.wait(`document.querySelector('main').dataset.role === 'guest'`)
	g.click("[name=name]")
	g.key("bob")
	g.enter(w, "bob", false)

	b.next("standup ends")
	b.reads(".message", "standup has ended")
	b.next("standup: the room closes")
	b.reads("#next", "Nothing is coming up")
	require.Eventually(t, func() bool { return len(w.meetings.Rooms()) == 0 }, 10*time.Second, 20*time.Millisecond)
}

// TestKeyboard uses the page without a mouse, at the width of a phone.
func TestKeyboard(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 390, 844)
	b.reads(slackPane+".messages", "release notes")
	b.do(chromedp.Focus(chromedp.CSS("#say")))
	b.key("/meet now <b>Quick</b> & @here" + kb.Enter)
	b.reads(".body h3", "<b>Quick</b> & @here")
	b.wait(`document.querySelector('.has-card:not(.private) .more')`)
	b.do(chromedp.Focus(chromedp.CSS(".has-card:not(.private) .more")))
	b.key(kb.Enter)
	b.wait(`document.activeElement.innerText === 'Open as moderator'`)
	b.key(kb.ArrowDown + kb.ArrowDown)
	b.wait(`document.activeElement.innerText === 'End…'`)
	b.key(kb.Escape)
	b.wait(`document.activeElement.matches('.more[aria-expanded=false]')`)
	b.key(kb.Enter + kb.End + kb.Enter)
	b.reads(".private", "Yes, end it")
	b.click("[data-turn=discord]")
	b.wait(`!document.querySelector('#say').checkVisibility() && document.querySelector('#run').checkVisibility()`)
	b.wait(`document.documentElement.scrollWidth <= 390`)
}
