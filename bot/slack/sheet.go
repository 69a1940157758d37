package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/core"
)

// Slack's limits of a modal, see https://docs.slack.dev/reference/views/modal-views and
// https://docs.slack.dev/reference/block-kit/elements/plain-text-input-element.
const (
	maxModal       = 24
	maxPlaceholder = 150
	maxInput       = 3000
)

// What a modal has beside the fields of a sheet: another way to say when.
const (
	whenField = "when"
	dayInput  = "day"
	timeInput = "time"
	yes       = "true"
)

// sheetID names our modals.
const sheetID = "sheet"

// A place is what a modal keeps of where it was opened. Slack gives it back as it got it.
type place struct {
	Channel string `json:"c"`
	Name    string `json:"n,omitempty"`
	Press   string `json:"p"`
}

// orOpen has something answered in the form that render gives it; or, where the answer is a sheet, opens that and returns nil.
// One that does not open is answered as a card.
func (r receiver) orOpen(ctx context.Context, trigger string, at place, render func(bot.Card) []byte, answer func(func(bot.Card) []byte) []byte) []byte {
	var card bot.Card
	out := answer(func(c bot.Card) []byte {
		card = c
		return render(c)
	})
	if card.Sheet == nil {
		return out
	}
	if err := r.open(ctx, trigger, card, at); err != nil {
		r.log.WarnContext(ctx, "form not opened", "error", err)
		return out
	}
	return nil
}

// open opens a sheet over whatever the trigger came from, within the three seconds in which it is good.
func (r receiver) open(ctx context.Context, trigger string, c bot.Card, at place) error {
	at.Press = c.Sheet.Press
	kept, err := json.Marshal(at)
	if err != nil {
		return fmt.Errorf("keep where a form was opened: %w", err)
	}
	view := r.pen(c).modal(*c.Sheet)
	view.PrivateMetadata = string(kept)
	if _, err := r.api.OpenViewContext(ctx, trigger, view); err != nil {
		return fmt.Errorf("open a form: %w", classify(err, false))
	}
	return nil
}

func (p pen) modal(s bot.Sheet) slackapi.ModalViewRequest {
	view := slackapi.ModalViewRequest{
		Type: slackapi.VTModal, CallbackID: sheetID, Title: plain(s.Title, maxModal), Submit: plain(s.Send, maxModal), Close: plain(p.Say("sheet.close"), maxModal),
	}
	for _, f := range s.Fields {
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, p.input(f))
		if f.Name == whenField {
			view.Blocks.BlockSet = append(view.Blocks.BlockSet,
				optional(dayInput, p.Say("sheet.day"), slackapi.NewDatePickerBlockElement(dayInput)),
				optional(timeInput, p.Say("sheet.time"), slackapi.NewTimePickerBlockElement(timeInput)))
		}
	}
	return view
}

func optional(name, label string, e slackapi.BlockElement) *slackapi.InputBlock {
	b := slackapi.NewInputBlock(name, plain(label, maxInput), nil, e)
	b.Optional = true
	return b
}

// input draws a field. When the meeting is may be said in another way, so that Slack cannot tell that it is missing.
func (p pen) input(f bot.Field) *slackapi.InputBlock {
	if f.YesNo {
		choice := slackapi.NewOptionBlockObject(yes, plain(p.Say("sheet.members"), maxLabel), nil)
		e := slackapi.NewCheckboxGroupsBlockElement(f.Name, choice)
		if f.Value == yes {
			e.InitialOptions = []*slackapi.OptionBlockObject{choice}
		}
		return optional(f.Name, f.Label, e)
	}
	e := slackapi.NewPlainTextInputBlockElement(nil, f.Name)
	e.Multiline = f.Long
	if f.Hint != "" {
		e.Placeholder = plain(f.Hint, maxPlaceholder)
	}
	e.InitialValue, e.MaxLength = carrier.Shorten(f.Value, max(f.Max, 1)), f.Max
	b := slackapi.NewInputBlock(f.Name, plain(f.Label, maxInput), nil, e)
	b.Optional = !f.Required || f.Name == whenField
	return b
}

// A filledView is what Slack tells of a modal that was sent, see
// https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload.
type filledView struct {
	Callback string `json:"callback_id"`
	Kept     string `json:"private_metadata"`
	State    struct {
		Values map[string]map[string]struct {
			Value   string `json:"value"`
			Date    string `json:"selected_date"`
			Time    string `json:"selected_time"`
			Options []struct {
				Value string `json:"value"`
			} `json:"selected_options"`
		} `json:"values"`
	} `json:"state"`
}

// values are those of the fields, by name. What stands in no field of ours is left out.
func (v filledView) values() map[string]string {
	out := map[string]string{}
	for name, inputs := range v.State.Values {
		in := inputs[name]
		out[name] = in.Value + in.Date + in.Time // of which one is there
		if len(in.Options) == 1 {
			out[name] = in.Options[0].Value
		}
	}
	return out
}

// submitted returns a modal that was sent as a command; false where it is none of ours.
func (i interaction) submitted() (bot.Command, bool) {
	var at place
	if i.Type != "view_submission" || i.View.Callback != sheetID || json.Unmarshal([]byte(i.View.Kept), &at) != nil {
		return bot.Command{}, false
	}
	return bot.Command{
		Sender:  core.Identity{Platform: Name, Workspace: i.Team.ID, UserID: i.User.ID},
		Name:    i.User.Name,
		Channel: core.Channel{Platform: Name, Workspace: i.Team.ID, ID: at.Channel},
		Direct:  isDirect(at.Channel) || isGroup(at.Name),
		Said:    bot.Filled{Press: at.Press, Values: i.View.values()},
		Key:     key(i.Team.ID, i.User.ID, i.TriggerID), // which is another one each time that it is sent

		Openness: openness(at.Channel, at.Name),
	}, true
}

// when puts together when the meeting is, of words or of what was picked. It says what is wrong with it, and where.
func (p pen) when(values map[string]string) (wrong map[string]string) {
	day, clock := values[dayInput], values[timeInput]
	switch words := strings.TrimSpace(values[whenField]); {
	case day == "" && clock == "":
		return nil
	case words != "":
		return map[string]string{whenField: p.Say("sheet.twice")}
	case day == "":
		return map[string]string{dayInput: p.Say("sheet.half")}
	case clock == "":
		return map[string]string{timeInput: p.Say("sheet.half")}
	}
	values[whenField] = day + " " + clock
	return nil
}

// submit answers a modal: what is wrong stands at its field, with all that was filled in, and what was done in the modal's place.
func (r receiver) submit(ctx context.Context, i interaction, c bot.Command) []byte {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	filled := c.Said.(bot.Filled) //nolint:errcheck,forcetypeassert // submitted made it
	if wrong := r.pen(bot.Card{}).when(filled.Values); wrong != nil {
		return encoded(slackapi.NewErrorsViewSubmissionResponse(wrong))
	}
	return r.pressed(ctx, i, c, r.onModal)
}

// onModal writes a card as the answer to a modal.
func (s *responder) onModal(c bot.Card) []byte {
	p := s.pen(c)
	if c.Field != "" {
		return encoded(slackapi.NewErrorsViewSubmissionResponse(map[string]string{c.Field: p.wrong(c)}))
	}
	view := slackapi.ModalViewRequest{
		Type: slackapi.VTModal, Title: plain(p.Say("sheet.booked"), maxModal), Close: plain(p.Say("sheet.close"), maxModal),
	}
	var links []bot.Button
	for _, b := range c.Buttons {
		if b.URL != "" { // what is pressed has no message to be answered in
			links = append(links, b)
		}
	}
	c.Buttons, c.Menu = links, nil
	view.Blocks.BlockSet = p.blocks(c)
	return encoded(slackapi.NewUpdateViewSubmissionResponse(&view))
}

// wrong says in plain text what is wrong with a field, and what might be meant. What is typed as a whole is no example for it.
func (p pen) wrong(c bot.Card) string {
	var out []string
	for _, line := range c.Lines {
		if !slices.ContainsFunc(line, func(s bot.Span) bool { _, typed := s.(bot.Typed); return typed }) {
			out = append(out, plainly(line))
		}
	}
	var readings []string
	for _, b := range c.Buttons {
		if b.Reading {
			readings = append(readings, b.Label)
		}
	}
	if len(readings) > 1 {
		out = append(out, p.Say("sheet.readings", "Readings", strings.Join(readings, " · ")))
	}
	return carrier.Shorten(strings.Join(out, " "), maxInput)
}

func plainly(line bot.Line) string {
	var text strings.Builder
	for _, span := range line {
		text.WriteString(words(span))
	}
	return text.String()
}

func encoded(r *slackapi.ViewSubmissionResponse) []byte {
	out, _ := json.Marshal(r) // texts always encode
	return out
}
