package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// A request is what Once answers. What is stored for it is one transaction, from the first change on.
type request struct {
	store *Store

	ctx    context.Context // from then on: that its caller hangs up takes nothing back
	cancel context.CancelFunc
	tx     bun.Tx
	leave  func(failed error) error // nil: nothing was stored yet
	stored bool                     // something was
	failed error                    // nothing more is
}

type requestKey struct{}

func requestIn(ctx context.Context) *request {
	r, _ := ctx.Value(requestKey{}).(*request)
	if r != nil && r.leave == nil && core.IsAside(ctx) {
		return nil
	}
	return r
}

// requestTime bounds what a request may take once something is stored for it, whatever becomes of its caller.
const requestTime = 10 * time.Second

var (
	// errAnswered takes back what was stored for a request that somebody else has answered meanwhile.
	errAnswered = errors.New("answered meanwhile")
	// errAnswering says that a program before the present one, which says so first, is answering it.
	errAnswering = errors.New("being answered")
)

// Once implements core.AccessStore.
func (s *Store) Once(ctx context.Context, name string, now time.Time, answer func(context.Context) []byte) (out []byte, err error) {
	if !core.CanName(name) {
		return nil, errNothing
	}
	for began := time.Now(); ; {
		err = again(ctx, func() error {
			out, err = s.once(ctx, name, now.Add(time.Since(began)), answer)
			return err
		})
		if !errors.Is(err, errAnswered) && !errors.Is(err, errAnswering) {
			return out, err
		}
		if errors.Is(err, errAnswering) && sleep(ctx, 25*time.Millisecond) != nil {
			return nil, ctx.Err()
		}
	}
}

func (s *Store) once(ctx context.Context, name string, now time.Time, answer func(context.Context) []byte) ([]byte, error) {
	if out, err := s.answered(ctx, name, now); out != nil || err != nil {
		return out, err
	}
	r := &request{store: s, cancel: func() {}}
	defer func() { r.cancel() }()
	defer func() { _ = r.end(errUnfinished) }() // of one that panicked
	out := answer(context.WithValue(ctx, requestKey{}, r))
	switch {
	case r.failed != nil:
		return nil, r.failed
	case r.leave == nil:
		// What was refused may have been so because somebody else has just done it for this very request.
		if theirs, err := s.answered(context.WithoutCancel(ctx), name, now); theirs != nil || err != nil {
			return theirs, err
		}
		return out, nil
	}
	mine, err := s.keepAnswer(s.unbroken(r.ctx), r.tx, name, now, out)
	if err == nil && !mine {
		err = errAnswered
	}
	return out, r.end(err)
}

// end commits what was stored, or takes it back. It may be called twice.
func (r *request) end(failed error) error {
	if r.leave == nil {
		return failed
	}
	leave := r.leave
	r.leave, r.stored = nil, false
	return leave(failed)
}

// write stores something for the request. What is refused has stored nothing, and all else stands; what fails takes all
// with it, so that nobody hears of half.
func (r *request) write(ctx context.Context, fn func(context.Context, bun.Tx) error) (err error) {
	if r.failed != nil {
		return r.failed
	}
	if r.leave == nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.ctx, r.cancel = context.WithTimeout(context.WithoutCancel(ctx), requestTime)
		if r.tx, r.leave, err = r.store.enter(r.ctx); err != nil {
			r.leave = nil
			r.failed = err
			return err
		}
	}
	if err = r.ctx.Err(); err == nil {
		err = fn(r.store.unbroken(r.ctx), r.tx)
	}
	var refused *core.Error
	switch {
	case err == nil:
		r.stored = true
	case !errors.As(err, &refused):
		r.failed = r.end(err)
	case !r.stored:
		_ = r.end(err)
	}
	return err
}

// reader returns what to read with: what was stored for the request at hand is seen by itself alone.
func (s *Store) reader(ctx context.Context) (context.Context, bun.IDB) {
	if r := requestIn(ctx); r != nil && r.leave != nil {
		return r.ctx, r.tx
	}
	return ctx, s.read
}

// Answered implements core.AccessStore.
func (s *Store) Answered(ctx context.Context, name string) ([]byte, error) {
	out, err := s.answered(ctx, name, time.Time{})
	if errors.Is(err, errAnswering) {
		err = nil
	}
	return out, err
}

func (s *Store) answered(ctx context.Context, name string, now time.Time) ([]byte, error) {
	var until int64
	ctx, db := s.beneath(ctx)
	kept, err := find(ctx, s, db, func(rows *sql.Rows) (answer *string, err error) {
		return answer, rows.Scan(&answer, &until)
	}, "SELECT answer, until FROM request WHERE id = ?", name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read answer: %w", err)
	case len(kept) == 0:
		return nil, nil
	case kept[0] != nil:
		return base64.StdEncoding.DecodeString(*kept[0])
	case until > micros(now):
		return nil, errAnswering
	}
	return nil, nil
}

// KeepAnswer implements core.AccessStore.
func (s *Store) KeepAnswer(ctx context.Context, name string, now time.Time, answer []byte) error {
	if !core.CanName(name) {
		return errNothing
	}
	return s.retry(ctx, func(ctx context.Context, tx bun.Tx) error {
		_, err := s.keepAnswer(ctx, tx, name, now, answer)
		return err
	})
}

// keepAnswer stores an answer, and tells whether it is the only one. Where another process is about to store one it waits.
func (s *Store) keepAnswer(ctx context.Context, tx bun.Tx, name string, now time.Time, answer []byte) (mine bool, err error) {
	n, err := s.run(ctx, tx.Tx, `INSERT INTO request (id, made_at, until, answer) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET answer = excluded.answer WHERE request.answer IS NULL AND request.until <= excluded.made_at`,
		name, micros(now), micros(now), base64.StdEncoding.EncodeToString(answer))
	if err != nil {
		return false, fmt.Errorf("keep answer: %w", err)
	}
	return n == 1, nil
}
