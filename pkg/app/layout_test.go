// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestLayout_theClientChoosesHowToFillInAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	client, staff := visit(t, h), visit(t, h)
	staff.signIn("kievit")
	client.begin("Ik wil het op mijn manier.")
	where := "/werkplek/traject/" + caseOf(t, h, "Ik wil het op mijn manier.", staff)
	staff.post(where, where, url.Values{"tekst": {"Hier is een opdracht."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": {"budget"}, "dagen": {"5"}})
	const fill = "/opdracht/1/vul"

	asks := func(page string) (n int) {
		for _, id := range []string{"adults", "children", "reserve"} {
			n += strings.Count(page, `name="a.`+id+`"`)
		}
		return n
	}
	if n := asks(client.get(fill).body); n != 2 {
		t.Errorf("the first page of the author asks %d things", n)
	}
	client.post(fill, fill, url.Values{"deel": {"home"}, "stand": {"0"}, "a.adults": {"2"}, "indeling": {"steps"}})
	step := client.get(fill + "?deel=home").body
	if asks(step) != 1 || !strings.Contains(step, `name="a.adults" value="2"`) {
		t.Errorf("one at a time, the page asks %d things", asks(step))
	}
	client.post(fill, fill, url.Values{"deel": {"home.adults"}, "stand": {"9"}, "a.adults": {"3"}, "indeling": {"list"}})
	list := client.get(fill).body
	if asks(list) != 3 || !strings.Contains(list, `name="a.adults" value="3"`) || strings.Count(list, `<h2 class="part">`) < 4 {
		t.Errorf("all below each other, the page asks %d things", asks(list))
	}
	client.post(fill, fill, url.Values{"indeling": {"zomaar"}, "stand": {"9"}})
	if asks(client.get(fill).body) != 3 {
		t.Error("a layout that does not exist was taken")
	}
}
