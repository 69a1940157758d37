package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// given is a field of which it matters whether it was there at all.
type given[T any] struct {
	Set, Null bool
	Value     T
}

// UnmarshalJSON implements json.Unmarshaler.
func (g *given[T]) UnmarshalJSON(b []byte) error {
	g.Set, g.Null = true, string(b) == "null"
	return json.Unmarshal(b, &g.Value)
}

func (given[T]) inner() reflect.Type { return reflect.TypeFor[T]() }

// read decodes a body into dst. Fields that dst does not have are returned as complaints: Discord ignores them, so who
// misspells one waits in vain for its effect.
func read(body []byte, dst any) (complaints []string, r *refusal) {
	if err := json.Unmarshal(body, dst); err != nil {
		var wrong *json.UnmarshalTypeError
		if !errors.As(err, &wrong) {
			return nil, refuse(50109)
		}
		f := form{}
		f.add(wrong.Field+pathless(wrong.Field), "BASE_TYPE_BAD_TYPE", "Could not interpret "+wrong.Value+" as "+wrong.Type.String())
		return nil, f.refusal()
	}
	return strays(body, reflect.TypeOf(dst).Elem(), ""), nil
}

func pathless(field string) string {
	if field == "" {
		return "body"
	}
	return ""
}

// strays lists the fields of raw that t does not have. Unlike encoding/json it minds upper and lower case.
func strays(raw []byte, t reflect.Type, path string) []string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if w, ok := reflect.Zero(t).Interface().(interface{ inner() reflect.Type }); ok {
		return strays(raw, w.inner(), path)
	}
	var found []string
	switch {
	case t == reflect.TypeFor[json.RawMessage]():
	case t.Kind() == reflect.Slice:
		var items []json.RawMessage
		_ = json.Unmarshal(raw, &items)
		for i, item := range items {
			found = append(found, strays(item, t.Elem(), path+strconv.Itoa(i)+".")...)
		}
	case t.Kind() == reflect.Struct && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")):
		fields := fieldsOf(t)
		for name, value := range membersOf(raw) {
			if ft, ok := fields[name]; ok {
				found = append(found, strays(value, ft, path+name+".")...)
			} else {
				found = append(found, "unknown field "+path+name)
			}
		}
	}
	sort.Strings(found)
	return found
}

func membersOf(raw []byte) map[string]json.RawMessage {
	m := map[string]json.RawMessage{}
	_ = json.Unmarshal(raw, &m) // it was decoded once already
	return m
}

// fieldsOf maps the JSON names of a struct to their types, embedded structs included.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			for name, ft := range fieldsOf(f.Type) {
				all[name] = ft
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		all[name] = f.Type
	}
	return all
}
