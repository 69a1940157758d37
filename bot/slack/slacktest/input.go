package slacktest

import (
	"fmt"
	"strconv"
	"strings"
)

// initial is what an input begins with, in the form that Submit takes.
func initial(e map[string]any) string {
	switch e["type"] {
	case "static_select", "radio_buttons":
		return optionLabel(e["initial_option"])
	case "checkboxes", "multi_static_select":
		var labels []string
		for _, o := range list(e["initial_options"]) {
			labels = append(labels, optionLabel(o))
		}
		return strings.Join(labels, ",")
	case "multi_users_select", "multi_conversations_select":
		return joined(e["initial_users"], e["initial_conversations"])
	case "datetimepicker":
		if n, there := e["initial_date_time"].(float64); there {
			return strconv.FormatInt(int64(n), 10)
		}
		return ""
	}
	for _, key := range []string{
		"initial_value", "initial_date", "initial_time", "initial_user", "initial_conversation", "initial_channel",
	} {
		if v, there := e[key].(string); there {
			return v
		}
	}
	return ""
}

func joined(lists ...any) string {
	var all []string
	for _, l := range lists {
		for _, v := range list(l) {
			all = append(all, fmt.Sprint(v))
		}
	}
	return strings.Join(all, ",")
}

func optionLabel(o any) string {
	label, _ := object(object(o)["text"])["text"].(string)
	return label
}

// valueKeys names where the value of a simple input stands in state.values.
var valueKeys = map[string]string{
	"plain_text_input": "value", "number_input": "value", "email_text_input": "value", "url_text_input": "value",
	"datepicker": "selected_date", "timepicker": "selected_time", "users_select": "selected_user",
	"conversations_select": "selected_conversation", "channels_select": "selected_channel",
}

// listKeys is the same for inputs of which several can be chosen by ID.
var listKeys = map[string]string{
	"multi_users_select": "selected_users", "multi_conversations_select": "selected_conversations",
	"multi_channels_select": "selected_channels",
}

// inputState is one entry of state.values.
func inputState(e map[string]any, value string) (map[string]any, error) {
	typed := kindOf(e)
	state := map[string]any{"type": typed}
	var err error
	switch typed {
	case "datetimepicker":
		state["selected_date_time"], err = given(value, func() (any, error) { return strconv.ParseInt(value, 10, 64) })
		return state, err
	case "static_select", "radio_buttons":
		state["selected_option"], err = given(value, func() (any, error) { return choice(e, value) })
		return state, err
	case "checkboxes", "multi_static_select":
		state["selected_options"], err = choices(e, value)
		return state, err
	}
	if key := listKeys[typed]; key != "" {
		state[key] = parts(value)
		return state, nil
	}
	key := valueKeys[typed]
	if key == "" {
		return nil, fmt.Errorf("inputs of type %s are not emulated", typed)
	}
	state[key], err = given(value, func() (any, error) { return value, nil })
	return state, err
}

// given is what read makes of a value, or null where nothing was filled in.
func given(value string, read func() (any, error)) (any, error) {
	if value == "" {
		return nil, nil
	}
	return read()
}

// parts splits values that are separated by commas.
func parts(value string) []any {
	all := []any{}
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// choices finds several options by their labels.
func choices(e map[string]any, value string) ([]any, error) {
	chosen := []any{}
	for _, label := range parts(value) {
		o, err := choice(e, label.(string))
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, o)
	}
	return chosen, nil
}

// choice finds an option by its label.
func choice(e map[string]any, label string) (any, error) {
	options := list(e["options"])
	for _, g := range list(e["option_groups"]) {
		options = append(options, list(object(g)["options"])...)
	}
	for _, o := range options {
		if optionLabel(o) == label {
			return o, nil
		}
	}
	return nil, fmt.Errorf("there is no choice %q", label)
}
