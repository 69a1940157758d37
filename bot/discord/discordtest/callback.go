package discordtest

import (
	"encoding/json"
	"slices"
)

// The types of first answers.
const (
	answerPong     = 1
	answerMessage  = 4
	answerDeferred = 5
	answerSilence  = 6
	answerUpdate   = 7
	answerChoices  = 8
	answerModal    = 9
)

// A Choice is one line that autocomplete offers.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// callback is the body of a first answer.
type callback struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

func (d *Discord) postCallback(q *request) (any, *refusal) {
	ix := d.running[q.vars["token"]]
	if ix == nil || ix.id != q.vars["interaction"] {
		return nil, refuse(10062)
	}
	if r := d.respond(q, ix); r != nil {
		return nil, r
	}
	if q.query.Get("with_response") != "true" {
		return nil, nil
	}
	out := object{"interaction": object{"id": ix.id, "type": ix.kind, "response_message_loading": ix.filling, "response_message_ephemeral": ix.reply != nil}}
	if ix.original != nil {
		out["resource"] = object{"type": ix.answer, "message": ix.original.object(d)}
	}
	return out, nil
}

// respond takes a first answer, by callback or in the answer to an HTTP interaction.
func (d *Discord) respond(q *request, ix *interaction) *refusal {
	var body callback
	if r := q.read(&body); r != nil {
		return r
	}
	if ix.answer != 0 {
		return refuse(40060)
	}
	if ix.void || d.opts.Now().Sub(ix.at) > firstAnswer {
		return refuse(10062)
	}
	if !slices.Contains(ix.answersAllowed(), body.Type) {
		f := form{}
		f.add("type", "INTERACTION_CALLBACK_TYPE_INVALID", "This interaction cannot be answered so.")
		return f.refusal()
	}
	var r *refusal
	switch body.Type {
	case answerMessage:
		r = d.respondMessage(q, ix, body.Data)
	case answerDeferred:
		r = d.respondDeferred(q, ix, body.Data)
	case answerSilence:
		ix.original = ix.on
	case answerUpdate:
		r = d.respondUpdate(q, ix, body.Data)
	case answerChoices:
		r = d.respondChoices(q, ix, body.Data)
	case answerModal:
		r = d.respondModal(q, ix, body.Data)
	}
	if r == nil {
		ix.acknowledge(body.Type)
	}
	return r
}

// answersAllowed lists the types of first answers that fit an interaction.
func (ix *interaction) answersAllowed() []int {
	switch {
	case ix.kind == kindAutocomplete:
		return []int{answerChoices}
	case ix.kind == kindComponent:
		return []int{answerMessage, answerDeferred, answerSilence, answerUpdate, answerModal}
	case ix.kind == kindModal && ix.on != nil:
		return []int{answerMessage, answerDeferred, answerSilence, answerUpdate}
	case ix.kind == kindModal:
		return []int{answerMessage, answerDeferred}
	}
	return []int{answerMessage, answerDeferred, answerModal}
}
