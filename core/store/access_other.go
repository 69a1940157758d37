//go:build !unix

package store

import "os"

// mayWrite leaves it to the attempt.
func mayWrite(string) bool { return true }

// shared is about rights that files do not have here.
func shared(os.FileInfo) bool { return false }
