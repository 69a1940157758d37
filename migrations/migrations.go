// Package migrations holds the database schema, as steps up and down. It knows only SQL, one text for SQLite and
// PostgreSQL. Instants are BIGINT microseconds since 1970 UTC: both databases order and compare them alike.
package migrations

import "embed"

// Before is a commit of a program that has every step but the newest, in full: the one before the newest step was
// added. A test runs that program beside this one through the step.
const Before = "6984fcef9ec858fdbbeb4d77eb806def32bbd4f3"

// Files are the steps, in the form that bun/migrate reads.
//
//go:embed *.sql
var Files embed.FS
