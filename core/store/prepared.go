package store

import (
	"context"
	"database/sql/driver"
	"errors"
)

// prepared are the statements of one connection to SQLite that were asked for with their arguments apart: bun writes
// arguments into the text, so what comes so is asked again and again. To prepare one costs more than to run it.
type prepared map[string]driver.StmtQueryContext

// mostPrepared is more than there are such statements in this package.
const mostPrepared = 64

func (p prepared) close() (err error) {
	for text, s := range p {
		err = errors.Join(err, s.(driver.Stmt).Close()) //nolint:errcheck,forcetypeassert // it was one
		delete(p, text)
	}
	return err
}

// take returns a statement that is prepared, which is the caller's until it is kept or closed.
func (c *guardedConn) take(ctx context.Context, text string) (driver.StmtQueryContext, error) {
	if s, ok := c.kept[text]; ok {
		delete(c.kept, text)
		return s, nil
	}
	fresh, err := c.PrepareContext(ctx, text)
	if err != nil {
		return nil, c.why(err)
	}
	return fresh.(driver.StmtQueryContext), nil //nolint:errcheck,forcetypeassert // we pin the driver's version
}

// keep keeps a statement for whoever asks the same next.
func (c *guardedConn) keep(text string, s driver.StmtQueryContext) (err error) {
	if len(c.kept) >= mostPrepared {
		err = c.kept.close()
	}
	if c.kept == nil {
		c.kept = prepared{}
	}
	if _, other := c.kept[text]; other { // of somebody who asked the same meanwhile, in the same transaction
		return errors.Join(err, s.(driver.Stmt).Close()) //nolint:errcheck,forcetypeassert // it is one
	}
	c.kept[text] = s
	return err
}

// execPrepared runs a statement that returns nothing.
func (c *guardedConn) execPrepared(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	res, err := s.(driver.StmtExecContext).ExecContext(ctx, args) //nolint:errcheck,forcetypeassert // see take
	if err != nil {
		return nil, c.why(errors.Join(err, s.(driver.Stmt).Close())) //nolint:errcheck,forcetypeassert // see take
	}
	return res, errors.Join(c.why(nil), c.keep(text, s))
}

// queryPrepared runs a statement, which nobody else has until its rows are closed.
func (c *guardedConn) queryPrepared(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, c.why(errors.Join(err, s.(driver.Stmt).Close())) //nolint:errcheck,forcetypeassert // see above
	}
	return &preparedRows{guardedRows{rows, c}, text, s}, nil
}

type preparedRows struct {
	guardedRows
	text string
	stmt driver.StmtQueryContext
}

// Close implements driver.Rows.
func (r *preparedRows) Close() error {
	if r.stmt == nil {
		return nil
	}
	err := r.guardedRows.Close()
	err = errors.Join(err, r.conn.keep(r.text, r.stmt))
	r.stmt = nil
	return err
}
