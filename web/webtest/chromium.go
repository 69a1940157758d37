// Package webtest shows pages in a real Chromium, for tests, and checks them with axe.
package webtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Chromium returns the browser of this process, which it starts when it is first asked for. Quit ends it.
func Chromium() (context.Context, error) { return start() }

// Quit ends the browser, if there is one. It is for TestMain, after all tests.
func Quit() { quit() }

var (
	start = sync.OnceValues(launch)
	quit  = func() {}
)

func launch() (context.Context, error) {
	path, err := find("chromium", "chromium-browser", "google-chrome")
	if err != nil {
		return nil, errors.New("pages are tested in Chromium, which is missing: apt-get install chromium")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.Flag("enable-automation", false), chromedp.Flag("lang", "en-GB"))
	if os.Geteuid() == 0 {
		flags = append(flags, chromedp.NoSandbox)
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, stop := chromedp.NewContext(alloc)
	quit = func() { stop(); stopAlloc() }
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("Chromium does not start: %w", err)
	}
	return ctx, nil
}

func find(names ...string) (path string, err error) {
	for _, name := range names {
		if path, err = exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", err
}

// Listen hands over whatever the console of a page calls an error, a breach of its Content-Security-Policy too, with the
// address of what is at fault, as far as it is told.
func Listen(ctx context.Context, fault func(what, address string)) error {
	return chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			what := e.ExceptionDetails.Text
			if thrown := e.ExceptionDetails.Exception; thrown != nil {
				what += " " + thrown.Description
			}
			fault(what, "")
		case *runtime.EventConsoleAPICalled:
			if e.Type != runtime.ConsoleAPICalledTypeError {
				return
			}
			what := "console.error"
			for _, a := range e.Args {
				what += " " + string(a.Value)
			}
			fault(what, "")
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError {
				fault(e.Entry.Text, e.Entry.URL)
			}
		}
	})
}
