package say

import "meetbot/core"

// Refusal says why core did not do what somebody asked for.
func (l *Language) Refusal(e *core.Error) string {
	if e.Reason != "" {
		return l.Say(Key("refusal").Of(string(e.Reason)), e.Args...)
	}
	return l.Say(Key("refusal").Of(string(e.Code)), e.Args...)
}
