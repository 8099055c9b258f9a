// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/app"
	"opgelucht/pkg/web"
)

// visitor is a client without a screen: it keeps cookies and form tokens.
type visitor struct {
	t      testing.TB
	h      *house
	host   string
	jar    map[string]string
	header http.Header
	secret string // of a counsellor's second step
}

func visit(t testing.TB, h *house) *visitor {
	return &visitor{t: t, h: h, jar: map[string]string{}, header: http.Header{}}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (v *visitor) do(method, path, contentType, body string) answer {
	v.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, v.h.url+path, strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	if v.host != "" {
		req.Host = v.host
	}
	req.Header = v.header.Clone()
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	for name, value := range v.jar {
		req.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	for _, c := range resp.Cookies() {
		if c.MaxAge < 0 {
			delete(v.jar, c.Name)
			continue
		}
		v.jar[c.Name] = c.Value
	}
	return answer{resp.StatusCode, resp.Header, string(text)}
}

func (v *visitor) get(path string) answer { v.t.Helper(); return v.do(http.MethodGet, path, "", "") }

var tokenShape = regexp.MustCompile(`name="vorm" value="([^"]+)"`)

// post sends a form with the token of the page that stands at from.
func (v *visitor) post(from, path string, fields url.Values) answer {
	v.t.Helper()
	found := tokenShape.FindStringSubmatch(v.get(from).body)
	if found == nil {
		v.t.Fatalf("%s has no form", from)
	}
	if fields == nil {
		fields = url.Values{}
	}
	fields.Set(web.FieldForm, found[1])
	return v.do(http.MethodPost, path, form, fields.Encode())
}

const form = "application/x-www-form-urlencoded"

// begin starts a case and gives the access code.
func (v *visitor) begin(text string) string {
	v.t.Helper()
	if a := v.post("/", "/begin", url.Values{"bericht": {text}}); a.status != http.StatusOK || !strings.Contains(a.body, "Bewaar deze code") {
		v.t.Fatalf("begin answers %d: %s", a.status, a.body)
	}
	code := codeShape.FindString(strings.ReplaceAll(tags.ReplaceAllString(v.get("/code").body, ""), "\n", ""))
	if code == "" {
		v.t.Fatal("there is no code on the page")
	}
	return code
}

var tags = regexp.MustCompile(`<[^>]*>`)

// signIn makes a counsellor's account and signs in, all set up.
func (v *visitor) signIn(user string) {
	v.t.Helper()
	account, err := v.h.AddCounsellor(context.Background(), app.DemoTenant, user, "Kievit", access.RoleCounsellor)
	if err != nil {
		v.t.Fatal(err)
	}
	v.setUp(account)
}

// setUp signs in for the first time.
func (v *visitor) setUp(account app.NewAccount) {
	v.t.Helper()
	v.post("/werkplek/inloggen", "/werkplek/inloggen", url.Values{"naam": {account.User}, "wachtwoord": {account.Password}})
	page := v.get("/werkplek/instellen").body
	v.secret = strings.ReplaceAll(secretShape.FindString(page), "-", "")
	a := v.post("/werkplek/instellen", "/werkplek/instellen", url.Values{"wachtwoord": {chosen}, "code": {v.h.code(v.secret)}})
	if a.status != http.StatusOK || !strings.Contains(a.body, "herstelsleutel") {
		v.t.Fatalf("setting up answers %d: %s", a.status, a.body)
	}
}

// fill puts a plausible value in every place of a route's address.
func fill(path, caseID string) string {
	return strings.NewReplacer(":no", "1", ":deel", "debts", ":brief", "uitstel", ":id", caseID).Replace(path)
}

// exercise is what each route must do in every wrong way. A route that is not
// in the table fails: whoever adds one says here what it answers.
var exercise = map[string]struct {
	outside int // status for someone without a session
	body    bool
}{
	"GET /": {outside: 200}, "POST /begin": {outside: 422}, "GET /terug": {outside: 200}, "POST /terug": {outside: 422},
	"POST /open": {outside: 422}, "GET /veilig": {outside: 200}, "POST /veilig": {outside: 422}, "GET /weten": {outside: 200},
	"GET /lezen": {outside: 200}, "GET /lezen/woorden": {outside: 200}, "GET /lezen/:no": {outside: 200},
	"GET /weg": {outside: 303}, "POST /weg": {outside: 303}, "GET /recept": {outside: 200}, "POST /taal": {outside: 303}, "POST /ga": {outside: 303},
	"POST /sluiten": {outside: 422}, "GET /kopie.schema.json": {outside: 200},
	"GET /code": {outside: 303}, "POST /code": {outside: 401}, "POST /code/bewaard": {outside: 401}, "POST /code/tekst": {outside: 401},
	"POST /code/kaart": {outside: 401}, "GET /vandaag": {outside: 303}, "POST /vandaag/stap": {outside: 401}, "POST /vandaag/wie": {outside: 401}, "POST /vandaag/hoe": {outside: 401}, "GET /gesprek/afspraak/:no": {outside: 303}, "POST /vandaag/pauze": {outside: 401}, "GET /werkplek/verdeling": {outside: 303}, "POST /werkplek/verdeling": {outside: 401}, "GET /werkplek/afwezig": {outside: 303}, "POST /werkplek/afwezig": {outside: 401}, "GET /gesprek": {outside: 303}, "POST /gesprek": {outside: 401},
	"POST /gesprek/weg": {outside: 401}, "GET /opdracht/:no": {outside: 303}, "POST /opdracht/:no/anders": {outside: 401},
	"POST /opdracht/:no/versie": {outside: 401}, "GET /opdracht/:no/eerder": {outside: 303}, "POST /opdracht/:no/eerder": {outside: 401},
	"GET /opdracht/:no/vul": {outside: 303}, "POST /opdracht/:no/vul": {outside: 401}, "GET /opdracht/:no/nakijken": {outside: 303}, "GET /opdracht/:no/papier": {outside: 303},
	"POST /opdracht/:no/insturen": {outside: 401}, "POST /opdracht/:no/terug": {outside: 401}, "GET /opdracht/:no/uitkomst": {outside: 303}, "GET /opdracht/:no/brief/:brief": {outside: 303}, "POST /opdracht/:no/brief/:brief": {outside: 401}, "GET /dossier": {outside: 303},
	"GET /dossier/:deel": {outside: 303}, "POST /dossier/:deel/delen": {outside: 401}, "GET /dossier/:deel/aanpassen": {outside: 303},
	"POST /dossier/:deel/aanpassen": {outside: 401}, "GET /meenemen": {outside: 303}, "POST /meenemen": {outside: 401},
	"GET /terugzetten": {outside: 303}, "POST /terugzetten": {outside: 401}, "POST /terugzetten/overnemen": {outside: 401},
	"GET /wissen": {outside: 303}, "POST /wissen": {outside: 401},
	"GET /werkplek/inloggen": {outside: 200}, "POST /werkplek/inloggen": {outside: 422}, "GET /werkplek/herstel": {outside: 200},
	"POST /werkplek/herstel": {outside: 422}, "POST /werkplek/afmelden": {outside: 422}, "GET /werkplek/instellen": {outside: 303},
	"POST /werkplek/instellen": {outside: 401}, "GET /werkplek": {outside: 303}, "GET /werkplek/traject/:id": {outside: 303}, "GET /werkplek/traject/:id/van": {outside: 303}, "POST /werkplek/traject/:id/van": {outside: 401}, "GET /werkplek/cijfers": {outside: 303}, "GET /werkplek/cijfers/:soort": {outside: 303}, "GET /werkplek/zoeken": {outside: 303}, "POST /werkplek/zoeken": {outside: 401}, "GET /werkplek/traject/:id/later": {outside: 303}, "POST /werkplek/traject/:id/later": {outside: 401}, "GET /werkplek/traject/:id/sluiten": {outside: 303}, "POST /werkplek/traject/:id/sluiten": {outside: 401}, "GET /werkplek/traject/:id/reden": {outside: 303}, "POST /werkplek/traject/:id/reden": {outside: 401},
	"POST /werkplek/traject/:id": {outside: 401}, "POST /werkplek/traject/:id/terug": {outside: 401}, "POST /werkplek/traject/:id/voorstel": {outside: 401}, "GET /werkplek/voorbeelden": {outside: 303}, "POST /werkplek/voorbeelden": {outside: 401},
	"GET /werkplek/team": {outside: 303}, "POST /werkplek/team": {outside: 401},
}

func split(key string) (method, path string) {
	method, path, _ = strings.Cut(key, " ")
	return method, path
}

func TestRoutes_eachIsListedOnceAndHasARowInTheExercise(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	seen := map[string]bool{}
	for _, r := range h.Server.Echo.Routes() {
		key := r.Method + " " + r.Path
		if seen[key] {
			t.Errorf("%s is listed twice", key)
		}
		seen[key] = true
		bare := strings.TrimPrefix(r.Path, web.FramePrefix)
		switch {
		case r.Path == web.FramePrefix+"/", strings.HasPrefix(r.Path, "/static/"), strings.HasPrefix(r.Path, "/storybook"),
			r.Path == "/healthz", r.Path == "/readyz", r.Method == echoNotFound:
		default:
			if _, ok := exercise[r.Method+" "+bare]; !ok {
				t.Errorf("%s has no row in the exercise", key)
			}
		}
	}
	for key := range exercise {
		if !seen[key] {
			t.Errorf("%s is in the exercise and nowhere else", key)
		}
	}
}

const echoNotFound = "echo_route_not_found"

// innards are words that only a failure inside would show.
var innards = regexp.MustCompile(`(?i)sql|gorm|panic|goroutine|\.go:\d|runtime error|internal server|no such table|constraint|<no value>|\[[a-z]+\.[a-z.]+\]`)

// randoms are the hidden values of a form that are drawn anew for each page, and
// the names of cases and sheets: by chance any three letters stand in them.
var randoms = regexp.MustCompile(`name="(?:vorm|sleutel|blad|van)" value="[A-Za-z0-9_.=-]*"|\b[A-Z2-7]{26}\b`)

// innardsOf gives such a word on a page; empty when there is none.
func innardsOf(body string) string { return innards.FindString(randoms.ReplaceAllString(body, "")) }

func check(t *testing.T, what string, a answer, allowed ...int) {
	t.Helper()
	ok := false
	for _, status := range allowed {
		ok = ok || a.status == status
	}
	if !ok {
		t.Errorf("%s answers %d, not one of %v: %.300s", what, a.status, allowed, tags.ReplaceAllString(a.body, " "))
	}
	if found := innardsOf(a.body); found != "" {
		t.Errorf("%s shows %q", what, found)
	}
}

func TestRoutes_answerWellToEveryoneWhoHasNoBusinessThere(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	nobody, mine, other, staff := visit(t, h), visit(t, h), visit(t, h), visit(t, h)
	staff.signIn("kievit")
	mine.begin("Dit is van mij.")
	other.begin("Dit is van een ander.")
	caseID := caseOf(t, h, "Dit is van mij.", staff)
	for key, want := range exercise {
		method, path := split(key)
		contentType := ""
		if method == http.MethodPost {
			contentType = form
		}
		check(t, key+" without a session", nobody.do(method, fill(path, caseID), contentType, ""), want.outside)
		inside := want.outside
		if strings.HasPrefix(path, "/werkplek") || path == "/kopie.schema.json" {
			inside = 404 // not for frames
		}
		check(t, key+" without a session, in a frame", visit(t, h).do(method, web.FramePrefix+fill(path, caseID), contentType, ""), inside)
		if inside == 401 {
			check(t, key+" with a session of another window, in a frame", mine.do(method, web.FramePrefix+fill(path, caseID), contentType, ""), 401)
		}
		if method == http.MethodPost && !strings.HasPrefix(path, "/werkplek") && path != "/taal" && path != "/ga" && want.outside == 401 {
			check(t, key+" with a forged form", mine.do(method, fill(path, caseID), form, "vorm=AAAA&bericht=x"), 422)
			check(t, key+" with a counsellor's session", staff.do(method, fill(path, caseID), form, ""), 401)
		}
		if strings.HasPrefix(path, "/werkplek") && want.outside == 303 {
			check(t, key+" with a client's session", mine.do(method, fill(path, caseID), contentType, ""), 303)
		}
		if strings.HasPrefix(path, "/werkplek") && want.outside == 401 && path != "/werkplek/instellen" {
			check(t, key+" with a forged form", staff.do(method, fill(path, caseID), form, "vorm=AAAA"), 422)
		}
	}
	for _, path := range []string{"/opdracht/1", "/opdracht/1/vul", "/opdracht/1/nakijken", "/opdracht/1/papier", "/opdracht/1/uitkomst", "/opdracht/x", "/opdracht/99999999999999999999", "/dossier/debts", "/dossier/nee", "/dossier/debts/aanpassen?feit=debts&rij=x", "/nergens", "/static/../secret", "/werkplek/traject/" + caseID + "x"} {
		v := mine
		if strings.HasPrefix(path, "/werkplek") {
			v = staff
		}
		check(t, "GET "+path+" that is not there", v.get(path), 404)
	}
}

// caseOf finds a case through the work list.
func caseOf(t *testing.T, h *house, text string, staff *visitor) string {
	t.Helper()
	for _, found := range regexp.MustCompile(`/werkplek/traject/([A-Z0-9]+)`).FindAllStringSubmatch(staff.get("/werkplek").body, -1) {
		if strings.Contains(staff.get("/werkplek/traject/"+found[1]).body, text) {
			return found[1]
		}
	}
	t.Fatal("the case is not on the list")
	return ""
}

func TestRoutes_takeNoHarmFromBodiesThatAreTooBigOrBroken(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	mine, staff := visit(t, h), visit(t, h)
	staff.signIn("kievit")
	mine.begin("Dit is van mij.")
	big := "bericht=" + strings.Repeat("a", 600<<10)
	for key := range exercise {
		method, path := split(key)
		if method != http.MethodPost {
			continue
		}
		v := mine
		if strings.HasPrefix(path, "/werkplek") {
			v = staff
		}
		where := fill(path, "X")
		check(t, key+" with too big a body", v.do(method, where, form, big), 303, 401, 422)
		check(t, key+" with a malformed form", v.do(method, where, form, "%zz=%&&&;=%1"), 303, 401, 422)
		check(t, key+" with another content", v.do(method, where, "application/json", `{"a":`), 303, 401, 422)
		check(t, key+" with a broken multipart", v.do(method, where, "multipart/form-data; boundary=x", "--x\r\nnonsense"), 303, 401, 422)
		check(t, key+" with nulls", v.do(method, where, form, "bericht=%00%ff%fe&vorm=%00"), 303, 401, 422)
	}
}

func TestRoutes_sayWhatToDoWhenTheDatabaseIsDown(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	mine, staff := visit(t, h), visit(t, h)
	staff.signIn("kievit")
	mine.begin("Dit is van mij.")
	token := tokenShape.FindStringSubmatch(mine.get("/gesprek").body)[1]
	if err := h.DB.Close(); err != nil {
		t.Fatal(err)
	}
	for key := range exercise {
		method, path := split(key)
		v := mine
		if strings.HasPrefix(path, "/werkplek") {
			v = staff
		}
		a := v.do(method, fill(path, "X"), form, url.Values{"vorm": {token}, "bericht": {"Dit ben ik kwijt?"}}.Encode())
		check(t, key+" without a database", a, 200, 303, 401, 422, 500)
		if a.status == 500 && !strings.Contains(a.body, "Het ging mis bij ons") {
			t.Errorf("%s does not say what happened: %s", key, a.body)
		}
		if key == "POST /gesprek" && (a.status != 500 || !strings.Contains(a.body, "Dit ben ik kwijt?")) {
			t.Errorf("%s loses what was typed: %d", key, a.status)
		}
	}
	check(t, "GET /readyz", mine.get("/readyz"), 503)
	check(t, "GET /healthz", mine.get("/healthz"), 200)
}

func TestRoutes_knowNothingOfAnotherMunicipality(t *testing.T) {
	t.Parallel()
	h := build(t, options{second: true})
	mine, there := visit(t, h), visit(t, h)
	mine.host = "voorbeeldstad.localhost"
	there.host = "elders.localhost"
	if _, err := h.AddCounsellor(context.Background(), app.DemoTenant, "kievit", "Kievit", access.RoleCounsellor); err != nil {
		t.Fatal(err)
	}
	code := mine.begin("Dit is van hier.")
	there.jar = mine.jar
	check(t, "a session of another municipality", there.get("/vandaag"), 303)
	there.jar = map[string]string{}
	a := there.post("/terug", "/terug", url.Values{"code": {code}})
	check(t, "a code of another municipality", a, 422)
	if !strings.Contains(a.body, "Met deze code kunnen we niets openen") {
		t.Errorf("the answer is not the neutral one: %s", fmt.Sprintf("%.400s", tags.ReplaceAllString(a.body, " ")))
	}
	a = there.post("/", "/begin", url.Values{"bericht": {"Is daar iemand?"}})
	if check(t, "a municipality without a team", a, 422); !strings.Contains(a.body, "Is daar iemand?") {
		t.Error("the text is lost where nobody answers yet")
	}
	there.host = "nergens.localhost"
	check(t, "a host that is no municipality's", there.get("/"), 404)
}
