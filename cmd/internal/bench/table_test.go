package bench_test

import (
	"errors"
	"fmt"
	"strings"
)

// A table is what was measured, by the work of its goal.
type table map[string]figure

// add notes what was measured. A line that no goal asks for, or that is there already, is a fault of the harness.
func (t table) add(work string, f figure) error {
	known := false
	for _, g := range goals {
		known = known || g.work == work
	}
	if _, twice := t[work]; twice || !known {
		return fmt.Errorf("%q is measured twice, or no goal asks for it", work)
	}
	if err := f.check(); err != nil {
		return fmt.Errorf("%q: %w", work, err)
	}
	t[work] = f
	return nil
}

// write returns the table, and an error where any line is missing: half a table would look like a whole one.
func (t table) write() (string, error) {
	var out, notes strings.Builder
	var missing error
	fmt.Fprintln(&out, "| work | measured | floor | measured / floor | goal | aim | |")
	fmt.Fprintln(&out, "|---|---|---|---|---|---|---|")
	for _, g := range goals {
		f, there := t[g.work]
		if !there {
			missing = errors.Join(missing, fmt.Errorf("%q was not measured", g.work))
			continue
		}
		fmt.Fprintln(&out, line(g, f))
		if f.note != "" {
			fmt.Fprintf(&notes, "- %s: %s.\n", g.work, f.note)
		}
	}
	return out.String() + "\n" + notes.String(), missing
}

func line(g goal, f figure) string {
	above := ""
	if f.cut {
		above = "> "
	}
	return fmt.Sprintf("| %s | %s%s %s | %s %s %s | %s%s | %s | %s | %s |", g.work, above, short(f.value), g.unit,
		g.floor, short(f.floor), g.unit, above, short(f.ratio()), g.limit(g.hold), g.limit(g.aim), f.verdict(g))
}

// limit writes a limit of a goal.
func (g goal) limit(n float64) string {
	if n == 0 {
		return "-"
	}
	sign, unit := "≥ ", " "+g.unit
	if g.most {
		sign = "≤ "
	}
	if g.ratio {
		unit = " ×"
	}
	return sign + strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", n), "0"), ".") + unit
}
