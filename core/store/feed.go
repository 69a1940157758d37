package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"meetbot/core"
)

type feedRow struct {
	bun.BaseModel `bun:"table:feed"`

	Platform  string `bun:",pk"`
	Workspace string `bun:",pk"`
	UserID    string `bun:",pk"`
	Hash      string
	Sealed    string
}

// KeepFeed implements core.AccessStore.
func (s *Store) KeepFeed(ctx context.Context, f core.Feed) error {
	if !core.CanName(f.Hash) || !named(f.Identity) {
		return errNothing
	}
	row := feedRow{Platform: f.Identity.Platform, Workspace: f.Identity.Workspace, UserID: f.Identity.UserID, Hash: f.Hash, Sealed: f.Sealed}
	return s.store(ctx, "keep feed", func(db bun.IDB) query {
		return db.NewInsert().Model(&row).On("CONFLICT (platform, workspace, user_id) DO UPDATE").Set("hash = EXCLUDED.hash, sealed = EXCLUDED.sealed")
	})
}

// Feed implements core.AccessStore.
func (s *Store) Feed(ctx context.Context, hash string) (core.Feed, error) {
	if !core.CanName(hash) {
		return core.Feed{}, errNothing
	}
	return s.feed(ctx, "hash = ?", hash)
}

// FeedOf implements core.AccessStore.
func (s *Store) FeedOf(ctx context.Context, who core.Identity) (core.Feed, error) {
	if !named(who) {
		return core.Feed{}, errNothing
	}
	return s.feed(ctx, "platform = ? AND workspace = ? AND user_id = ?", who.Platform, who.Workspace, who.UserID)
}

func (s *Store) feed(ctx context.Context, where string, args ...any) (core.Feed, error) {
	var row feedRow
	if err := s.read.NewSelect().Model(&row).Where(where, args...).Scan(ctx); err != nil {
		return core.Feed{}, fmt.Errorf("read feed: %w", notFound(err))
	}
	who := core.Identity{Platform: row.Platform, Workspace: row.Workspace, UserID: row.UserID}
	return core.Feed{Hash: row.Hash, Identity: who, Sealed: row.Sealed}, nil
}
