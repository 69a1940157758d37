// Package migrations holds the database schema, as steps up and down. It knows only SQL, one text for SQLite and
// PostgreSQL. Instants are BIGINT microseconds since 1970 UTC: both databases order and compare them alike.
package migrations

import "embed"

// Before is a commit of a program that has every step but the newest, in full: the one before the newest step was
// added. A test runs that program beside this one through the step.
const Before = "ad5317df02592f0b52cc9ce9b4e7e41d3c400a43"

// Files are the steps, in the form that bun/migrate reads.
//
//go:embed *.sql
var Files embed.FS
