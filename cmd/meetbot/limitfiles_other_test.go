//go:build unix && !linux

package main

import (
	"errors"
	"os"
)

func limitFiles(*os.Process, int64) error {
	return errors.New("a full disk can be had on Linux only")
}
