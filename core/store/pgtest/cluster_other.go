//go:build !unix

package pgtest

import (
	"errors"
	"testing"
)

type cluster struct{}

func start() (*cluster, error) {
	return nil, errors.New("these tests start PostgreSQL on Unix only")
}

func (c *cluster) stop() {}

func (c *cluster) address(string) string { return "" }

// Pooled fails the test.
func Pooled(t testing.TB, _ string) string {
	t.Helper()
	t.Fatal("these tests start PgBouncer on Unix only")
	return ""
}

func stopBouncer() {}
