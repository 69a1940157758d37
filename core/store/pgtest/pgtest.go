// Package pgtest lends tests a PostgreSQL of their own, and PgBouncer before it: one of each per test binary in a
// temporary folder, started when the first test asks for it and gone when the binary ends, however it ends. It knows
// nothing of what is stored.
package pgtest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The one cluster of this binary.
var (
	once     sync.Once
	running  *cluster
	problem  error
	database atomic.Int64
)

// Main runs the tests of a package and waits until the cluster is gone. It is what TestMain calls.
func Main(m *testing.M) {
	code := m.Run()
	Stop()
	os.Exit(code)
}

// Stop ends the cluster and PgBouncer, where there are any, and waits until they are gone. It is for a TestMain that does more than Main.
func Stop() {
	once.Do(func() { problem = fmt.Errorf("the tests are over") })
	stopBouncer()
	if running != nil {
		running.stop()
	}
}

// Database returns the address of a new, empty database that goes with the test. Without PostgreSQL the test fails.
func Database(t testing.TB) string {
	t.Helper()
	return DatabaseIn(t, "UTF8")
}

// DatabaseIn is Database in an encoding, by PostgreSQL's name for it.
func DatabaseIn(t testing.TB, encoding string) string {
	t.Helper()
	once.Do(func() { running, problem = start(hasty) })
	if problem != nil {
		t.Fatal(problem)
	}
	name := fmt.Sprintf("test%d", database.Add(1))
	if err := running.run("CREATE DATABASE " + name + " ENCODING " + encoding + " LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"); err != nil {
		t.Fatalf("create database: %v", err)
	}
	t.Cleanup(func() {
		// A test that has forgotten a connection still gives its database back.
		if err := running.run("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop database: %v", err)
		}
	})
	return running.address(name)
}

// run runs a statement as the cluster's owner.
func (c *cluster) run(statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, c.address("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}
