package bench_test

import (
	"fmt"
	"math"
	"strconv"
)

// A figure is what was measured for one line, and its floor.
type figure struct {
	value float64
	floor float64
	cut   bool   // the measurement was ended before it was over: the value is what it had come to, and the true one is above
	note  string // what a reader has to know
}

// A verdict says whether a goal is held.
type verdict string

const (
	held     verdict = "held"
	missed   verdict = "**missed**"
	untold   verdict = "not told" // cut short before it could be told
	reported verdict = "-"        // there is no goal
)

func (f figure) ratio() float64 { return f.value / f.floor }

// compared returns what the limits of a goal are compared with.
func (f figure) compared(g goal) float64 {
	if g.ratio {
		return f.ratio()
	}
	return f.value
}

func (f figure) verdict(g goal) verdict {
	switch have := f.compared(g); {
	case g.free():
		return reported
	case g.most && have > g.hold, !g.most && have < g.hold:
		return missed
	case f.cut:
		return untold
	default:
		return held
	}
}

// check returns why a figure can be none: what was not measured must not look as if it were.
func (f figure) check() error {
	for name, n := range map[string]float64{"value": f.value, "floor": f.floor} {
		if math.IsNaN(n) || math.IsInf(n, 0) || n <= 0 {
			return fmt.Errorf("its %s is %v", name, n)
		}
	}
	return nil
}

// short writes a number with three digits that count, and no more than a reader needs.
func short(n float64) string {
	switch {
	case n >= 100:
		return thousands(int(math.Round(n)))
	case n >= 10:
		return strconv.FormatFloat(n, 'f', 1, 64)
	case n >= 1:
		return strconv.FormatFloat(n, 'f', 2, 64)
	default:
		return strconv.FormatFloat(n, 'f', 3, 64)
	}
}

// thousands puts a comma before each three digits.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
