package store

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// openPostgres opens connections that keep nothing between two transactions, so that a pooler may give each transaction
// another one: no locks or settings of a session, and prepared statements only where there is none.
func openPostgres(address string) (*Store, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("database address is not understood: %w", hideAddress(err, address))
	}
	// bun writes arguments into the SQL text, so that every text is new and preparing it would be wasted.
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	// These are told at the start of a connection, and PgBouncer passes them on with each transaction. What bun writes is
	// safe with standard strings and in UTF-8 alone, whatever a server or role is set to.
	config.RuntimeParams["application_name"] = mark(config.RuntimeParams["application_name"])
	config.RuntimeParams["standard_conforming_strings"] = "on"
	config.RuntimeParams["client_encoding"] = "UTF8"
	between := &atomic.Bool{}
	db := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		made, err := pooled(ctx, c)
		if made {
			between.Store(true) // before anything else goes over this connection
		}
		return err
	}))
	// PostgreSQL is slower with more, and opening a connection takes longer than a request.
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	// A connection does not outlive what it was made for: another address behind the name, a setting, a broken path.
	db.SetConnMaxLifetime(30 * time.Minute)
	db.SetConnMaxIdleTime(5 * time.Minute)
	both := bun.NewDB(db, plain{pgdialect.New()})
	return &Store{db: both, read: both, between: between}, nil
}

// pooled tells whether a pooler stands between: it makes up the process ID that a connection is told at its start.
func pooled(ctx context.Context, c *pgx.Conn) (bool, error) {
	var real uint32
	if err := c.QueryRow(ctx, "SELECT pg_backend_pid()").Scan(&real); err != nil {
		return false, fmt.Errorf("ask for the process: %w", err)
	}
	return c.PgConn().PID() != real, nil
}

// mark returns the application_name of our connections: what the operator gives them, if anything, and by what they
// differ from those of programs before named columns, which have just what the operator gives them.
func mark(given string) string {
	const longest = 63 // in bytes; PostgreSQL cuts the rest
	sign := "(meetbot)"
	if given == "" {
		return sign
	}
	return given[:min(len(given), longest-len(sign)-1)] + " " + sign
}
