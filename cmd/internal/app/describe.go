package app

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Describe lists what a configuration has in force, a line each, with the secrets hidden.
func Describe(c Config) string {
	leaves := fields(reflect.ValueOf(&c).Elem(), "")
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(leaves)) {
		value := leaves[key].Interface()
		if s, ok := value.(string); ok {
			value = fmt.Sprintf("%q", hide(s, secretsIn(leaves)))
		}
		fmt.Fprintf(&b, "%s: %v\n", key, value)
	}
	return b.String()
}

// Keys returns every key there is, "slack.bot_token", in order.
func Keys() []string {
	var c Config
	return slices.Sorted(maps.Keys(fields(reflect.ValueOf(&c).Elem(), "")))
}
