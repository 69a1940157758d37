//go:build unix

package store

import (
	"os"
	"syscall"
)

// mayWrite tells whether this process may write a file, or make files in a folder.
func mayWrite(name string) bool {
	const write = 2
	return syscall.Access(name, write) == nil
}

// shared tells whether other accounts may read or write a file.
func shared(info os.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 }
