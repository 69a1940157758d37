package app

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

func (l *loader) environment(environ []string) {
	names := map[string]string{}
	for key := range l.fields {
		names[variable(key)] = key
		names[variable(key)+"_FILE"] = key + "_file"
	}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, "MEETBOT_") {
			continue
		}
		key, ok := names[name]
		switch {
		case ok:
			l.give(key, strings.TrimPrefix(value, "\ufeff"), name)
		case !ofKubernetes(name, value):
			l.fault("%s: there is no such setting; config.example.yaml lists them all.", name)
		}
	}
}

func variable(key string) string {
	return "MEETBOT_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// services are the variables by which Kubernetes tells each pod of every service in its namespace, and what their values
// look like (kubernetes.io/docs/concepts/services-networking/service, "Environment variables"). A service called meetbot, or
// meetbot-web, makes names that look like ours.
var services = []struct {
	name *regexp.Regexp
	fits func(value string) bool
}{
	{regexp.MustCompile(`^MEETBOT_(\w+_)?SERVICE_HOST$`), isAddress},
	{regexp.MustCompile(`^MEETBOT_(\w+_)?SERVICE_PORT(_\w+)?$`), isPort},
	{regexp.MustCompile(`^MEETBOT_(\w+_)?PORT(_\d+_(TCP|UDP|SCTP))?$`), regexp.MustCompile(`^(tcp|udp|sctp)://\S+:\d+$`).MatchString},
	{regexp.MustCompile(`^MEETBOT_(\w+_)?PORT_\d+_(TCP|UDP|SCTP)_PROTO$`), regexp.MustCompile(`^(tcp|udp|sctp)$`).MatchString},
	{regexp.MustCompile(`^MEETBOT_(\w+_)?PORT_\d+_(TCP|UDP|SCTP)_PORT$`), isPort},
	{regexp.MustCompile(`^MEETBOT_(\w+_)?PORT_\d+_(TCP|UDP|SCTP)_ADDR$`), isAddress},
}

func ofKubernetes(name, value string) bool {
	for _, s := range services {
		if s.name.MatchString(name) && s.fits(value) {
			return true
		}
	}
	return false
}

func isAddress(value string) bool {
	_, err := netip.ParseAddr(value)
	return err == nil
}

func isPort(value string) bool {
	_, err := strconv.ParseUint(value, 10, 16)
	return err == nil
}
