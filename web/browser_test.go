package web_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"meetbot/core/store/pgtest"
	"meetbot/web/webtest"
)

func TestMain(m *testing.M) {
	code := m.Run()
	webtest.Quit()
	pgtest.Stop()
	os.Exit(code)
}

// A window is one page of a browser with nothing stored, and what went wrong in it.
type window struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	faults []string
}

type size struct{ width, height int64 }

var (
	desktop = size{1280, 800}
	phone   = size{390, 844}
)

// open opens a window. Whatever its console calls an error fails the test in the end, unless it was expected.
func open(t *testing.T, s size) *window {
	t.Helper()
	browser, err := webtest.Chromium()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	ctx, late := context.WithTimeout(ctx, 90*time.Second)
	w := &window{t: t, ctx: ctx}
	t.Cleanup(func() {
		late()
		cancel()
		for _, fault := range w.faults {
			t.Errorf("in the browser: %s", fault)
		}
	})
	if err := webtest.Listen(ctx, w.fault); err != nil {
		t.Fatal(err)
	}
	send(w, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "America/New_York"})
	w.resize(s)
	return w
}

func (w *window) resize(s size) {
	w.t.Helper()
	w.do(chromedp.EmulateViewport(s.width, s.height))
}

// send gives the browser a command of its protocol.
func send[P, R any](w *window, command cdp.Command[P, R], params P) {
	w.t.Helper()
	if _, err := chromedp.Call(w.ctx, command, params); err != nil {
		w.t.Fatalf("browser: %v", err)
	}
}

func (w *window) fault(what, address string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, what+" "+address[:min(len(address), 80)])
}

// dress shows the page as to somebody who prefers a colour scheme.
func (w *window) dress(scheme string) {
	w.t.Helper()
	if err := webtest.Dress(w.ctx, scheme); err != nil {
		w.t.Fatal(err)
	}
}

// expect takes faults that hold a text for right; there has to be one.
func (w *window) expect(part string) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	var rest []string
	for _, fault := range w.faults {
		if !strings.Contains(fault, part) {
			rest = append(rest, fault)
		}
	}
	if len(rest) == len(w.faults) {
		w.t.Errorf("nothing in the console about %q", part)
	}
	w.faults = rest
}

func (w *window) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.t.Fatalf("browser: %v\n%s", err, w.outline())
	}
}

// get runs an action that returns something.
func get[T any](w *window, a chromedp.Action[T]) T {
	w.t.Helper()
	out, err := chromedp.Run(w.ctx, a)
	if err != nil {
		w.t.Fatalf("browser: %v\n%s", err, w.outline())
	}
	return out
}

// outline is what the page shows, for the report of a test that waited in vain.
func (w *window) outline() string {
	text, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// visit opens an address, signed in with the session, or as nobody.
func (w *window) visit(address, session string) {
	w.t.Helper()
	send(w, network.ClearBrowserCookies, cdp.Empty{})
	if session != "" {
		hidden := true
		send(w, network.SetCookie, network.SetCookieParams{Name: "meetbot", Value: session, URL: address, HTTPOnly: &hidden})
	}
	w.do(chromedp.Navigate(address))
}

// waitFor waits until a JavaScript expression is true.
func (w *window) waitFor(expression string) {
	w.t.Helper()
	if err := w.poll(expression); err != nil {
		w.t.Fatalf("never true: %s: %v\n%s", expression, err, w.outline())
	}
}

const patience = 20 * time.Second

// poll waits for an expression. A page or a frame that goes on to another address meanwhile is asked anew.
func (w *window) poll(expression string, in ...chromedp.PollOption) error {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	in = append(in, chromedp.WithPollingInterval(30*time.Millisecond), chromedp.WithPollingTimeout(patience))
	for {
		err := chromedp.Do(ctx, chromedp.Poll[chromedp.Void]("document.body !== null && ("+expression+")", in...))
		if err == nil || ctx.Err() != nil || errors.Is(err, chromedp.ErrPollingTimeout) {
			return err
		}
	}
}

// waitText waits until what a selector finds shows a text.
func (w *window) waitText(selector, text string) {
	w.t.Helper()
	w.waitFor(fmt.Sprintf(`document.querySelector(%q)?.innerText.replace(/\s+/g, " ").includes(%q)`, selector, text))
}

// eval returns what a JavaScript expression comes to, as text.
func (w *window) eval(expression string) string {
	w.t.Helper()
	return get(w, chromedp.Evaluate[string](`String(`+expression+`)`))
}

// text is what a selector finds shows, in one line.
func (w *window) text(selector string) string {
	w.t.Helper()
	return w.eval(fmt.Sprintf(`document.querySelector(%q)?.innerText.replace(/\s+/g, " ") ?? "(none)"`, selector))
}

// wake has the page look at once whether something has changed, as it does when one comes back to it.
func (w *window) wake() {
	w.t.Helper()
	w.eval(`document.dispatchEvent(new Event("visibilitychange"))`)
}

func (w *window) click(selector string) {
	w.t.Helper()
	w.do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

func (w *window) write(selector, text string) {
	w.t.Helper()
	w.do(chromedp.SendKeys(chromedp.CSS(selector), text, chromedp.NodeVisible))
}

// press gives keys to whatever has the focus.
func (w *window) press(keys string) {
	w.t.Helper()
	w.do(chromedp.KeyEvent(keys))
}
