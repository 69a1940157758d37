package app

import "context"

// closeFiles keeps the database's files from other accounts: they hold sessions, and the key that was drawn.
func (a *App) closeFiles(ctx context.Context) {
	closed, left := a.store.Private()
	if len(closed) > 0 {
		a.log.WarnContext(ctx, "other accounts could read the database; now they cannot", "files", closed)
	}
	if len(left) > 0 {
		a.log.WarnContext(ctx, "other accounts can read the database, and this one may not change that: chmod 600 as its owner", "files", left)
	}
}
