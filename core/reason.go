package core

// A Reason says more exactly than a Code why somebody is refused. What stands beside one are the names of its arguments.
type Reason string

// The reasons.
const (
	NoNumber          Reason = "no_number" // Number
	NoSuchTitle       Reason = "no_such_title"
	SeveralTitled     Reason = "several_titled"
	NoneLive          Reason = "none_live"
	SeveralLive       Reason = "several_live"
	NoZone            Reason = "no_zone" // Zone
	AnsweredAlready   Reason = "answered_already"
	ScheduleElsewhere Reason = "schedule_elsewhere"
	ShareElsewhere    Reason = "share_elsewhere"
	MostUpcoming      Reason = "most_upcoming" // N
	Past              Reason = "past"
	LongTitle         Reason = "long_title" // Length, Most
	LongAgenda        Reason = "long_agenda"
	NoTitle           Reason = "no_title"
	TooShort          Reason = "too_short" // Least
	TooLong           Reason = "too_long"  // Most
	NoLength          Reason = "no_length"
	CancelledAlready  Reason = "cancelled_already"
	EndedAlready      Reason = "ended_already"
	StartedNoCancel   Reason = "started_no_cancel"
	StartedNoMove     Reason = "started_no_move"
	NotStartedNoEnd   Reason = "not_started_no_end"
	IsCancelled       Reason = "is_cancelled"
	MemberUntold      Reason = "member_untold"
	EarlyUntold       Reason = "early_untold"
	NoRule            Reason = "no_rule"
	NoSeries          Reason = "no_series"
	Overlaps          Reason = "overlaps"
	AnotherAtHand     Reason = "another_at_hand"
	StartedNoSkip     Reason = "started_no_skip"
	LastOfSeries      Reason = "last_of_series"
	NotSkipped        Reason = "not_skipped"
	AfterSeries       Reason = "after_series"
	SeveralWeekdays   Reason = "several_weekdays"
	BeyondNext        Reason = "beyond_next"
	OnlyOrganizer     Reason = "only_organizer"
	OnlyHosts         Reason = "only_hosts"
	OnlyNamed         Reason = "only_named"       // Name
	OnlyNamedHosts    Reason = "only_named_hosts" // Name
	NoSuchPerson      Reason = "no_such_person"
	OrganizesIt       Reason = "organizes_it"
	NoCohost          Reason = "no_cohost"
	MostHosts         Reason = "most_hosts"   // N
	MostInvited       Reason = "most_invited" // N
	NoRSVP            Reason = "no_rsvp"
	ReplySignedOut    Reason = "reply_signed_out"
	ReplyStranger     Reason = "reply_stranger"
)
