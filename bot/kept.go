package bot

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// kept stands behind the version of a button whose request is kept, and before the name under which it is.
const kept = "#"

// errOutdated says that a button carries what we cannot read, or what is not kept any more.
var errOutdated = errors.New("that button carries no request")

// fitting keeps what is too long for the buttons of a card, for as long as answers are kept, and has them carry its name.
func (b *Bot) fitting(ctx context.Context, c Card) (Card, error) {
	var long []string
	name := rand.Text()
	fit := func(all []Button) {
		for i, button := range all {
			if utf8.RuneCountInString(button.Press) > MaxPress {
				all[i].Press = version + kept + name + "." + strconv.Itoa(len(long))
				long = append(long, button.Press)
			}
		}
	}
	fit(c.Buttons)
	fit(c.Menu)
	if len(long) == 0 {
		return c, nil
	}
	raw, err := json.Marshal(long)
	if err != nil {
		return c, fmt.Errorf("write requests: %w", err)
	}
	ctx = context.WithoutCancel(ctx) // the answer is stored, too, for somebody who hung up
	return c, b.service.Keep(ctx, kept+name, raw)
}

// keptAs returns the request that is kept under a name.
func (b *Bot) keptAs(ctx context.Context, name string) (request, error) {
	name, number, _ := strings.Cut(name, ".")
	raw, err := b.service.Kept(ctx, kept+name)
	if err != nil {
		return request{}, fmt.Errorf("find the request of a button: %w", err)
	}
	var long []string
	i, err := strconv.Atoi(number)
	if err != nil || json.Unmarshal(raw, &long) != nil || i < 0 || i >= len(long) {
		return request{}, errOutdated
	}
	r, ok := unpress(long[i])
	if !ok {
		return request{}, errOutdated
	}
	return r, nil
}
