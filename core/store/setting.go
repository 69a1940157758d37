package store

import (
	"context"
	"database/sql"
	"errors"
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

// Kept returns a value that Setting has kept; empty: none.
func (s *Store) Kept(ctx context.Context, name string) (value string, err error) {
	err = s.read.NewSelect().Model((*settingRow)(nil)).Column("value").Where("name = ?", name).Scan(ctx, &value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read setting: %w", err)
	}
	return value, nil
}
