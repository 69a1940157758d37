package core

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// ParseMeetingID reads the ID in a join link; what has not the form in which they are drawn names no meeting.
func ParseMeetingID(text string) (MeetingID, bool) {
	return MeetingID(text), len(text) == len(randomName()) && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// IsSecret tells whether text has the form of a secret of ours, that of a ticket or a session.
func IsSecret(text string) bool {
	return len(text) == len(newSecret()) && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}

// maxStoredID is how many bytes an ID or a key has at most: several stand in one row of an index.
const maxStoredID = 500

// CanName tells whether every one of the IDs or keys can name something in a Store: it is text without NUL, and of a
// length that an index takes. Any Store refuses others as NotFound.
func CanName(ids ...string) bool {
	for _, id := range ids {
		if len(id) > maxStoredID || strings.ContainsRune(id, 0) || !utf8.ValidString(id) {
			return false
		}
	}
	return true
}

// Stored is text as any Store keeps it: NUL and broken bytes, which PostgreSQL takes nowhere, stand there as U+FFFD.
func Stored(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd")
}

// RequestKey is a request's key as it is stored: one that is long, or holds what is no text, by its hash.
func RequestKey(key string) string {
	if len(key) <= 200 && CanName(key) {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	return "sha256:" + hex.EncodeToString(sum[:])
}
