package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A secretFile is a file that holds the value of a setting.
type secretFile struct{ key, name, where string }

func (l *loader) secretFiles() {
	for _, f := range l.files {
		if f.name == "" {
			continue
		}
		if where, both := l.set[f.key]; both && !l.fields[f.key].IsZero() {
			l.fault("%s is given twice, in %s and as a file in %s; leave one out.", f.key, where, f.where)
			continue
		}
		raw, err := os.ReadFile(f.name)
		if err != nil {
			l.fault("%s_file (%s) cannot be read: %v.", f.key, f.where, unreadable(f.name, err))
			continue
		}
		plain, err := plainText(raw)
		if err != nil {
			l.fault("%s_file (%s): %s %v.", f.key, f.where, f.name, err)
			continue
		}
		l.set[f.key] = f.where
		l.fields[f.key].SetString(strings.TrimSpace(string(plain)))
		l.exposed(f.name)
	}
	if key := l.config.Jitsi.KeyFile; key != "" {
		l.exposed(key)
	}
}

// unreadable says why a file cannot be read. Where the name may be the secret itself, it is not shown.
func unreadable(name string, err error) error {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return err
	}
	folder := filepath.Dir(name)
	if _, missing := os.Stat(folder); missing != nil || folder == "." || folder == string(filepath.Separator) {
		return fmt.Errorf("%w (it takes the name of a file, not the secret)", path.Err)
	}
	return fmt.Errorf("%s: %w", name, path.Err)
}

// exposed warns of a file with secrets that every account of this machine can read.
func (l *loader) exposed(name string) {
	if info, err := os.Stat(name); err == nil && info.Mode().Perm()&0o004 != 0 && !mounted(name) {
		l.warn("%s holds secrets, and every account of this machine can read it: chmod 600 %s.", name, name)
	}
}

// mounted tells whether a file was put there by Docker or Kubernetes, for a container in which nobody else is: they make
// theirs readable by all. A file of a Kubernetes volume is a link into ..data.
func mounted(name string) bool {
	if full, err := filepath.Abs(name); err == nil && strings.HasPrefix(full, "/run/secrets/") {
		return true
	}
	to, err := os.Readlink(name)
	return err == nil && strings.HasPrefix(to, "..data"+string(filepath.Separator))
}
