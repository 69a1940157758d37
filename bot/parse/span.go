package parse

import "time"

// kind is what a stretch of text says. The order of the first ones is that of kindNames.
type kind uint8

const (
	noKind       kind = iota
	intKind           // a number in digits
	numKind           // a number in words
	artKind           // a, an
	ordKind           // 1st, first; -1: last
	qtyKind           // a quantity: 1.5
	unitKind          // of time
	amountKind        // a quantity of units
	weekdayKind       // the name of one
	setKind           // several weekdays
	pluralKind        // mondays
	monthKind         // the name of one
	yearKind          // next year
	partKind          // of the day
	halfKind          // am, pm
	dayKind           // a day
	openKind          // what says a day only roughly
	clockKind         // a time of day, perhaps with an end
	vagueKind         // what says a time of day, or an instant, only roughly
	relKind           // so long from now
	instKind          // a day and a time in one word
	lengthKind        // how long
	endKind           // until when
	zoneKind          // of time
	cityKind          // a place that has one
	repeatKind        // how it repeats
	untilKind         // how long it repeats
	exceptKind        // when it does not
	nowKind           // at once
	membersKind       // members only
	personKind        // @bob
	withKind          // who is invited
	channelKind       // #design
	whereKind         // where it is announced
	leadKind          // words of a sentence around it that say nothing
	calledKind        // what stands before a title
	notKind           // what is not meant
	glueKind          // what joins times to each other or to a title
	shiftKind         // a move by so much
	hintKind          // a word that belongs to a time where it stands beside one
	towardKind        // what leads to the time of a move
	longerKind        // by how much something lasts longer
	totalKind         // how long it lasts in all
	fillerKind        // what says nothing between a verb and what it is done to
	questionKind      // what begins a question
	kinds
)

var kindNames = [...]string{
	"", "int", "num", "art", "ord", "qty", "unit", "amount", "weekday", "set", "plural", "month", "year", "part", "half", "day", "open",
	"clock", "vague", "rel", "inst", "length", "end", "zone", "city", "repeat", "until", "except", "now", "members", "person", "with",
	"channel", "where", "lead", "called", "not", "glue", "shift", "hint", "toward", "longer", "total", "filler", "question",
}

func kindOf(name string) kind {
	for k, n := range kindNames {
		if n == name && n != "" {
			return kind(k)
		}
	}
	return noKind
}

// value is what a span says. Which fields count depends on the kind.
type value struct {
	n, width int
	weak     bool // counts only beside others: a bare hour, a length without "for"
	marked   bool // a word such as "at" says what it is
	wordy    bool // a number in words, which counts as an hour only where it is marked
	either   bool // the two of a day or a clock are alternatives
	date     date
	other    date  // the second of two days
	clock    clock // a time of day
	till     clock // the end, where hasTill
	hasTill  bool
	amount   amount
	loc      *time.Location
	zones    string // the zones that may be meant, by their names, with commas between them
	tillZone string // the same of the second of two clocks
	repeat   *Repeat
	fault    *Why // it is meant, but wrong
}

// Parts of the day.
const (
	morning = 1 + iota
	afternoon
	evening
	night
	midday
)

// date is a day as people say it; which day that is depends on today.
type date struct {
	kind    dateKind
	n       int // days from today, or the weekday, or the day of a month
	civil   civil
	plus    amount // "a week from friday"
	swapped bool   // month and day may be meant the other way round
	weekday bool   // n is the weekday that was typed beside the date
	nth     int    // of nthDate: the first is 1, the last is -1
	part    int    // of the day
}

type dateKind int

const (
	offsetDate  dateKind = iota // so many days from today
	weekdayDate                 // the next such weekday, today included
	weekDate                    // that weekday of the week that is civil.day weeks ahead
	lastWeekday                 // that weekday of the past
	dayDate                     // the next such day of a month, n
	monthDate                   // a day of a month, in whichever year comes
	fullDate
	nthDate // the nth weekday n of a month, or of the month that is civil.day months ahead
)

// clock is a time of day as typed.
type clock struct {
	hour, minute, second int
	half                 string // "am" or "pm" where it was typed
	part                 int    // of the day, where it was typed
	bare                 bool   // an hour alone
	padded               bool   // "09:00"
	midnight             bool   // by name; hour is 24 then
	noon                 bool   // by name
	joint                bool   // "1430", "15.30": may be any other number
	same                 bool   // the time that it is now
	approx               bool
}

// unit is a unit of time; a smaller one has a higher number.
type unit int

const (
	noUnit unit = iota
	year
	month
	week
	day
	hour
	minute
	second
)

// amount is a length of time as people say it: "1h 30m", "an hour and a half", "2 days".
type amount struct {
	months, days int           // of the calendar
	length       time.Duration // of the clock
	top, last    unit          // the greatest and the smallest unit; what follows must be smaller
	huge         bool          // more than can be counted
	short        bool          // the unit is one letter or so: 30m, not 30 minutes
}
