//go:build !unix

package store

import "os"

// A fileLock is held until it is released: an open file cannot be removed here.
type fileLock struct{ file *os.File }

func lockFile(name string) (*fileLock, error) {
	_ = os.Remove(name)
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	return &fileLock{f}, nil
}

func (l *fileLock) release() {
	if l != nil {
		_ = l.file.Close()
		_ = os.Remove(l.file.Name())
	}
}
