package main

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

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

const axeVersion = "4.14.1"

// axe returns the script of axe-core, which checks pages against the WCAG: from the build folder, where the tests of the
// meeting pages keep it, or else by npm.
func axe(t *testing.T) string {
	t.Helper()
	name := "axe-core-" + axeVersion + ".tgz"
	script, err := unpack(filepath.Join("..", "..", "build", "axe", name), "package/axe.min.js")
	if err == nil {
		return script
	}
	folder := t.TempDir()
	if out, err := exec.Command("npm", "pack", "axe-core@"+axeVersion, "--silent", "--pack-destination", folder).CombinedOutput(); err != nil {
		t.Fatalf("axe-core, which checks that the page is accessible, is got with npm (apt-get install npm): %v %s", err, out)
	}
	script, err = unpack(filepath.Join(folder, name), "package/axe.min.js")
	require.NoError(t, err)
	return script
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

// dress shows the page in a size, and light or dark.
func (b *tab) dress(scheme string, width, height int64) {
	b.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
	require.NoError(b.t, err)
	b.do(chromedp.EmulateViewport(width, height))
}

// audit has axe look at the page as it stands.
func (b *tab) audit(what string) {
	b.t.Helper()
	raw, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
		.then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html + " " + n.failureSummary).join("; "))))`, chromedp.EvalAwaitPromise))
	require.NoError(b.t, err)
	var violations []string
	require.NoError(b.t, json.Unmarshal([]byte(raw), &violations))
	require.Empty(b.t, violations, what)
}
