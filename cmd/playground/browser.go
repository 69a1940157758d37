package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
)

// openBrowser shows the page where there is a screen to show it on. Nothing is wrong where it cannot.
func openBrowser(ctx context.Context, address string) {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	} else if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return
	}
	// The browser is the user's: it stays when the playground ends.
	cmd := exec.CommandContext(context.WithoutCancel(ctx), name, address)
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
