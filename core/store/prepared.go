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

// queryPrepared runs a statement, which nobody else has until its rows are closed.
func (c *guardedConn) queryPrepared(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, ok := c.kept[text]
	if !ok {
		fresh, err := c.PrepareContext(ctx, text)
		if err != nil {
			return nil, err
		}
		s = fresh.(driver.StmtQueryContext) //nolint:errcheck,forcetypeassert // we pin the driver's version
	}
	delete(c.kept, text)
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
	if len(r.conn.kept) >= mostPrepared {
		err = errors.Join(err, r.conn.kept.close())
	}
	if r.conn.kept == nil {
		r.conn.kept = prepared{}
	}
	if _, other := r.conn.kept[r.text]; other { // of somebody who asked the same meanwhile, in the same transaction
		err = errors.Join(err, r.stmt.(driver.Stmt).Close()) //nolint:errcheck,forcetypeassert // see queryPrepared
	} else {
		r.conn.kept[r.text] = r.stmt
	}
	r.stmt = nil
	return err
}
