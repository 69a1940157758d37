// Package migrations holds the database schema, as steps up and down. It knows only SQL, one text for SQLite and
// PostgreSQL. Instants are BIGINT microseconds since 1970 UTC: both databases order and compare them alike.
package migrations

import "embed"

// Files are the steps, in the form that bun/migrate reads.
//
//go:embed *.sql
var Files embed.FS
