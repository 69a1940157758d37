package parlourtest

import (
	"fmt"
	"net/http"

	"meetbot/bot/emulator"
)

// Fail orders a fault. One with neither Status nor Code nor Hang breaks the connection.
func (p *Parlour) Fail(f emulator.Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f.Times = max(f.Times, 1)
	p.faults = append(p.faults, &f)
}

// fault takes the fault that was ordered for a method, if there is one.
func (p *Parlour) fault(method string) *emulator.Fault {
	for _, f := range p.faults {
		if f.Times > 0 && (f.Method == "" || f.Method == method) {
			f.Times--
			return f
		}
	}
	return nil
}

func faulty(f *emulator.Fault) answer {
	switch {
	case f.Code != "":
		return answer{status: max(f.Status, http.StatusNotFound), body: failure(f.Code)}
	case f.Status != 0:
		return answer{status: f.Status, body: failure(fmt.Sprint(f.Status)), wait: f.RetryAfter}
	}
	return answer{}
}
