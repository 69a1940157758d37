package app

import (
	"fmt"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Faults are everything that is wrong with a configuration, a sentence each.
type Faults []string

// Error implements error.
func (f Faults) Error() string { return strings.Join(f, "\n") }

// Load reads a configuration: the defaults, then the file (none where the name is empty), then the environment, given
// as "NAME=value" strings. Its error is Faults, which holds all of them at once.
func Load(file string, environ []string) (Config, error) {
	l := loader{config: Defaults()}
	l.fields = fields(reflect.ValueOf(&l.config).Elem(), "")
	l.set = map[string]string{}
	if file != "" {
		l.file(file)
		if len(secretsIn(l.fields)) > 0 {
			l.exposed(file)
		}
	}
	l.environment(environ)
	l.secretFiles()
	l.readable()
	l.faults = append(l.faults, validate(l.config)...)
	l.doubts()
	for _, texts := range [][]string{l.faults, l.config.Warnings} {
		for i := range texts {
			texts[i] = hide(texts[i], secretsIn(l.fields))
		}
	}
	if len(l.faults) > 0 {
		return l.config, l.faults
	}
	return l.config, nil
}

// fields returns the leaves of a configuration by their keys, "slack.bot_token".
func fields(v reflect.Value, prefix string) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	for i := range v.NumField() {
		key := v.Type().Field(i).Tag.Get("key")
		switch key {
		case "-":
			continue
		case "":
			key = strings.ToLower(v.Type().Field(i).Name)
		}
		if v.Field(i).Kind() == reflect.Struct {
			for k, leaf := range fields(v.Field(i), prefix+key+".") {
				out[k] = leaf
			}
			continue
		}
		out[prefix+key] = v.Field(i)
	}
	return out
}

type loader struct {
	config Config
	fields map[string]reflect.Value
	set    map[string]string // which keys were given, and where
	files  []secretFile
	faults Faults
}

func (l *loader) fault(format string, args ...any) {
	l.faults = append(l.faults, fmt.Sprintf(format, args...))
}

func (l *loader) warn(format string, args ...any) {
	l.config.Warnings = append(l.config.Warnings, fmt.Sprintf(format, args...))
}

func (l *loader) leaf(key string) bool {
	_, ok := l.fields[key]
	return ok
}

// section tells whether there are keys under a name: with all of them commented out it is empty.
func (l *loader) section(name string) bool {
	for key := range l.fields {
		if strings.HasPrefix(key, name+".") {
			return true
		}
	}
	return false
}

// give sets a key, or notes the file that holds a secret.
func (l *loader) give(key, value, where string) {
	field, ok := l.fields[key]
	value = strings.TrimRight(value, "\r\n")
	if ok {
		if err := assign(field, value); err != nil {
			l.fault("%s (%s): %v.", key, where, err)
		}
		l.set[key] = where
		return
	}
	owner, isFile := strings.CutSuffix(key, "_file")
	if field, ok := l.fields[owner]; isFile && ok && field.Type() == reflect.TypeFor[Secret]() {
		l.files = append(l.files, secretFile{owner, value, where})
		return
	}
	l.fault("%s (%s): there is no such setting; config.example.yaml lists them all.", key, where)
}

func assign(field reflect.Value, value string) error {
	switch field.Interface().(type) {
	case string, Secret:
		field.SetString(value)
	case bool:
		b, err := strconv.ParseBool(value)
		if err != nil {
			return fmt.Errorf("%q is neither true nor false", value)
		}
		field.SetBool(b)
	case int:
		n, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("%q is no whole number", value)
		}
		field.SetInt(int64(n))
	case time.Duration:
		d, err := length(value)
		if err != nil {
			return err
		}
		field.SetInt(int64(d))
	case []time.Duration:
		return assignList(field, value)
	case []netip.Prefix:
		return assignNetworks(field, value)
	}
	return nil
}

func assignList(field reflect.Value, value string) error {
	list := []time.Duration{}
	for _, part := range strings.Split(value, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		d, err := length(part)
		if err != nil {
			return err
		}
		list = append(list, d)
	}
	field.Set(reflect.ValueOf(list))
	return nil
}

// length reads a length of time; unlike Go it knows days.
func length(value string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(value, "d"); ok {
		n, err := strconv.Atoi(days)
		if err == nil && n >= 0 && n <= 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(value)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no length of time; write 30m, 24h or 90d", value)
	}
	return d, nil
}
