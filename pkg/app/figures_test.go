// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Six people begin, of whom five get an answer and one of these lets it be erased.
// In the next month the page says six and five; of three in the month after it says
// nothing.
func TestFigures_aMonthIsShownWhenItIsOverAndNobodyInItIs(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	staff := visit(t, h)
	staff.signIn("kievit")
	for i := range 6 {
		client, text := visit(t, h), fmt.Sprintf("Bericht nummer %d.", i)
		client.begin(text)
		if i == 0 {
			continue
		}
		where := "/werkplek/traject/" + caseOf(t, h, text, staff)
		if a := staff.post(where, where, url.Values{"tekst": {"Goed dat je schrijft."}, "doe": {"verstuur"}, "gezien": {"9"}}); a.status != http.StatusSeeOther {
			t.Fatalf("the answer was not sent: %d", a.status)
		}
		if i == 5 {
			client.post("/wissen", "/wissen", nil)
		}
	}
	if page := staff.get("/werkplek/cijfers").body; strings.Contains(page, ">6</td>") || strings.Contains(page, ">jun</th>") {
		t.Error("June is shown before it is over")
	}
	h.pass(28 * 24 * time.Hour)
	for i := range 3 {
		visit(t, h).begin(fmt.Sprintf("In juli, nummer %d.", i))
	}
	h.pass(31 * 24 * time.Hour)
	again := visit(t, h)
	if a := again.post("/werkplek/inloggen", "/werkplek/inloggen", url.Values{"naam": {"kievit"}, "wachtwoord": {chosen}, "code": {h.code(staff.secret)}}); a.status != http.StatusSeeOther {
		t.Fatalf("signing in again answers %d", a.status)
	}
	page := again.get("/werkplek/cijfers").body
	row := func(label string) string { return between(page, ">"+label+"</th>", "</tr>") }
	if begun := row("Begonnen"); !strings.Contains(begun, ">6</td>") || strings.Contains(begun, "3") || strings.Count(begun, "niet getoond") != 6 {
		t.Errorf("who began: %s", begun)
	}
	if taken := row("Aangenomen"); !strings.Contains(taken, ">5</td>") {
		t.Errorf("who was taken: %s", taken)
	}
	if a := again.get("/werkplek/cijfers/csv?jaar=2027"); a.status != http.StatusOK || !strings.Contains(a.body, "Instroom;Begonnen;;;;;;6;") {
		t.Errorf("the list is %d %q", a.status, a.body)
	}
	a := again.get("/werkplek/cijfers/ods?jaar=2027")
	if _, err := zip.NewReader(bytes.NewReader([]byte(a.body)), int64(len(a.body))); err != nil || !strings.HasSuffix(a.header.Get("Content-Disposition"), `cijfers-2027.ods"`) {
		t.Errorf("the spreadsheet: %v, %s", err, a.header.Get("Content-Disposition"))
	}
	if a := again.get("/werkplek/cijfers/pdf"); a.status != http.StatusNotFound {
		t.Errorf("what is not made answers %d", a.status)
	}
}
