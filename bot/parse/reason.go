package parse

import "fmt"

// A Reason says why words are refused, or what is asked back. What stands beside one are the names of its arguments.
type Reason string

// The reasons.
const (
	TextTooLong     Reason = "text_too_long" // Most
	NotText         Reason = "not_text"
	OtherCommand    Reason = "other_command"
	WhichMeeting    Reason = "which_meeting"
	RenameWhat      Reason = "rename_what"
	CohostWho       Reason = "cohost_who"
	RemindWhen      Reason = "remind_when"
	MoveWhen        Reason = "move_when"
	NotATime        Reason = "not_a_time"
	NotPartOfTime   Reason = "not_part_of_time"
	TitleTooLong    Reason = "title_too_long" // Most, Length
	Untimed         Reason = "untimed"
	MoveUntimed     Reason = "move_untimed"
	DayOnly         Reason = "day_only"
	InWhat          Reason = "in_what"
	NowOrLater      Reason = "now_or_later"
	TwoTimes        Reason = "two_times"
	DateBeside      Reason = "date_beside"
	TwoDates        Reason = "two_dates"
	TwoZones        Reason = "two_zones"
	TwoLengths      Reason = "two_lengths"
	SeveralDays     Reason = "several_days"
	Repeating       Reason = "repeating"
	MoveRepeats     Reason = "move_repeats"
	OverBefore      Reason = "over_before"
	OpenTime        Reason = "open_time"
	OpenDay         Reason = "open_day"
	OtherWeekday    Reason = "other_weekday"  // Weekday
	NoSuchDay       Reason = "no_such_day"    // Day, Month
	NoSuchDayIn     Reason = "no_such_day_in" // Day, Month, Year
	NoSuchMonth     Reason = "no_such_month"  // Number
	NoSuchTime      Reason = "no_such_time"
	NoSuchHour      Reason = "no_such_hour" // Hour, Half
	LeapSecond      Reason = "leap_second"
	NotInMorning    Reason = "not_in_morning"   // Clock
	NotInAfternoon  Reason = "not_in_afternoon" // Clock
	NotInEvening    Reason = "not_in_evening"   // Clock
	DayOrMonth      Reason = "day_or_month"
	WhichMidnight   Reason = "which_midnight"
	TwiceThen       Reason = "twice_then"
	SkippedThen     Reason = "skipped_then"
	ClocksAtEnd     Reason = "clocks_at_end"
	EndsAtStart     Reason = "ends_at_start"
	WhichEnd        Reason = "which_end"
	NextDay         Reason = "next_day"
	Over            Reason = "over" // Ago
	InThePast       Reason = "in_the_past"
	ThatIsNow       Reason = "that_is_now"
	TooFar          Reason = "too_far"
	NoSuchZone      Reason = "no_such_zone"
	ZoneUnknown     Reason = "zone_unknown"
	WhichZone       Reason = "which_zone"
	NoSuchOffset    Reason = "no_such_offset"
	NotALength      Reason = "not_a_length"
	ZeroLength      Reason = "zero_length"
	NegativeLength  Reason = "negative_length"
	LengthTooShort  Reason = "length_too_short" // Least
	LengthTooLong   Reason = "length_too_long"
	SeveralLengths  Reason = "several_lengths"
	BareLength      Reason = "bare_length"
	PlainDigits     Reason = "plain_digits"
	OtherDigits     Reason = "other_digits"
	NotANumber      Reason = "not_a_number"
	Mistyped        Reason = "mistyped" // Meant
	NotKnown        Reason = "not_known"
	NotThen         Reason = "not_then"
	WhichReading    Reason = "which_reading"
	WhichHour       Reason = "which_hour"
	AtNight         Reason = "at_night"
	NotInForce      Reason = "not_in_force"
	Elsewhere       Reason = "elsewhere"
	WhoMayCome      Reason = "who_may_come"
	TwoRepeats      Reason = "two_repeats"
	TooOften        Reason = "too_often"
	HowOften        Reason = "how_often"
	LongerOrLater   Reason = "longer_or_later"
	EarlierOrLater  Reason = "earlier_or_later"
	EndsAlready     Reason = "ends_already"
	WouldShorten    Reason = "would_shorten"
	WouldLengthen   Reason = "would_lengthen"
	MuchLonger      Reason = "much_longer" // Length
	EndIsOver       Reason = "end_is_over"
	ShortenHow      Reason = "shorten_how"
	MinutesOrHour   Reason = "minutes_or_hour"
	MinutesOrNumber Reason = "minutes_or_number"
	MeetingNamed    Reason = "meeting_named" // Ref
)

// A Why is a Reason with its arguments, names and values by turns.
type Why struct {
	Reason Reason
	Args   []any
}

func because(r Reason, args ...any) *Why { return &Why{r, args} }

// Error is a refusal. It names the part, says why, and shows one corrected example; the words for it are the reader's.
type Error struct {
	Part string // the words it is about, as typed; empty when something is missing
	Why
	Example   Form      // one corrected command, whole, or the one field that it is about
	Choices   []Request // the readings, where it is to be asked back
	Read      *Request  // what was read, where it is understood but cannot be done
	About     *Request  // Move, Extend: names the meeting, with which as Input.Meeting the same words may say something else
	NeedsZone bool      // the time cannot be read without knowing the person's zone
}

// Asks tells whether an Error asks something, rather than refuse what cannot be: there is something to choose, or missing.
func (e *Error) Asks() bool {
	switch e.Reason {
	case WhichMeeting, RenameWhat, CohostWho, RemindWhen, MoveWhen, Untimed, MoveUntimed, DayOnly, InWhat, WhichHour, OpenTime, OpenDay, ZoneUnknown,
		HowOften, ShortenHow, SeveralDays, NotThen:
		return true
	}
	return len(e.Choices) > 0
}

// Error names the refusal for the log.
func (e *Error) Error() string { return fmt.Sprintf("%q: %s %v", e.Part, e.Reason, e.Args) }

// sample is a command that shows most of what there is to say.
func sample() Form {
	return NewForm(New, "when", "tomorrow 15:00", "title", "review", "duration", "45m")
}

// refuse makes an Error with an example.
func (in Input) refuse(part string, why *Why, example Form) *Error {
	return &Error{Part: part, Why: *why, Example: example}
}
