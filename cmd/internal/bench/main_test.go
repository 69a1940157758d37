// Package bench_test measures the whole program beside the floor of each thing it does, in one process and one run, and
// prints how they compare. It asserts no figure: a machine may be as slow as it likes. What is asserted is that the table
// is whole and its arithmetic right.
package bench_test

import (
	"os"
	"testing"
	"time"

	"meetbot/core/store/pgtest"
)

func TestMain(m *testing.M) {
	time.Local = time.UTC // as the program has it
	code := m.Run()
	pgtest.Stop()
	program.forget()
	os.Exit(code)
}
