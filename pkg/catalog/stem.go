// SPDX-License-Identifier: EUPL-1.2

package catalog

import "strings"

// stem gives what forms of a Dutch word share, so that "gegokt", "gokken" and
// "gok" meet. It is rough on purpose: a few rules that can be followed by hand.
// The word is folded already, see fold.
func stem(w string) string {
	if len(w) >= 6 && strings.HasPrefix(w, "ge") && strings.ContainsAny(w[len(w)-1:], "tdn") {
		w = w[2:]
	}
	for _, end := range []string{"tjes", "tje", "jes", "je", "en", "e", "s"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) >= 3 {
			w = cut
			break
		}
	}
	if last := w[len(w)-1]; len(w) >= 4 && (last == 't' || last == 'd') {
		w = w[:len(w)-1]
	}
	return short(w)
}

// short makes doubled letters at the end single, and v and z what they are at
// the end of a Dutch word: "brieven" is "brief", "betaal" is "betal".
func short(w string) string {
	n := len(w)
	if n >= 4 && w[n-1] == w[n-2] {
		w, n = w[:n-1], n-1
	}
	if n >= 4 && w[n-2] == w[n-3] && strings.ContainsAny(w[n-2:n-1], "aeou") {
		w, n = w[:n-2]+w[n-1:], n-1
	}
	switch w[n-1] {
	case 'v':
		return w[:n-1] + "f"
	case 'z':
		return w[:n-1] + "s"
	}
	return w
}
