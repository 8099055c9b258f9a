// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/catalog"
)

var offered = regexp.MustCompile(`name="voeg" value="([^"]+)"`)

// What a counsellor finds beside the box follows what really happened: nobody set
// a phase, an occasion or an alarm by hand.
func TestSuggest_theListBesideTheBoxFollowsTheCase(t *testing.T) {
	h := build(t, options{})
	shelf, _ := catalog.Load()
	client, staff := visit(t, h), visit(t, h)
	staff.signIn("kievit")
	kind := func(staff *visitor, where, when, occasion string) {
		t.Helper()
		var got []string
		for _, f := range offered.FindAllStringSubmatch(staff.get(where).body, 3) {
			m, _ := shelf.Message("nl", f[1])
			got = append(got, m.ID+" ("+m.Occasion+")")
		}
		if !slices.ContainsFunc(got, func(one string) bool { return strings.Contains(one, "("+occasion+")") }) {
			t.Errorf("%s: the first three are %v, want one of occasion %q", when, got, occasion)
		}
		if urgent := slices.ContainsFunc(got, func(one string) bool { return strings.Contains(one, "(spoed)") }); urgent != (occasion == "spoed") {
			t.Errorf("%s: the first three are %v", when, got)
		}
	}
	const opening = "Ik durf de post niet meer open te maken. Ik schaam me."
	client.begin(opening)
	where := "/werkplek/traject/" + caseOf(t, h, opening, staff)
	kind(staff, where, "a first message", "welkom")

	const alarm = "Ze komen donderdag de stroom afsluiten, staat in de brief."
	visit(t, h).begin(alarm)
	kind(staff, "/werkplek/traject/"+caseOf(t, h, alarm, staff), "an emergency in the client's own words", "spoed")

	fields := url.Values{"tekst": {"Hier is iets om te doen."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": {"budget"}, "dagen": {"5"}}
	check(t, "giving the budget", staff.post(where, where, fields), 303)
	h.pass(20 * 24 * time.Hour)
	staff.post("/werkplek/inloggen", "/werkplek/inloggen", url.Values{"naam": {"kievit"}, "wachtwoord": {chosen}, "code": {h.code(staff.secret)}})
	kind(staff, where, "the budget lies there", "herinneren")
}

// Among hundreds of texts a counsellor narrows the shelf by phase and by moment,
// with a form that needs no JavaScript.
func TestSuggest_theShelfIsNarrowedByPhaseAndMoment(t *testing.T) {
	h := build(t, options{})
	staff := visit(t, h)
	staff.signIn("kievit")
	shelf, _ := catalog.Load()
	const where = "/werkplek/voorbeelden"
	count := func(body string) int { return strings.Count(body, `<details class="panel"`) }
	all := staff.get(where).body
	if count(all) != 30 || !strings.Contains(all, "Je ziet de eerste 30.") {
		t.Errorf("the whole shelf shows %d", count(all))
	}
	got := staff.post(where, where, url.Values{"zoek": {"brief"}, "fase": {"2"}, "moment": {"spoed"}}).body
	want := 0
	for _, m := range shelf.SearchMessages("nl", "brief") {
		if m.Phase == 2 && m.Occasion == "spoed" {
			want++
		}
	}
	if count(got) != want || want == 0 || !strings.Contains(got, `value="2" selected`) || !strings.Contains(got, `value="spoed" selected`) {
		t.Errorf("narrowed it shows %d of %d", count(got), want)
	}
}
