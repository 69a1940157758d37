package pgtest

import "testing"

// A Cluster is a PostgreSQL that a test has for itself, so that it may crash. It keeps what was committed, unlike the one
// behind Database.
type Cluster struct{ cluster *cluster }

// Own starts a Cluster that goes with the test. Without PostgreSQL the test fails.
func Own(t testing.TB) Cluster {
	t.Helper()
	c, err := start(secure)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.stop)
	return Cluster{c}
}

// Address returns the address of a database that was empty at first.
func (c Cluster) Address() string { return c.cluster.address("postgres") }

// Crash stops the server at once, as pg_ctl -m immediate does, and returns when it has recovered and answers again.
func (c Cluster) Crash() error { return c.cluster.crash() }
