// SPDX-License-Identifier: EUPL-1.2

package content

import (
	"regexp"
	"slices"
	"strings"
)

// hosts are where a text may link to: places of the state and of help.
var hosts = []string{"113.nl", "rijksoverheid.nl", "overheid.nl", "juridischloket.nl", "nibud.nl", "geldfit.nl", "schuldinfo.nl", "belastingdienst.nl", "cjib.nl", "uwv.nl"}

// Hosts are where a text of an author may link to, with what is under them.
func Hosts() []string { return slices.Clone(hosts) }

var site = regexp.MustCompile(`(?:https?:)?//([a-zA-Z0-9.-]+)|\bwww\.([a-zA-Z0-9.-]+)`)

// Away is a link in a text to a place that learns who reads.
type Away struct {
	Host string
	At   int // in bytes, where the link begins
}

// Links finds the links of a text to elsewhere than Hosts.
func Links(text string) []Away {
	var list []Away
	for _, m := range site.FindAllStringSubmatchIndex(text, -1) {
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		if host := text[from:to]; !helps(host) {
			list = append(list, Away{bare(host), m[0]})
		}
	}
	return list
}

func bare(host string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimRight(host, ".")), "www.")
}

// helps reports whether a host is one of Hosts or under one.
func helps(host string) bool {
	host = bare(host)
	return slices.ContainsFunc(hosts, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) })
}
