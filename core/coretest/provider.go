package coretest

import (
	"context"
	"slices"
	"sync"

	"meetbot/core"
)

// A Provider is a core.Provider that writes down whom it admits and what it closes. It can close rooms, and enforces
// everything, until Limit says otherwise.
type Provider struct {
	mu       sync.Mutex
	enforces core.Enforcement
	problem  error
	admitted []core.Participant
	closed   []string
}

var _ core.Provider = (*Provider)(nil)

// NewProvider returns a Provider that enforces everything.
func NewProvider() *Provider {
	return &Provider{enforces: core.Enforcement{Roles: true, Window: true, Close: true}}
}

// Limit sets what the server enforces.
func (p *Provider) Limit(e core.Enforcement) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.enforces = e
}

// Break makes every further call fail with err, until it is nil.
func (p *Provider) Break(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problem = err
}

// Admit implements core.Provider.
func (p *Provider) Admit(_ context.Context, m core.Meeting, who core.Participant) (core.Admission, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.problem != nil {
		return core.Admission{}, p.problem
	}
	p.admitted = append(p.admitted, who)
	return core.Admission{Domain: "meet.test", Room: m.Room, Token: who.Role.String() + " " + who.ID}, nil
}

// Close implements core.Provider.
func (p *Provider) Close(_ context.Context, m core.Meeting) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.problem != nil {
		return p.problem
	}
	p.closed = append(p.closed, m.Room)
	return nil
}

// Enforces implements core.Provider.
func (p *Provider) Enforces() core.Enforcement {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.enforces
}

// Admitted returns who was let in, in order.
func (p *Provider) Admitted() []core.Participant {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.admitted)
}

// Closed returns the rooms that were closed, in order.
func (p *Provider) Closed() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.closed)
}
