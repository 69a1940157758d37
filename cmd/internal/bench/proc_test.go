package bench_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/stretchr/testify/require"
)

// cpu returns how long the program has been at work, to the nanosecond: what the system counts in hundredths of a second
// is too coarse for a program that does nothing.
func (r *running) cpu() (all time.Duration) {
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", r.cmd.Process.Pid))
	require.NoError(r.t, err)
	require.NotEmpty(r.t, tasks, "this needs a Linux that tells how long a thread has run")
	for _, task := range tasks {
		raw, err := os.ReadFile(task)
		if err != nil {
			continue // it has ended since
		}
		n, err := strconv.ParseInt(strings.Fields(string(raw))[0], 10, 64)
		require.NoError(r.t, err)
		all += time.Duration(n)
	}
	return all
}

var peak = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// memory returns the most that the program has held, in megabytes.
func (r *running) memory() float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", r.cmd.Process.Pid))
	require.NoError(r.t, err)
	m := peak.FindSubmatch(raw)
	require.NotNil(r.t, m, "this needs a Linux that tells how much a process has held")
	n, err := strconv.ParseFloat(string(m[1]), 64)
	require.NoError(r.t, err)
	return n / 1024
}
