package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// limitFiles lets a process write no file beyond that many bytes; -1: as it likes.
func limitFiles(p *os.Process, most int64) error {
	return unix.Prlimit(p.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: uint64(most), Max: unix.RLIM_INFINITY}, nil)
}
