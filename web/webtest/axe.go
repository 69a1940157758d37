package webtest

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const axeVersion = "4.14.1"

// axe returns the script of axe-core. It is got once, into the build folder.
var axe = sync.OnceValues(func() (string, error) {
	folder, err := buildFolder()
	if err != nil {
		return "", err
	}
	const name = "axe-core-" + axeVersion + ".tgz"
	if script, err := unpack(filepath.Join(folder, name), "package/axe.min.js"); err == nil {
		return script, nil
	}
	// Packages are tested beside each other: what one still fetches, no other may take for whole.
	own, err := os.MkdirTemp(folder, "")
	if err != nil {
		return "", fmt.Errorf("make a folder for axe-core: %w", err)
	}
	defer os.RemoveAll(own)
	out, err := exec.Command("npm", "pack", "axe-core@"+axeVersion, "--silent", "--pack-destination", own).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("axe-core, which checks that pages are accessible, is got with npm (apt-get install npm): %w %s", err, out)
	}
	if err := os.Rename(filepath.Join(own, name), filepath.Join(folder, name)); err != nil {
		return "", fmt.Errorf("keep axe-core: %w", err)
	}
	return unpack(filepath.Join(folder, name), "package/axe.min.js")
})

// buildFolder returns build/axe of the project that this folder is part of.
func buildFolder() (string, error) {
	root, err := os.Getwd()
	for ; err == nil && root != filepath.Dir(root); root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			folder := filepath.Join(root, "build", "axe")
			return folder, os.MkdirAll(folder, 0o755)
		}
	}
	return "", errors.Join(errors.New("no go.mod above the test's folder"), err)
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
