package parse

import "strings"

// number reads a decimal number such as "90", "1.5", "1,5" or "½" from the beginning of s.
func number(s string) (v float64, rest string, ok bool) {
	n := digits(s)
	for i := range n {
		v = v*10 + float64(s[i]-'0')
	}
	rest = s[n:]
	if after, found := strings.CutPrefix(rest, "½"); found {
		return v + 0.5, after, true
	}
	if n == 0 {
		return 0, s, false
	}
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') {
		f := digits(rest[1:])
		scale := 1.0
		for i := 1; i <= f; i++ {
			scale /= 10
			v += float64(rest[i]-'0') * scale
		}
		if f > 0 {
			rest = rest[1+f:]
		}
	}
	return v, rest, true
}

// digits counts the ASCII digits at the beginning of s.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// letters counts the ASCII letters at the beginning of s.
func letters(s string) int {
	n := 0
	for n < len(s) && 'a' <= s[n] && s[n] <= 'z' {
		n++
	}
	return n
}

// whole reads s as a number of at most size digits, -1 where it is none.
func whole(s string, size int) int {
	if s == "" || len(s) > size || digits(s) != len(s) {
		return -1
	}
	v := 0
	for i := range len(s) {
		v = v*10 + int(s[i]-'0')
	}
	return v
}

// numeral reads a number written as a word, 0 where it is none.
func numeral(s string) float64 {
	switch s {
	case "a", "an", "one":
		return 1
	case "two":
		return 2
	case "three":
		return 3
	case "four":
		return 4
	case "five":
		return 5
	case "six":
		return 6
	case "seven":
		return 7
	case "eight":
		return 8
	case "nine":
		return 9
	case "ten":
		return 10
	case "fifteen":
		return 15
	case "twenty":
		return 20
	case "thirty":
		return 30
	case "forty":
		return 40
	case "forty-five":
		return 45
	case "ninety":
		return 90
	}
	return 0
}
