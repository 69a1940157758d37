package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// CheckAddress tells what is wrong with the address of a SQLite database, as far as that can be seen without opening it:
// one that is not kept, one in a folder that is missing, a file that may not be written. Its error is a sentence that
// names the file. Of PostgreSQL it says nothing.
func CheckAddress(address string) error {
	if file, ok := strings.CutPrefix(address, "sqlite:"); ok {
		return usable(file)
	}
	return nil
}

// withOptions is how a name looks that was meant to have settings of a driver's behind it.
var withOptions = regexp.MustCompile(`\?_?[a-z]+=\w`)

func usable(file string) error {
	lower := strings.ToLower(file)
	switch {
	case strings.TrimSpace(file) == "":
		return errors.New("the database address names no file: write sqlite:meetbot.db, say")
	case strings.Contains(lower, ":memory:"), strings.Contains(lower, "mode=memory"), strings.Contains(lower, "vfs=memdb"):
		return errors.New("a database in memory would forget everything, and its connections do not share it: write sqlite:meetbot.db, say")
	case strings.HasPrefix(lower, "file:"):
		return errors.New("the database address takes a file's name as it is, without file: and options: write sqlite:meetbot.db, say")
	case strings.HasPrefix(file, "//") && !strings.HasPrefix(file, "///"):
		return fmt.Errorf("sqlite:%s has two slashes too many: write sqlite:%s", file, strings.TrimPrefix(file, "//"))
	case file != strings.TrimSpace(file):
		return errors.New("the database's name begins or ends with a blank: leave it out")
	case withOptions.MatchString(file):
		return errors.New("the database address takes a file's name as it is, without options: write sqlite:meetbot.db, say")
	case strings.ContainsRune(file, 0):
		return errors.New("the database's name holds a NUL character")
	}
	return there(file)
}

// there tells whether a file can be opened for writing, or made.
func there(file string) error {
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("the database %s is a folder: name a file in it", absolute(file))
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("the database %s is no ordinary file", absolute(file))
	case err == nil && !mayWrite(file):
		return fmt.Errorf("the database file %s may not be written by this account", absolute(file))
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the database file %s cannot be reached: %w", absolute(file), cause(err))
	}
	folder := filepath.Dir(file)
	info, err = os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s is missing, where the database %s is to be: make it", absolute(folder), filepath.Base(file))
	case err != nil:
		return fmt.Errorf("the folder %s of the database cannot be reached: %w", absolute(folder), cause(err))
	case !info.IsDir():
		return fmt.Errorf("%s is no folder, and so there can be no database %s in it", absolute(folder), filepath.Base(file))
	case !mayWrite(folder):
		return fmt.Errorf("the folder %s may not be written by this account, and the database %s needs files beside it", absolute(folder), filepath.Base(file))
	}
	return nil
}

// cause leaves out what the sentence says already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func absolute(file string) string {
	if full, err := filepath.Abs(file); err == nil {
		return full
	}
	return file
}

// create makes a database file that nobody else may read: it can hold the key that is drawn when none is configured.
// SQLite gives what it keeps beside it the same rights.
func create(file string) error {
	if _, err := os.Stat(file); err == nil {
		// It is not even opened: closing it would take SQLite's locks away from whoever in this process has them.
		return nil
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("the database file %s cannot be made: %w", absolute(file), cause(err))
	}
	return f.Close()
}

// Private closes the files of a SQLite database to every other account. It returns those that were open to others, and
// of these the ones that it may not change.
func (s *Store) Private() (closed, left []string) {
	if s.file == "" {
		return nil, nil
	}
	for _, name := range append([]string{s.file, s.file + ".lock"}, companions(s.file)...) {
		info, err := os.Stat(name)
		if err != nil || !shared(info) {
			continue
		}
		if os.Chmod(name, 0o600) == nil {
			closed = append(closed, absolute(name))
		} else {
			left = append(left, absolute(name))
		}
	}
	return closed, left
}
