package store

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// An identity is which files a SQLite database was opened as. SQLite itself goes on with files that are deleted, and
// what is stored then is gone with the process.
type identity struct {
	file string

	mu     sync.Mutex
	open   int                    // connections
	first  os.FileInfo            // what file was when it was opened first
	beside map[string]os.FileInfo // by name: what all connections that are open keep beside it
	last   sight                  // of the file and its log
	spoilt error                  // what is stored since is lost: nothing more is, whatever the files look like later

	// What is read beside SQLite, open as long as the connections are: closing it takes their locks away.
	data, index *os.File
}

// movedError says that a database file is no longer the one that was opened.
type movedError struct{ file, how string }

// What became of a file.
const (
	deleted     = "deleted or moved"
	replaced    = "replaced by another file"
	overwritten = "written over by another program"
)

func (e *movedError) Error() string {
	return fmt.Sprintf("%s was %s while meetbot had it open", e.file, e.how)
}

// opened remembers the files as they are, for a connection that has just opened them.
func (i *identity) opened() error {
	info, err := os.Stat(i.file)
	if err != nil {
		return fmt.Errorf("look at the database file: %w", err)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.first == nil {
		i.first = info
	}
	if i.open++; i.open == 1 {
		i.beside = map[string]os.FileInfo{}
		for _, name := range companions(i.file) {
			i.beside[name] = nil
		}
	}
	return nil
}

// closed forgets what was beside the file, with the last connection: that one has put everything into the file itself.
func (i *identity) closed() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.open--; i.open > 0 {
		return
	}
	for _, f := range []*os.File{i.data, i.index} {
		if f != nil {
			_ = f.Close() // it was only read
		}
	}
	i.beside, i.data, i.index, i.last = nil, nil, nil, sight{}
}

// spoil has nothing more be stored, for a reason that does not pass.
func (i *identity) spoil(why error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.spoilt == nil {
		i.spoilt = why
	}
}

// companions are the files that SQLite keeps beside a database, next to where its name leads.
func companions(file string) []string {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	return []string{file + logSuffix, file + indexSuffix}
}

const (
	logSuffix   = "-wal"
	indexSuffix = "-shm"
)

// check fails where the files are no longer those that were opened. It is cheap: it runs before every commit.
func (i *identity) check() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.spoilt != nil {
		return i.spoilt
	}
	if err := same(i.file, i.first); err != nil {
		return err
	}
	for name, info := range i.beside {
		if info == nil {
			// SQLite makes it when it first needs it.
			i.beside[name], _ = os.Stat(name)
			continue
		}
		if err := same(name, info); err != nil {
			return err
		}
	}
	i.spoilt = i.checkJournal()
	return i.spoilt
}

// checkJournal fails where somebody else has written into the files. Other programs may do so as SQLite does, and then the
// index says so. While something is being written no two looks at the index are alike, and the next check tells.
func (i *identity) checkJournal() error {
	if len(i.beside) == 0 {
		return nil
	}
	names := companions(i.file)
	if i.index == nil {
		i.data, _ = os.Open(i.file)
		i.index, _ = os.Open(names[1])
	}
	before, known := placeIn(i.index)
	if !known || !before.settled() {
		return nil
	}
	info, err := os.Stat(i.file)
	now := sight{before, info}
	wrong := now.differs(i.last, i.data, names[0])
	if after, _ := placeIn(i.index); err != nil || after != before {
		return nil
	}
	if wrong {
		return &movedError{i.file, overwritten}
	}
	i.last = now
	return nil
}

func same(name string, opened os.FileInfo) error {
	if opened == nil {
		return nil // it was not opened yet
	}
	now, err := os.Stat(name)
	switch {
	case err != nil:
		return &movedError{name, deleted}
	case !os.SameFile(opened, now):
		return &movedError{name, replaced}
	}
	return nil
}
