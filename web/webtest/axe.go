package webtest

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axe returns the script of axe-core.
var axe = sync.OnceValues(func() (string, error) { return Script("axe-core", "4.14.1", "package/axe.min.js") })

// Audit has axe hold the page, as it stands, against its rules for WCAG 2.2 AA, and returns what breaks them. What is in
// frames is left out: it is somebody else's.
func Audit(ctx context.Context) ([]string, error) {
	script, err := axe()
	if err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](script+"; undefined")); err != nil {
		return nil, fmt.Errorf("give axe to the page: %w", err)
	}
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run({exclude: ["iframe"]}, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], iframes: false})
		.then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html + " " + n.failureSummary).join("; "))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("ask axe: %w", err)
	}
	var violations []string
	return violations, json.Unmarshal([]byte(raw), &violations)
}

// Dress shows the page as to somebody who prefers a colour scheme, light or dark, and no motion.
func Dress(ctx context.Context, scheme string) error {
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
	return err
}
