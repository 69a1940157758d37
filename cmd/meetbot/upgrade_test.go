package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core/store/pgtest"
	"meetbot/migrations"
)

// TestARollingUpgradeLosesNothing runs the program of before the newest step of the schema on a PostgreSQL, and this one
// beside it, which takes the step, while meetings start and end: each has one card, one start and one end.
func TestARollingUpgradeLosesNothing(t *testing.T) {
	t.Parallel()
	database := pgtest.Database(t)
	// So few to a channel that none is over before its card gets through Discord's limit, of which both have their share.
	channels := *meetings/5 + 1
	d, settings := newDiscord(t, channels)
	settings = append(settings, secretKey, "MEETBOT_LOG_LEVEL=info")
	site := func(binary string) *killSite {
		s := &killSite{running: newRunning(t, database), discord: d, database: database, channels: channels}
		s.binary, s.environ = binary, append(s.environ, settings...)
		return s
	}
	old, next := site(programBefore(t)), site("")
	old.start()
	first, last := old.callInTurn()
	<-time.After(time.Until(first))
	next.start()
	if newest := steps(t)[len(steps(t))-1]; newest != lastStarred {
		require.Contains(t, next.log.String(), newest, "it takes the step while meetings start")
	}
	<-time.After(time.Until(last))
	require.NotEmpty(t, old.ready(), "the old one goes on beside it")
	require.NoError(t, old.program.Process.Signal(syscall.SIGTERM))
	require.NoError(t, <-old.exited)
	next.untilAllIsMade()
	next.onceEach()
}

// callInTurn calls meetings that start in each of ten seconds, and end in each of the ten after. It returns when the
// first one starts, and the last.
func (s *killSite) callInTurn() (first, last time.Time) {
	ctx, cancel := context.WithTimeout(s.t.Context(), 20*time.Second)
	defer cancel()
	require.NoError(s.t, s.discord.WaitConnected(ctx))
	first = time.Now().Add(time.Duration(*meetings) * 75 * time.Millisecond).Add(2 * time.Second)
	people, channels := s.discord.People(), s.discord.Channels()
	for i := range *meetings {
		in := max(time.Until(first.Add(time.Duration(i%10)*time.Second)), time.Second).Seconds()
		text := fmt.Sprintf("/meet new when:in %.0f seconds title:%s duration:10s", in, title(i))
		_, err := s.discord.Type(people[i%len(people)].ID, channels[i%s.channels].ID, text)
		require.NoError(s.t, err)
	}
	return first, first.Add(9 * time.Second)
}

// lastStarred is the last step from before steps that the program before goes on beside.
const lastStarred = "20261125000002"

// programBefore builds the program of the commit that migrations.Before names, from the history of this repository. It
// is built once, into the build folder.
func programBefore(t *testing.T) string {
	t.Helper()
	root := strings.TrimSpace(git(t, ".", "rev-parse", "--show-toplevel"))
	if exec.Command("git", "-C", root, "cat-file", "-e", migrations.Before+"^{commit}").Run() != nil {
		t.Fatalf("the history here does not hold commit %s, the program before the newest step: git fetch --unshallow (fetch-depth: 0 in CI)", migrations.Before)
	}
	requireAllButTheNewest(t, strings.Fields(git(t, root, "ls-tree", "--name-only", migrations.Before, "migrations/")))
	program := filepath.Join(root, "build", "before-"+migrations.Before)
	if _, err := os.Stat(program); err == nil {
		return program // a commit stays as it is, and so does the program of it
	}
	dir := t.TempDir()
	git(t, root, "archive", "--format=tar", "-o", filepath.Join(dir, "source.tar"), migrations.Before)
	out, err := exec.Command("tar", "-xf", filepath.Join(dir, "source.tar"), "-C", dir).CombinedOutput()
	require.NoError(t, err, "%s", out)
	half := fmt.Sprintf("%s-%d", program, os.Getpid())
	build := exec.Command("go", "build", "-buildvcs=false", "-o", half, "./cmd/meetbot")
	build.Dir = dir
	out, err = build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.NoError(t, os.Rename(half, program))
	return program
}

// requireAllButTheNewest holds that the commit before is the commit before.
func requireAllButTheNewest(t *testing.T, files []string) {
	t.Helper()
	var before []string
	for _, f := range files {
		if step, _, up := strings.Cut(path.Base(f), "_"); up && strings.HasSuffix(f, ".up.sql") {
			before = append(before, step)
		}
	}
	slices.Sort(before)
	want := steps(t)
	if want[len(want)-1] != lastStarred {
		want = want[:len(want)-1]
	}
	require.Equal(t, want, before, "migrations.Before has to name a commit with every step but the newest: the one before that was added")
}

// steps returns the steps of this program, the newest last.
func steps(t *testing.T) (names []string) {
	t.Helper()
	files, err := fs.Glob(migrations.Files, "*.up.sql")
	require.NoError(t, err)
	for _, f := range files {
		step, _, _ := strings.Cut(f, "_")
		names = append(names, step)
	}
	slices.Sort(names)
	return names
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var problem bytes.Buffer
	c := exec.Command("git", append([]string{"-C", dir}, args...)...)
	c.Stderr = &problem
	out, err := c.Output()
	require.NoError(t, err, "this test needs the repository's history: git %s: %s", strings.Join(args, " "), problem.String())
	return string(out)
}
