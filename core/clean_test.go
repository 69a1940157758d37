package core

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// realWords are words of real scripts, and emoji, that stay as they are.
var realWords = []string{
	"Zoë 日本", "e\u0301quipe", "Nguyễn Thị Tuyết", "Nguye\u0302\u0303n Thi\u0323", "ผู้ใหญ่ น้ำ", "שָׁלוֹם", "בְּרֵאשִׁ֖ית", "हिन्दी क्षत्रिय", "क्\u200dष",
	"می\u200cخواهم", "مُحَمَّدٌ", "لျှို့ဝှက်", "လွှို့", "བསྒྲུབས", "ශ්\u200dරී", "한국어 회의", "👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3",
	"🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F", "🇩🇪 👍🏽", "葛\U000E0100城", "<b>Bob</b>", "\u0600\u0661\u0662",
}

func TestRealWordsStay(t *testing.T) {
	for _, word := range realWords {
		require.Equal(t, word, CleanText(word), "%+q", word)
		require.Equal(t, word, CleanName(word), "%+q", word)
	}
}

func TestWhatMustNotBeShownIsLeftOut(t *testing.T) {
	for typed, want := range map[string]string{
		"  Bob \t of\nTown ":                        "Bob of Town",
		"line\u2028sep\u2029par\u0085next":          "line sep par next",
		"Bob\u202eevil\u2066 \u200e\u061cx":         "Bobevil x",
		"B\x00o\x1bb\x7f\u009b":                     "Bob",
		"Bob\xff\xfe":                               "Bob",
		"\ufeffBob\ufffd\ufffc\uffff\U0001FFFE":     "Bob",
		"a\u200bb\u2060c\u00add\u180ee":             "abcde",
		"a\u034fb\u17b5c\u2065d\ufff0e\U000E0001f":  "abcdef",
		"x\U000E0041\U000E0042":                     "x",
		"x\ufe0f\ufe0f\ufe0e\U000E0100":             "x\ufe0f",
		"a\u200d\u200d\u200db":                      "a\u200db",
		"a\u200d b\u200c":                           "a b",
		"a\uf8ffb\U000F0000":                        "ab",
		"\u0301\u0302a \u0303b":                     "a b",
		"a" + strings.Repeat("\u0301", 50) + "b":    "a" + strings.Repeat("\u0301", 6) + "b",
		"🏴" + strings.Repeat("\U000E0067", 50):      "🏴" + strings.Repeat("\U000E0067", 7),
		"Bob\u3164\u115f\u2800\U0001D159\uffa0Town": "Bob Town",
	} {
		require.Equal(t, want, CleanText(typed), "%+q", typed)
	}
}

// TestWhatShowsNothingIsNoName: also one of many invisible characters together.
func TestWhatShowsNothingIsNoName(t *testing.T) {
	var all strings.Builder
	for _, r := range "\u3164\u115f\u1160\uffa0\u2800\u200b\u200c\u200d\u2060\u2063\u180e\u00ad\ufe0f\ufe00\u034f\u17b4\U000E0041\U000E0100\U0001D159\u0301\u20e3\u202e\u00a0\ufeff\x00\u0085" {
		require.Empty(t, CleanName(string(r)), "%U", r)
		all.WriteRune(r)
	}
	require.Empty(t, CleanName(all.String()))
	require.Empty(t, CleanName(string(make([]rune, 100))))
	require.Empty(t, CleanName(" \xff\xc0\x80 "))
	require.Equal(t, "bob", NameFrom("", "\u3164", "bo\x00b", "carol"))
	require.Empty(t, NameFrom("\u200b"))
}

func TestANameHasABound(t *testing.T) {
	const long = "ääääääääääääääääääääääääääääääääääääääääääääääääää" // 50 characters, 100 bytes
	require.Equal(t, "1234567890"+long, CleanName("1234567890"+long+"rest!"))
	require.Equal(t, "123456789"+long, CleanName("123456789"+long+" rest"), "no space at the end")
	require.Equal(t, "12345678"+long+"x", CleanName("12345678"+long+"x\u200dy"), "no joiner either")
}

// TestCleanTextIsClean holds for whatever comes: it is text, on one line, and cleaning it again changes nothing.
func TestCleanTextIsClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
			rapid.StringOf(rapid.SampledFrom([]rune("a \x00\u0301\u0302\u200d\u200c\ufe0f🏴\U000E0067\u3164\u202e字\u0b95\u0bcd")))).Draw(t, "in")
		out := CleanText(in)
		if !utf8.ValidString(out) || CleanText(out) != out {
			t.Fatalf("%+q became %+q, and that %+q", in, out, CleanText(out))
		}
		for _, r := range out {
			if r == 0 || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.IsSpace(r) && r != ' ' {
				t.Fatalf("%+q holds %U", out, r)
			}
		}
	})
}
