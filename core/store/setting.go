package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

type settingRow struct {
	bun.BaseModel `bun:"table:setting"`

	Name  string `bun:"name,pk"`
	Value string
}

// Setting returns a value that is drawn once, by whoever asks first, and kept.
func (s *Store) Setting(ctx context.Context, name string, draw func() string) (string, error) {
	row := settingRow{Name: name, Value: draw()}
	err := s.store(ctx, "keep setting", func(db bun.IDB) query { return db.NewInsert().Model(&row).On("CONFLICT (name) DO NOTHING") })
	if err != nil {
		return "", err
	}
	if err := s.db.NewSelect().Model(&row).WherePK().Scan(ctx); err != nil {
		return "", fmt.Errorf("read setting: %w", err)
	}
	return row.Value, nil
}
