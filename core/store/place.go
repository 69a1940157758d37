package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"meetbot/core"
)

// Places implements core.MeetingStore.
func (s *Store) Places(ctx context.Context, w core.Workspace) ([]core.Place, error) {
	var rows []struct {
		Channel string
		Open    bool
	}
	// A channel is open if every posting in it says so: they are noted together.
	ctx, db := s.reader(ctx)
	err := db.NewRaw(`SELECT channel, MIN(CASE WHEN open THEN 1 ELSE 0 END) = 1 AS open FROM posting
		WHERE platform = ? AND workspace = ? GROUP BY channel ORDER BY channel`, w.Platform, w.ID).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("read places: %w", err)
	}
	out := make([]core.Place, len(rows))
	for i, r := range rows {
		out[i] = core.Place{Channel: core.Channel{Platform: w.Platform, Workspace: w.ID, ID: r.Channel}, Open: r.Open}
	}
	return out, nil
}

// KeepPlace implements core.MeetingStore.
func (s *Store) KeepPlace(ctx context.Context, p core.Place) error {
	return s.store(ctx, "keep place", func(db bun.IDB) query {
		return db.NewUpdate().Model((*postingRow)(nil)).Set("open = ?", p.Open).
			Where("platform = ? AND workspace = ? AND channel = ? AND open <> ?", p.Platform, p.Workspace, p.ID, p.Open)
	})
}
