package app

import (
	"fmt"
	"net/netip"
	"reflect"
	"strings"
)

// assignNetworks reads a list of networks, or of addresses that stand for themselves.
func assignNetworks(field reflect.Value, value string) error {
	var list []netip.Prefix
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n, err := network(part)
		if err != nil {
			return err
		}
		list = append(list, n)
	}
	field.Set(reflect.ValueOf(list))
	return nil
}

func network(text string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(text); err == nil && a.Zone() == "" {
		return netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen()), nil
	}
	n, err := netip.ParsePrefix(text)
	switch {
	case err != nil:
		return n, fmt.Errorf("%q is no network; write 10.0.0.0/8, say", text)
	case n.Bits() == 0:
		return n, fmt.Errorf("%s is everybody, who could then claim any address; name the proxies alone", text)
	case n != n.Masked():
		return n, fmt.Errorf("%s does not begin where its network does; that is %s", text, n.Masked())
	}
	return n, nil
}
