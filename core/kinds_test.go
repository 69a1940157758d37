package core

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// declared returns the kinds that the source declares.
func declared(t *testing.T) (out []Kind) {
	file, err := parser.ParseFile(token.NewFileSet(), "kinds.go", nil, 0)
	require.NoError(t, err)
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if ok && strings.HasPrefix(v.Names[0].Name, "Kind") {
			name, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			out = append(out, Kind(name))
		}
		return true
	})
	return out
}

func TestEveryKindHasOneEntry(t *testing.T) {
	require.ElementsMatch(t, declared(t), Kinds())
	for i, k := range Kinds() {
		e := k.entry()
		require.Equal(t, k, e.kind)
		require.Equal(t, i, k.Priority(), k)
		require.NotNil(t, e.noticed, k)
		require.True(t, e.during != nil || e.fresh > 0 || e.stays, "%s is never overtaken", k)
		require.False(t, e.stays && e.posts, "%s is said to nobody", k)
		require.False(t, e.wayIn && !e.posts, "%s puts up no way in", k)
		require.False(t, e.again && !e.posts, "%s may be made as often as one likes", k)
		require.False(t, e.first != nil && e.to != toPerson, "%s is no news to anybody", k)
	}
}

func TestAKindOfANewerProgramIsNotSaidTwice(t *testing.T) {
	k := Kind("unheard of")
	require.Equal(t, -1, k.Priority())
	require.True(t, k.Posts())
	require.False(t, k.entry().again)
	require.True(t, overtaken(meeting(time.Hour, time.Hour, "1").Occurrence, Announcement{Kind: k, Due: noon}, noon.Add(day+1)))
}

// TestAnAnnouncementGoesWhereItsKindGoes holds the plan against the table.
func TestAnAnnouncementGoesWhereItsKindGoes(t *testing.T) {
	mirrored := usual
	mirrored.Mirrored = []string{"slack"}
	for _, a := range (&Service{policy: mirrored}).planFor(meeting(2*time.Hour, time.Hour, ""), []Person{alice}, noon) {
		direct, _ := alice.Direct(team.Home())
		want := map[whither]Channel{toChannel: team, toPerson: direct, toCalendar: team.Home().calendar(), toRoom: {}}
		require.Equal(t, want[a.Kind.entry().to], a.Channel, a.Kind)
	}
}

// TestWhatIsSaidInPlaceOfAKindIsSaidDirectly to the organizer, so it must be something to say.
func TestWhatIsSaidInPlaceOfAKindIsSaidDirectly(t *testing.T) {
	m := meeting(time.Hour, time.Hour, "")
	for _, k := range Kinds() {
		for _, state := range []Delivery{Unsure, Dead} {
			for _, instead := range substitutes(m, Announcement{Kind: k, Channel: team, State: state, Due: noon}, ErrGone) {
				require.True(t, instead.Posts(), "%s in place of %s", instead, k)
				require.True(t, instead == k || instead.entry().first != nil, "%s is told of %s at each change", instead, k)
			}
		}
	}
}

func TestWhatNobodyNotices(t *testing.T) {
	var unnoticed, closing []Kind
	for _, k := range Kinds() {
		if !k.Noticed(Enforcement{}) {
			unnoticed = append(unnoticed, k)
		}
		if k.Noticed(Enforcement{Close: true}) != k.Noticed(Enforcement{}) {
			closing = append(closing, k)
		}
	}
	require.Equal(t, []Kind{KindClose, KindEdit, KindEvent, KindCountdown, KindOver, KindRetract, KindTurn}, unnoticed)
	require.Equal(t, []Kind{KindClose}, closing)
}
