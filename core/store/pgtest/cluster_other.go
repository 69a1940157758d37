//go:build !unix

package pgtest

import (
	"errors"
	"testing"
)

type cluster struct{}

var hasty, secure []string

func start([]string) (*cluster, error) {
	return nil, errors.New("these tests start PostgreSQL on Unix only")
}

func (c *cluster) stop() {}

func (c *cluster) crash() error { return nil }

func (c *cluster) address(string) string { return "" }

// Pooled fails the test.
func Pooled(t testing.TB, _ string) string {
	t.Helper()
	t.Fatal("these tests start PgBouncer on Unix only")
	return ""
}

func stopBouncer() {}
