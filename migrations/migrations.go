// Package migrations holds the database schema, as steps up and down. It knows only SQL, one text for SQLite and
// PostgreSQL. Instants are BIGINT microseconds since 1970 UTC: both databases order and compare them alike.
package migrations

import "embed"

// Before is a commit of a program that has every step but the newest, in full: the one before the newest step was
// added. A test runs that program beside this one through the step.
const Before = "f87e4b86383b97e783f90506a603fa9f570a2ec4"

// Files are the steps, in the form that bun/migrate reads.
//
//go:embed *.sql
var Files embed.FS
