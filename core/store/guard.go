package store

import (
	"context"
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A guard opens connections to a SQLite file. None of them commits once that file is another than the one that was opened
// first: this is the one place through which all that is stored has to go.
type guard struct {
	driver.Connector
	files *identity
}

// liteConn is what we and others use of a connection of the driver.
type liteConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	sqlite.HookRegisterer
	NewBackup(to string) (*sqlite.Backup, error)
}

// Connect implements driver.Connector. It opens nothing in the place of a file that is gone.
func (g *guard) Connect(ctx context.Context) (driver.Conn, error) {
	if err := g.files.check(); err != nil {
		return nil, err
	}
	c, err := g.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := g.files.opened(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	own := &guardedConn{liteConn: c.(liteConn), files: g.files} //nolint:errcheck,forcetypeassert // we pin the driver's version
	own.RegisterCommitHook(func() int32 {
		own.asked = true
		if own.refused = g.files.check(); own.refused != nil {
			return 1 // SQLite rolls back instead
		}
		return 0
	})
	return own, nil
}

// A guardedConn says why a commit was refused, where SQLite says only that it was.
type guardedConn struct {
	liteConn
	files   *identity
	kept    prepared
	asked   bool  // whether the last statement may be committed
	refused error // if not, why
}

// Close implements driver.Conn.
func (c *guardedConn) Close() error {
	defer c.files.closed()
	return errors.Join(c.kept.close(), c.liteConn.Close())
}

// why returns the reason where SQLite has none of its own. After a commit it looks at the files once more: SQLite may have
// copied into them, and whatever changes them from now on is somebody else.
func (c *guardedConn) why(err error) error {
	if c.asked && err == nil {
		c.asked = false
		_ = c.files.check() // what is wrong is told at the next commit, and by readiness
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) && lite.Code() == sqlite3.SQLITE_CONSTRAINT_COMMITHOOK && c.refused != nil {
		return c.refused
	}
	return err
}

// ExecContext implements driver.ExecerContext.
func (c *guardedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) > 0 {
		return c.execPrepared(ctx, query, args)
	}
	res, err := c.liteConn.ExecContext(ctx, query, args)
	return res, c.why(err)
}

// QueryContext implements driver.QueryerContext. What a statement with RETURNING stores is committed with its last row.
func (c *guardedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if len(args) > 0 {
		return c.queryPrepared(ctx, query, args)
	}
	rows, err := c.liteConn.QueryContext(ctx, query, args)
	if err != nil {
		return nil, c.why(err)
	}
	return &guardedRows{rows, c}, nil
}

// BeginTx implements driver.ConnBeginTx.
func (c *guardedConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	tx, err := c.liteConn.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	return &guardedTx{tx, c}, nil
}

type guardedRows struct {
	driver.Rows
	conn *guardedConn
}

// Next implements driver.Rows.
func (r *guardedRows) Next(dest []driver.Value) error { return r.conn.why(r.Rows.Next(dest)) }

// Close implements driver.Rows.
func (r *guardedRows) Close() error { return r.conn.why(r.Rows.Close()) }

type guardedTx struct {
	driver.Tx
	conn *guardedConn
}

// Commit implements driver.Tx.
func (t *guardedTx) Commit() error { return t.conn.why(t.Tx.Commit()) }
