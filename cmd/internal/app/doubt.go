package app

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ccojocar/zxcvbn-go"
)

// readable refuses texts with characters that nobody sees: they come from editors and from copying, and no token has any.
func (l *loader) readable() {
	for _, key := range slices.Sorted(maps.Keys(l.set)) {
		field, ok := l.fields[key]
		if !ok || field.Kind() != reflect.String {
			continue
		}
		value := field.String()
		if !utf8.ValidString(value) {
			l.fault("%s (%s) is not UTF-8.", key, l.set[key])
			continue
		}
		for _, r := range value {
			if r == 0 || unicode.Is(unicode.C, r) {
				l.fault("%s (%s) holds the character U+%04X, which nobody can see; write the value anew.", key, l.set[key], r)
				break
			}
		}
		l.unquoted(key, value)
		if value != strings.TrimSpace(value) {
			l.warn("%s (%s) begins or ends with a blank, which counts as part of it.", key, l.set[key])
		}
	}
}

// unquoted refuses quotation marks around a value: docker --env-file and systemd take them as part of it. Those around a
// secret that a Jitsi server reads from the same file are the same there.
func (l *loader) unquoted(key, value string) {
	const marks = "\"'`"
	if n := len(value); n < 2 || value[0] != value[n-1] || !strings.ContainsRune(marks, rune(value[0])) {
		return
	}
	if key == "jitsi.secret" {
		l.warn("%s (%s) is in quotation marks, which count as part of it; the Jitsi server must have them too.", key, l.set[key])
		return
	}
	l.fault("%s (%s) is in quotation marks, which count as part of it; leave them out.", key, l.set[key])
}

// doubts warns of what works, and may not be meant.
func (l *loader) doubts() {
	const wanted = 32 // RFC 7518, 3.2: a key of HS256 has as many bits as its hash
	if n := len(l.config.Jitsi.Secret); l.config.Jitsi.Mode == "jwt" && n >= shortestSecret && n < wanted {
		l.warn("jitsi.secret has %d characters; %d and more are safe: openssl rand -hex 32, and the same at the Jitsi server.", n, wanted)
	}
}

// shortestSecret is how short a secret that signs tokens may be, in bytes: a shorter one is found by trying.
const shortestSecret = 16

// guessable tells whether a key follows a plain pattern: a few bytes and no others, a part that comes again and again, or
// a sequence. Of 16 hexadecimal digits that were drawn, one in two million has as few as four different ones.
func guessable(key []byte) bool {
	const fewest = 5
	if different(key) < fewest || sequence(key) || placeholder(key) {
		return true
	}
	for n := 1; n <= len(key)/2; n++ {
		if repeats(key, n) {
			return true
		}
	}
	return false
}

// placeholder tells whether a key is made of words, rows of keys, digits one knows and the like, as what stands in
// instructions in place of one is. How many bits are wanted for each character lies well below what drawn ones have: of 3,000
// of 16 characters in base64 none had fewer than 3.3, of as many in hexadecimal digits none fewer than 1.9, and longer ones
// have more.
func placeholder(key []byte) bool {
	text := string(key)
	if !utf8.Valid(key) || len(text) > 100 {
		return false
	}
	least := min(3*float64(len(text)), 80)
	switch {
	case strings.Trim(text, "0123456789") == "" && len(text) < 32:
		return true
	case strings.Trim(strings.ToLower(text), "0123456789abcdef") == "":
		least = 1.6 * float64(len(text))
	}
	return zxcvbn.PasswordStrength(text, known).Entropy < least
}

// known are parts of secrets that stand in instructions, and whole ones that stand in many of them.
var known = []string{
	"meetbot", "jitsi", "jwt", "app", "secret", "your", "my", "deadbeef", "cafe", "babe", "feed", "face",
	"a-string-secret-at-least-256-bits-long", "000102030405060708090a0b0c0d0e0f", "0102030405060708090a0b0c0d0e0f10", "00112233445566778899aabbccddeeff",
}

func different(key []byte) int {
	seen := map[byte]bool{}
	for _, b := range key {
		seen[b] = true
	}
	return len(seen)
}

func repeats(key []byte, n int) bool {
	for i := n; i < len(key); i++ {
		if key[i] != key[i-n] {
			return false
		}
	}
	return len(key) > n
}

func sequence(key []byte) bool {
	for i := 2; i < len(key); i++ {
		if key[i]-key[i-1] != key[1]-key[0] {
			return false
		}
	}
	return len(key) > 2
}
