package bot

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/say"
	"meetbot/core"
)

// TestACountdownStaysTrueUntilItsNextEdit in a chat that does not count by itself: it gives a time within which it is.
func TestACountdownStaysTrueUntilItsNextEdit(t *testing.T) {
	words, err := say.Load("de")
	require.NoError(t, err)
	de, now := tongue{words.In()}, time.Now()
	for left, want := range map[time.Duration][2]string{
		time.Second:      {"in under a minute", "in weniger als einer Minute"},
		time.Minute:      {"in under a minute", "in weniger als einer Minute"},
		time.Minute + 1:  {"in under 5 min", "in weniger als 5 min"},
		10 * time.Minute: {"in under 10 min", "in weniger als 10 min"},
		29 * time.Minute: {"in under 30 min", "in weniger als 30 min"},
		31 * time.Minute: {"in under an hour", "in weniger als einer Stunde"},
		time.Hour:        {"in under an hour", "in weniger als einer Stunde"},
	} {
		m := core.Meeting{Occurrence: core.Occurrence{Start: now.Add(left)}}
		require.Equal(t, [2]Span{Text(want[0]), Text(want[1])}, [2]Span{english(t).countdown(&listener{}, m, now), de.countdown(&listener{}, m, now)}, left.String())
	}
	far := core.Meeting{Occurrence: core.Occurrence{Start: now.Add(time.Hour + 1)}}
	require.Nil(t, english(t).countdown(&listener{}, far, now), "no edit is near that would keep it true")
	require.Equal(t, Moment{At: far.Start, Style: Countdown}, english(t).countdown(&counter{}, far, now))
}

// A counter is a platform that counts by itself.
type counter struct{ listener }

func (counter) CountsDown() bool { return true }

// TestEveryCardSaysInWhichLanguageItIs so that a platform adds words of its own in the same.
func TestEveryCardSaysInWhichLanguageItIs(t *testing.T) {
	c := busy(t)
	for locale, want := range map[string]string{"de-AT": "de", "": "en"} {
		for _, said := range []Said{Words("help"), Words("list"), Words("tomorrow"), Words("show #1"), Press("2{}")} {
			var card Card
			_, err := c.bot.Answer(t.Context(), Command{Sender: c.alice(), Channel: c.channel(), Locale: locale, Said: said}, func(answer Card) []byte {
				card = answer
				return nil
			})
			require.NoError(t, err)
			require.Equal(t, want, card.Language, "%v", said)
		}
	}
}
