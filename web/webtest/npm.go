package webtest

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// Script returns a file of an npm package, "package/axe.min.js". The package is got once, into the build folder.
func Script(name, version, file string) (string, error) {
	folder, err := buildFolder()
	if err != nil {
		return "", err
	}
	archive := name + "-" + version + ".tgz"
	if script, err := unpack(filepath.Join(folder, archive), file); err == nil {
		return script, nil
	}
	// Packages are tested beside each other: what one still fetches, no other may take for whole.
	own, err := os.MkdirTemp(folder, "")
	if err != nil {
		return "", fmt.Errorf("make a folder for %s: %w", name, err)
	}
	defer os.RemoveAll(own)
	out, err := exec.Command("npm", "pack", name+"@"+version, "--silent", "--pack-destination", own).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s, which pages are checked with, is got with npm (apt-get install npm): %w %s", name, err, out)
	}
	if err := os.Rename(filepath.Join(own, archive), filepath.Join(folder, archive)); err != nil {
		return "", fmt.Errorf("keep %s: %w", name, err)
	}
	return unpack(filepath.Join(folder, archive), file)
}

// buildFolder returns build/npm of the project that this folder is part of.
func buildFolder() (string, error) {
	root, err := os.Getwd()
	for ; err == nil && root != filepath.Dir(root); root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			folder := filepath.Join(root, "build", "npm")
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
