// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
)

// wrongCode is a code without a typing error that opens nothing.
func wrongCode() string { return access.NewCode().Text() }

// tryCode tries a code from an address.
func tryCode(t *testing.T, h *house, from, code string) answer {
	t.Helper()
	v := visit(t, h)
	v.header.Set("X-Forwarded-For", from)
	return v.post("/terug", "/terug", url.Values{"code": {code}})
}

func TestWrongCodes_slowDownOneNetworkAndNobodyElse(t *testing.T) {
	h := build(t, options{proxied: true})
	slow := answer{}
	for range 12 {
		if slow = tryCode(t, h, "192.0.2.7", wrongCode()); slow.status == http.StatusTooManyRequests {
			break
		}
		if !strings.Contains(slow.body, "Met deze code kunnen we niets openen") {
			t.Fatalf("a wrong code answers %d", slow.status)
		}
	}
	wait, err := strconv.Atoi(slow.header.Get("Retry-After"))
	if slow.status != http.StatusTooManyRequests || err != nil || wait < 1 {
		t.Fatalf("after many wrong codes the answer is %d, Retry-After %q", slow.status, slow.header.Get("Retry-After"))
	}
	if a := tryCode(t, h, "203.0.113.9", wrongCode()); a.status != http.StatusUnprocessableEntity {
		t.Errorf("another network is slowed down too: %d", a.status)
	}
	if a := tryCode(t, h, "192.0.2.7", "1234"); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "24 cijfers") {
		t.Errorf("a typing error counts as a try: %d", a.status)
	}
	h.pass(time.Minute)
	if a := tryCode(t, h, "192.0.2.7", wrongCode()); a.status != http.StatusUnprocessableEntity {
		t.Errorf("after a minute the network still waits: %d", a.status)
	}
}

func TestCodes_tooManyAtOnceAreAskedToComeBackInsteadOfWaitingForever(t *testing.T) {
	h := build(t, options{proxied: true})
	if _, err := h.AddCounsellor(context.Background(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	const many = 160
	answers := make([]answer, many)
	var all sync.WaitGroup
	now := make(chan struct{}) // all have the page before any of them writes: else a slow machine has the first ones done by then
	for i := range many {
		v := visit(t, h)
		v.header.Set("X-Forwarded-For", fmt.Sprintf("198.18.%d.1", i))
		token := tokenShape.FindStringSubmatch(v.get("/").body)[1]
		all.Go(func() {
			<-now
			fields := url.Values{"bericht": {fmt.Sprintf("Bericht nummer %d.", i)}, "vorm": {token}}
			answers[i] = v.do(http.MethodPost, "/begin", form, fields.Encode())
		})
	}
	close(now)
	all.Wait()
	full := 0
	for i, a := range answers {
		switch a.status {
		case http.StatusOK:
		case http.StatusServiceUnavailable:
			full++
			if a.header.Get("Retry-After") == "" || !strings.Contains(a.body, fmt.Sprintf("Bericht nummer %d.", i)) {
				t.Errorf("a full house loses the text or does not say when to come back: %.300s", a.body)
			}
		default:
			t.Errorf("answer %d: %s", a.status, a.body)
		}
	}
	if full == 0 || full == many {
		t.Errorf("%d of %d were asked to come back", full, many)
	}
	if n := h.count(t, "cases"); n != many-full {
		t.Errorf("%d cases, of %d that were told so", n, many-full)
	}
}

func TestForms_ofAnotherSiteAreRefused(t *testing.T) {
	h := build(t, options{})
	if _, err := h.AddCounsellor(context.Background(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	v := visit(t, h)
	v.begin("Dit is van mij.")
	token := tokenShape.FindStringSubmatch(v.get("/wissen").body)[1]
	for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://kwaad.example"} {
		bad := visit(t, h)
		bad.jar = v.jar
		bad.header.Set(name, value)
		if a := bad.do(http.MethodPost, "/wissen", form, url.Values{"vorm": {token}}.Encode()); a.status != http.StatusUnprocessableEntity {
			t.Errorf("a form with %s %s answers %d", name, value, a.status)
		}
	}
	if n := h.count(t, "cases"); n != 1 {
		t.Errorf("%d cases are left", n)
	}
}

func TestSessions_ofASharedDeviceCloseSooner(t *testing.T) {
	h := build(t, options{})
	if _, err := h.AddCounsellor(context.Background(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	code := visit(t, h).begin("Dit is van mij.")
	own, shared := visit(t, h), visit(t, h)
	own.post("/terug", "/terug", url.Values{"code": {code}})
	shared.post("/terug", "/terug", url.Values{"code": {code}, "gedeeld": {"1"}})
	h.pass(access.IdleTimeShared + time.Minute)
	check(t, "an own device after eleven minutes", own.get("/vandaag"), 200)
	check(t, "a shared device after eleven minutes", shared.get("/vandaag"), 303)
	h.pass(access.IdleTime + time.Minute)
	check(t, "an own device after half an hour", own.get("/vandaag"), 303)
}

func TestConflict_theCounsellorReadsWhatCameInBeforeSending(t *testing.T) {
	h := build(t, options{})
	client, staff := visit(t, h), visit(t, h)
	staff.signIn("kievit")
	client.begin("Eerste bericht.")
	where := "/werkplek/traject/" + caseOf(t, h, "Eerste bericht.", staff)
	seen := between(staff.get(where).body, `name="gezien" value="`, `"`)
	client.post("/gesprek", "/gesprek", url.Values{"bericht": {"Nog iets belangrijks."}})
	fields := url.Values{"tekst": {"Mijn antwoord."}, "doe": {"verstuur"}, "gezien": {seen}}
	a := staff.post(where, where, fields)
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Er is intussen een nieuw bericht") ||
		!strings.Contains(a.body, "Nog iets belangrijks.") || !strings.Contains(a.body, "Mijn antwoord.") {
		t.Fatalf("the answer is %d: %.400s", a.status, tags.ReplaceAllString(a.body, " "))
	}
	fields.Set("gezien", between(a.body, `name="gezien" value="`, `"`))
	check(t, "sending after reading", staff.post(where, where, fields), 303)
	if !strings.Contains(client.get("/gesprek").body, "Mijn antwoord.") {
		t.Error("the answer did not arrive")
	}
}

func TestSessions_endWithLeavingQuicklyFromInsideAFrame(t *testing.T) {
	h := build(t, options{})
	if _, err := h.AddCounsellor(context.Background(), app.DemoTenant, "sanne", "Sanne", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	frame := visit(t, h)
	frame.post("/in/", "/in/begin", url.Values{"bericht": {"Dit is van mij."}})
	handed := between(frame.get("/in/vandaag").body, `name="sleutel" value="`, `"`)
	if handed == "" {
		t.Fatal("the session does not stand in a form of the frame")
	}
	window := visit(t, h) // the whole window leaves: the cookie of the frame does not come along
	a := window.do(http.MethodPost, "/weg", form, url.Values{"sleutel": {handed}}.Encode())
	check(t, "leaving", a, 303)
	if a.header.Get("Location") != "/recept" || a.header.Get("Clear-Site-Data") == "" || strings.Contains(fmt.Sprint(a.header), handed) {
		t.Errorf("leaving answers %v", a.header)
	}
	check(t, "the frame, for who opens the municipality's page again", frame.get("/in/vandaag"), 303)
	other := visit(t, h)
	other.begin("Dit is van een ander.")
	bad := visit(t, h)
	bad.jar = other.jar
	bad.header.Set("Sec-Fetch-Site", "cross-site")
	check(t, "another site that makes someone leave", bad.do(http.MethodPost, "/weg", form, ""), 422)
	check(t, "who stayed", other.get("/vandaag"), 200)
}
