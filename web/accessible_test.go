package web_test

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"meetbot/core"
)

const axeVersion = "4.14.1"

// axe returns the script of axe-core, which checks pages against the WCAG. It is fetched once into the build folder.
func axe() (string, error) {
	folder := filepath.Join("..", "build", "axe")
	file := filepath.Join(folder, "axe-core-"+axeVersion+".tgz")
	if _, err := os.Stat(file); err != nil {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", err
		}
		npm := exec.Command("npm", "pack", "axe-core@"+axeVersion, "--silent", "--pack-destination", folder)
		if out, err := npm.CombinedOutput(); err != nil {
			return "", fmt.Errorf("axe-core, which checks that the pages are accessible, is got with npm (apt-get install npm): %w %s", err, out)
		}
	}
	return unpack(file, "package/axe.min.js")
}

func unpack(file, name string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return "", err
	}
	for files := tar.NewReader(zipped); ; {
		h, err := files.Next()
		if errors.Is(err, io.EOF) {
			return "", fmt.Errorf("%s has no %s", file, name)
		}
		if err != nil {
			return "", err
		}
		if h.Name == name {
			raw, err := io.ReadAll(files)
			return string(raw), err
		}
	}
}

// Every page stands up to axe's rules for WCAG 2.2 AA, in light and in dark, wide and narrow.
func TestAccessible(t *testing.T) {
	script, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	m, called := w.meeting(), w.meeting()
	closed := w.meeting(func(r *core.Request) { r.MembersOnly = true })
	w.cancel(called)
	link := "/m/" + string(m.ID)
	for _, c := range []struct {
		name, path string
		who        core.Identity
		after      time.Duration
	}{
		{"front page", "/", core.Identity{}, 0},
		{"my meetings", "/", alice, 12 * time.Minute},
		{"no meetings", "/", bob, 12 * time.Minute},
		{"before", link, core.Identity{}, -47 * time.Minute},
		{"live", link, core.Identity{}, 12 * time.Minute},
		{"live, moderator", link, alice, 12 * time.Minute},
		{"ended", link, alice, time.Hour},
		{"cancelled", "/m/" + string(called.ID), bob, 0},
		{"members only", "/m/" + string(closed.ID), carol, 0},
		{"ticket", "/login/ticket/" + w.ticket(alice), bob, -time.Hour},
		{"error", "/login/ticket/old", core.Identity{}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.at(c.after)
			session := ""
			if !c.who.IsZero() {
				session = w.session(c.who)
			}
			win := open(t, desktop)
			win.visit(w.base+c.path, session)
			win.do(chromedp.Evaluate[chromedp.Void](script + "; undefined"))
			for scheme, s := range map[string]size{"light": desktop, "dark": phone} {
				win.resize(s)
				features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
				send(win, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
				win.audit(scheme)
			}
			if c.name == "error" {
				win.expect("410")
			}
		})
	}
}

// TestAccessibleCall looks at the page with the meeting in it; what is inside the frame is Jitsi's.
func TestAccessibleCall(t *testing.T) {
	script, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	m := w.meeting()
	w.at(28 * time.Minute)
	win := open(t, phone)
	win.enter(w.base+"/m/"+string(m.ID), w.session(alice), "")
	win.mustFit()
	win.do(chromedp.Evaluate[chromedp.Void](script + "; undefined"))
	win.audit("call")
}

// audit has axe look at the page as it stands.
func (w *window) audit(what string) {
	w.t.Helper()
	raw := get(w, chromedp.Evaluate[string](`axe.run({exclude: ["iframe"]}, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], iframes: false})
		.then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html + " " + n.failureSummary).join("; "))))`, chromedp.EvalAwaitPromise))
	var violations []string
	if err := json.Unmarshal([]byte(raw), &violations); err != nil {
		w.t.Fatal(err)
	}
	for _, v := range violations {
		w.t.Errorf("%s: %s", what, v)
	}
}
