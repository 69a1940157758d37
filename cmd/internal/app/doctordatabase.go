package app

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"meetbot/core/store"
)

// examineDatabase never migrates, and makes no SQLite file.
func examineDatabase(ctx context.Context, c Config, _ *http.Client) (f findings) {
	const about = "database"
	if file, sqlite := c.sqliteFile(); sqlite {
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			if folder, err := os.Stat(filepath.Dir(file)); err != nil || !folder.IsDir() {
				f.fail(about, "Make it, or give another file in database.url.", "there is no folder %s", filepath.Dir(file))
				return f
			}
			f.warn(about, "Nothing need be done: meetbot serve makes it.", "there is no file %s yet", file)
			return f
		}
	}
	s, err := store.Open(ctx, c.Database.URL.Reveal())
	if err != nil {
		f.fail(about, "See that it runs, and that database.url is its address.", "%v", err)
		return f
	}
	defer s.Close()
	if c.examineSteps(ctx, s, &f); len(f) > 0 {
		return f
	}
	var t *store.Trouble
	if err := s.Rehearse(ctx, "doctor "+rand.Text()); errors.As(err, &t) {
		f.fail(about, t.Remedy, "%s", t.What)
		return f
	}
	f.ok(about, "the schema is this program's, and a write was done and taken back")
	return f
}

// examineSteps finds something where the schema is not the one that we know.
func (c Config) examineSteps(ctx context.Context, s *store.Store, f *findings) {
	const about = "database schema"
	steps, err := s.Steps(ctx)
	unknown, missing := steps.Unknown(), steps.Missing()
	switch {
	case err != nil:
		t := store.Diagnose(err)
		f.fail(about, t.Remedy, "the database %s", t.What)
	case len(unknown) > 0:
		f.fail(about, "Run that meetbot, or have it take them back: meetbot migrate down.", "a newer meetbot took steps that this one does not know (%s)", unknown)
	case len(missing) > 0 && c.Database.Migrate:
		f.warn(about, "Nothing need be done: meetbot serve takes them at its start.", "steps are missing (%s)", missing)
	case len(missing) > 0:
		f.fail(about, "Run meetbot migrate up, since database.migrate is false.", "steps are missing (%s)", missing)
	}
}

// sqliteFile returns the file of a SQLite database.
func (c Config) sqliteFile() (file string, sqlite bool) {
	return strings.CutPrefix(c.Database.URL.Reveal(), "sqlite:")
}

// drawnKey returns the secret key that a service has drawn for itself; empty: there is none, or nobody can tell.
func (c Config) drawnKey(ctx context.Context) string {
	if file, sqlite := c.sqliteFile(); sqlite {
		if _, err := os.Stat(file); err != nil {
			return ""
		}
	}
	s, err := store.Open(ctx, c.Database.URL.Reveal())
	if err != nil {
		return ""
	}
	defer s.Close()
	key, err := s.Kept(ctx, "secret_key")
	if err != nil {
		return ""
	}
	return key
}
