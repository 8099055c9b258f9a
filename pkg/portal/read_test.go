// SPDX-License-Identifier: EUPL-1.2

package portal

import "testing"

func TestReadPath_saysWhereTheReaderComesFromAndNothingElse(t *testing.T) {
	for want, from := range map[string]way{
		"/lezen/3": {}, "/lezen/3?bij=2": {task: 2}, "/lezen/3?bij=2&deel=home": {task: 2, page: "home"}, "/lezen/3?bij=2&deel=home.eviction": {task: 2, page: "home.eviction"},
	} {
		if got := readPath(3, from); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	if got := readPath(3, way{page: "home"}); got != "/lezen/3" {
		t.Errorf("a page of no assignment leads to %q", got)
	}
}
