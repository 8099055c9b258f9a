// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// filler gives a client with these assignments, whose code it knows.
func filler(t *testing.T, h *house, assignments ...string) (v *visitor, code string, staff *visitor) {
	t.Helper()
	v, staff = visit(t, h), visit(t, h)
	staff.signIn("kievit")
	code = v.begin("Ik wil beginnen met invullen.")
	where := "/werkplek/traject/" + caseOf(t, h, "Ik wil beginnen met invullen.", staff)
	fields := url.Values{"tekst": {"Hier is iets om te doen."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": assignments}
	for range assignments {
		fields.Add("dagen", "5")
	}
	check(t, "giving assignments", staff.post(where, where, fields), 303)
	return v, code, staff
}

var hiddenShape = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// form gives the hidden fields of the page's own form, as a browser sends them.
func hidden(body string) url.Values {
	_, body, _ = strings.Cut(body, `<form id="f"`)
	body, _, _ = strings.Cut(body, "</form>")
	fields := url.Values{}
	for _, f := range hiddenShape.FindAllStringSubmatch(body, -1) {
		fields.Add(f[1], f[2])
	}
	return fields
}

// send posts a page as it stands, with what was typed and the button pressed.
func (v *visitor) send(page answer, path string, pairs ...string) answer {
	v.t.Helper()
	fields := hidden(page.body)
	for i := 0; i+1 < len(pairs); i += 2 {
		fields.Set(pairs[i], pairs[i+1])
	}
	return v.do(http.MethodPost, path, form, fields.Encode())
}

const fillAt = "/opdracht/1/vul"

// What was typed while the session ended comes back to who typed it, on every page
// where something is typed, and stands in no address.
func TestFill_whatWasTypedStaysWhenTheSessionEnds(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, code, _ := filler(t, h, "budget")
	page := v.get(fillAt)
	h.pass(45 * time.Minute)
	locked := v.send(page, fillAt, "a.adults", "2", "a.children", "een paar")
	check(t, "posting after the session ended", locked, 401)
	if !strings.Contains(locked.body, "Wat je typte, staat er dan weer.") || locked.header.Get("Location") != "" {
		t.Errorf("nobody says that the answers are there: %s", tags.ReplaceAllString(locked.body, " "))
	}
	wrong := v.send(locked, "/terug", "code", "1234")
	english := v.send(wrong, "/terug", "code", "1234", "taal", "en")
	if !strings.Contains(english.body, "24 digits") {
		t.Error("the language cannot be changed while signing in")
	}
	back := v.send(english, "/terug", "code", code, "taal", "")
	check(t, "signing in again", back, 303)
	if to := back.header.Get("Location"); !strings.HasPrefix(to, fillAt) || strings.Contains(to, "paar") {
		t.Errorf("it goes to %s", to)
	}
	body := v.get(back.header.Get("Location")).body
	if !strings.Contains(body, `name="a.adults" value="2"`) || !strings.Contains(body, `name="a.children" value="een paar"`) {
		t.Errorf("what was typed is gone: %s", tags.ReplaceAllString(body, " "))
	}
}

func TestFill_anotherPersonsAnswersGoNowhereWhenTheyComeBackFirst(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, _, _ := filler(t, h, "budget")
	other := visit(t, h)
	code := other.begin("Ik ben een ander.")
	page := v.get(fillAt)
	h.pass(45 * time.Minute)
	locked := v.send(page, fillAt, "a.adults", "7")
	back := v.send(locked, "/terug", "code", code)
	if to := back.header.Get("Location"); back.status != 303 || to != "/vandaag" {
		t.Errorf("someone else goes to %q, %d", to, back.status)
	}
	talk := v.get("/gesprek")
	h.pass(45 * time.Minute)
	locked = v.send(talk, "/gesprek", "bericht", "Dit is van de ander.")
	again := visit(t, h)
	third := again.begin("Ik ben een derde.")
	h.pass(45 * time.Minute)
	fields := hidden(locked.body)
	fields.Set("code", third)
	fields.Set("bericht", "Dit is van de ander.")
	check(t, "a third person", v.do(http.MethodPost, "/terug", form, fields.Encode()), 303)
	if strings.Contains(v.get("/gesprek").body, "Dit is van de ander.") {
		t.Error("a message of someone else became a draft")
	}
}

func TestFill_letterAndDossierComeBackAfterTheSessionEnds(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	code, client, _ := plant(t, h)
	row := between(client.get("/dossier/debts").body, `aanpassen?feit=debts&amp;rij=`, `"`)
	page := client.get("/dossier/debts/aanpassen?feit=debts&rij=" + row)
	check(t, "the fact", page, 200)
	h.pass(45 * time.Minute)
	locked := client.send(page, "/dossier/debts/aanpassen", "a.creditor", "Bank De Merel", "a.owed", "veel")
	check(t, "changing a fact after the session ended", locked, 401)
	back := client.send(locked, "/terug", "code", code)
	check(t, "signing in again", back, 200)
	if !strings.Contains(back.body, `value="Bank De Merel"`) || !strings.Contains(back.body, `value="veel"`) {
		t.Errorf("what was typed is gone: %s", tags.ReplaceAllString(back.body, " "))
	}
	if strings.Contains(client.get("/dossier/debts").body, "Bank De Merel") {
		t.Error("it was written before anyone pressed")
	}
	check(t, "pressing then", client.send(back, "/dossier/debts/aanpassen", "a.creditor", "Bank De Merel", "a.owed", "700", "a.kind", "bank", "a.stage", "bill"), 303)
	if !strings.Contains(client.get("/dossier/debts").body, "Bank De Merel") {
		t.Error("pressing does not keep it")
	}
}

func TestFill_anotherLanguageKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, _, _ := filler(t, h, "budget")
	page := v.send(v.get(fillAt), fillAt, "a.adults", "2", "a.children", "een paar", "taal", "en")
	check(t, "changing the language", page, 200)
	if !strings.Contains(page.body, `<html lang="en"`) || !strings.Contains(page.body, `name="a.adults" value="2"`) || !strings.Contains(page.body, `value="een paar"`) {
		t.Errorf("the page is %s", tags.ReplaceAllString(page.body, " "))
	}
	row := v.send(v.get(fillAt+"?deel=in"), fillAt, "erbij", "income")
	open := v.get(row.header.Get("Location"))
	id := between(open.body, `name="a.income[`, `]`)
	page = v.send(open, fillAt, "a.income["+id+"].amount", "12.50", "a.income["+id+"].amount.per", "4weeks", "taal", "nl")
	if !strings.Contains(page.body, `<html lang="nl"`) || !strings.Contains(page.body, `value="12.50"`) || !strings.Contains(page.body, `<option value="4weeks" selected>`) {
		t.Error("a row does not keep what was typed")
	}
	page = v.send(page, fillAt, "a.income["+id+"].amount", "rekening NL12 BANK 0123 4567 89", "taal", "en")
	if page.status != 422 || !strings.Contains(page.body, `value="rekening NL12 BANK 0123 4567 89"`) {
		t.Errorf("what may not be kept is gone from the screen: %d", page.status)
	}
}

// A page is posted, and posted once more from where the back button leads.
func TestFill_goingBackAndPostingAgainAsksNothingAndLosesNothing(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, _, _ := filler(t, h, "budget")
	page := v.get(fillAt)
	check(t, "the first time", v.send(page, fillAt, "a.adults", "2", "a.children", "1"), 303)
	check(t, "the same again", v.send(page, fillAt, "a.adults", "2", "a.children", "1"), 303)
	a := v.send(page, fillAt, "a.adults", "3", "a.children", "1")
	if to := a.header.Get("Location"); a.status != 303 || !strings.Contains(to, "deel=in") {
		t.Errorf("another number goes to %d %q", a.status, to)
	}
	body := v.get(fillAt + "?deel=home").body
	if !strings.Contains(body, `name="a.adults" value="3"`) || strings.Contains(body, "Wat klopt?") {
		t.Error("who goes back is taken for another window")
	}
	add := v.get(fillAt + "?deel=in")
	first, second := v.send(add, fillAt, "erbij", "income"), v.send(add, fillAt, "erbij", "income")
	if to := first.header.Get("Location"); to == "" || to != second.header.Get("Location") {
		t.Errorf("pressed twice it goes to %q and %q", to, second.header.Get("Location"))
	}
	if n := strings.Count(v.get(fillAt+"?deel=in").body, `<div class="rowacts">`); n != 1 {
		t.Errorf("pressed twice there are %d rows", n)
	}
}

func TestFill_hostileFormsGetASentenceAndChangeNothing(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, _, _ := filler(t, h, "budget")
	page := v.get(fillAt)
	check(t, "an ordinary answer", v.send(page, fillAt, "a.adults", "2"), 303)
	before := between(v.get(fillAt+"?deel=home").body, `name="stand" value="`, `"`)
	rows := func(n int) string {
		var many strings.Builder
		for i := range n {
			many.WriteString("&a.income[r" + strconv.Itoa(i) + "].amount=1")
		}
		return many.String()
	}
	for name, c := range map[string]struct {
		body, says string
	}{
		"a field of nobody":   {"&a.geheim=opgelet&a.adults=5", "hoort niet bij deze opdracht"},
		"a row of nobody":     {"&a.income[zzzz].amount=5", "hoort niet bij deze opdracht"},
		"very many rows":      {rows(9_000), "hoort niet bij deze opdracht"},
		"100,000 rows":        {rows(100_000), "Dit konden we niet lezen"},
		"a row taken off":     {"&weg=income/zzzz", "hoort niet bij deze opdracht"},
		"a list of nobody":    {"&erbij=geheim", "hoort niet bij deze opdracht"},
		"signs nobody sees":   {"&a.adults=5%00%e2%80%ae", "tekens in die niemand ziet"},
		"a text far too long": {"&a.adults=" + strings.Repeat("x", 400<<10), "tekens te lang om te bewaren"},
		"a megabyte of text":  {"&a.adults=" + strings.Repeat("x", 1<<20), "Is je tekst erg lang?"},
	} {
		a := v.do(http.MethodPost, fillAt, form, hidden(page.body).Encode()+c.body)
		if check(t, name, a, 422); !strings.Contains(a.body, c.says) {
			t.Errorf("%s: it says %.600s", name, strings.Join(strings.Fields(tags.ReplaceAllString(a.body, " ")), " "))
		}
		now := v.get(fillAt + "?deel=home").body
		if between(now, `name="stand" value="`, `"`) != before || !strings.Contains(now, `name="a.adults" value="2"`) {
			t.Errorf("%s changed something", name)
		}
		if name == "a field of nobody" && (!strings.Contains(a.body, `name="a.adults" value="5"`) || !strings.Contains(a.body, "“opgelet”")) {
			t.Errorf("%s: what was typed beside it is gone", name)
		}
	}
}

func TestSubmit_afterTheSessionEndedLeadsBackToTheReview(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	code, v, _ := plant(t, h)
	page := v.get("/opdracht/1/nakijken")
	before := h.count(t, "submissions")
	h.pass(45 * time.Minute)
	locked := v.send(page, "/opdracht/1/insturen")
	check(t, "sending in after the session ended", locked, 401)
	back := v.send(locked, "/terug", "code", code)
	if to := back.header.Get("Location"); to != "/opdracht/1/nakijken" || h.count(t, "submissions") != before {
		t.Errorf("it goes to %q", to)
	}
}

// Who changes one answer from the review is back at the review after Continue, also
// when a row was opened, something could not be read, or the session ended between.
func TestReview_whoChangesOneAnswerComesBackToTheReview(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, code, _ := filler(t, h, "budget")
	check(t, "filling in", v.send(v.get(fillAt+"?deel=home"), fillAt, "a.children", "0", "a.adults", "1"), 303)
	const review = "/opdracht/1/nakijken"
	edit := func() answer {
		t.Helper()
		at := regexp.MustCompile(`href="(/opdracht/1/vul\?deel=home[^"]*)"`).FindStringSubmatch(v.get(review).body)
		if at == nil {
			t.Fatal("the review leads to no question")
		}
		return v.get(html.UnescapeString(at[1]))
	}
	goes := func(what string, a answer, want string) {
		t.Helper()
		if to := a.header.Get("Location"); a.status != 303 || to != want {
			t.Errorf("%s answers %d and leads to %q, not to %q", what, a.status, to, want)
		}
	}
	page := edit()
	if !strings.Contains(page.body, "Kijk alles na") {
		t.Error("the button does not say where it leads")
	}
	goes("continue", v.send(page, fillAt, "a.children", "0", "a.adults", "2"), review)
	goes("back", v.send(page, fillAt, "vorige", "1"), review)
	wrong := v.send(page, fillAt, "a.children", "0", "a.adults", "een paar")
	check(t, "what cannot be read", wrong, 422)
	goes("continue all the same", v.send(wrong, fillAt, "a.children", "0", "a.adults", "een paar"), review)
	h.pass(45 * time.Minute)
	back := v.send(v.send(page, fillAt, "a.children", "0", "a.adults", "3"), "/terug", "code", code)
	goes("continue after signing in again", v.send(v.get(back.header.Get("Location")), fillAt, "a.children", "0", "a.adults", "3"), review)
	goes("who does not come from there", v.send(v.get(fillAt+"?deel=home"), fillAt, "a.children", "0", "a.adults", "2"), fillAt+"?deel=in")
}

// Quietly saving says what became of it: nobody reads "kept" of what is not.
func TestFill_savingQuietlySaysWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	v, _, _ := filler(t, h, "budget")
	page := v.get(fillAt)
	check(t, "saving", v.send(page, fillAt, "a.adults", "2", "stil", "1", "slag", "1"), 204)
	check(t, "what may not be kept", v.send(page, fillAt, "a.adults", "123456782", "stil", "1", "slag", "2"), 422)
	check(t, "what was overtaken on the way", v.send(page, fillAt, "a.adults", "1", "stil", "1", "slag", "1"), 204)
	if body := v.get(fillAt).body; !strings.Contains(v.get(fillAt+"?deel=home").body, `name="a.adults" value="2"`) {
		t.Errorf("an old save came in later and counts: %s", tags.ReplaceAllString(body, " "))
	}
	h.pass(45 * time.Minute)
	check(t, "after the session ended", v.send(page, fillAt, "a.adults", "4", "stil", "1", "slag", "3"), 401)
}

// The answer to handing in gets lost, and the button is pressed again.
func TestSubmit_pressedAgainHandsInOnceAndShowsWhatCameOut(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	_, v, staff := plant(t, h)
	page := v.get("/opdracht/1/nakijken")
	for range 2 {
		a := v.send(page, "/opdracht/1/insturen")
		if a.status != 303 || a.header.Get("Location") != "/opdracht/1/uitkomst" {
			t.Errorf("pressing again answers %d", a.status)
		}
	}
	if n := h.count(t, "submissions"); n != 1 {
		t.Errorf("%d sheets were handed in", n)
	}
	where := "/werkplek/traject/" + caseOf(t, h, "papegaaienverdriet", staff)
	check(t, "the case", staff.get(where), 200)
}
