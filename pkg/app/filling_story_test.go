// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"opgelucht/pkg/browser"
)

// line is what a house hangs on: whole, deaf (what is sent arrives and no answer
// comes back) or down.
type line struct {
	address string
	how     atomic.Int32
}

const (
	whole int32 = iota
	deaf
	down
)

func lineTo(t *testing.T, h *house) *line {
	t.Helper()
	l := &line{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		how := l.how.Load()
		if how == down {
			panic(http.ErrAbortHandler)
		}
		out, err := http.NewRequestWithContext(r.Context(), r.Method, h.url+r.URL.String(), r.Body)
		if err != nil {
			t.Error(err)
			return
		}
		out.Header, out.Host, out.ContentLength = r.Header, r.Host, r.ContentLength
		answer, err := http.DefaultTransport.RoundTrip(out)
		if err != nil || how == deaf {
			panic(http.ErrAbortHandler)
		}
		defer func() { _ = answer.Body.Close() }()
		for name, values := range answer.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.StatusCode)
		_, _ = io.Copy(w, answer.Body)
	}))
	t.Cleanup(server.Close)
	l.address = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	return l
}

// handed gives a client in a browser these assignments, and the code.
func handed(t *testing.T, h *house, p *browser.Page, address string, assignments ...string) (code string) {
	t.Helper()
	staff := visit(t, h)
	staff.signIn("kievit")
	p.Open(address + "/")
	p.Type("Wat wil je kwijt?", "Ik wil iets invullen.")
	p.Press("Verstuur mijn bericht")
	p.See("Bewaar deze code")
	code = codeShape.FindString(p.Text())
	where := "/werkplek/traject/" + caseOf(t, h, "Ik wil iets invullen.", staff)
	fields := url.Values{"tekst": {"Hier is iets om te doen."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": assignments}
	for range assignments {
		fields.Add("dagen", "5")
	}
	check(t, "giving assignments", staff.post(where, where, fields), 303)
	return code
}

const (
	grown = "Met hoeveel volwassenen"
	kids  = "Hoeveel kinderen"
)

func TestStory_fillingInSurvivesALostConnection(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			l := lineTo(t, h)
			p := browser.Start(t, o).Page(t)
			handed(t, h, p, l.address, "budget")
			p.Open(l.address + fillAt)
			p.Type(grown, "2")
			l.how.Store(deaf) // it arrives, and nobody hears that it did
			p.Press("Verder")
			l.how.Store(whole)
			p.Again() // so it is sent once more
			p.See("Wat komt erin?")
			p.Press("Terug")
			if got := p.Value(grown); got != "2" {
				t.Fatalf("after a lost answer it says %q", got)
			}
			p.Press("Verder")
			p.See("Wat komt erin?")
			l.how.Store(deaf)
			p.Press("Nog een inkomen toevoegen")
			l.how.Store(whole)
			p.Again()
			p.See("Inkomen 1")
			p.Lacks("Inkomen 2", "2. ")
			p.GoBack() // to the page that was posted already
			p.Press("Nog een inkomen toevoegen")
			p.See("Wat voor inkomen is het?")
			p.Lacks("Inkomen 2", "2. ")
			p.Open(l.address + fillAt + "?deel=home")
			p.Lacks("Wat klopt?")
			if got := p.Value(grown); got != "2" {
				t.Errorf("it says %q", got)
			}
			if !o.NoScript {
				p.Type(kids, "1")
				p.See("Bewaard om ")
				l.how.Store(down)
				p.Type(kids, "2")
				p.See("Er is nu geen verbinding.")
				l.how.Store(whole)
				p.See("Bewaard om ") // by itself, when there is a connection again
				other := visit(t, h)
				other.jar = jarOf(p, l.address)
				if !strings.Contains(other.get(fillAt+"?deel=home").body, `name="a.children" value="2"`) {
					t.Error("what was typed without a connection did not arrive")
				}
			}
		})
	}
}

func jarOf(p *browser.Page, address string) map[string]string {
	jar := map[string]string{}
	for _, c := range p.Cookies(address) {
		jar[c.Name] = c.Value
	}
	return jar
}

func TestStory_twoTabsSaveByThemselvesAndBringNothingBack(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	b := browser.Start(t, browser.Options{})
	p := b.Page(t)
	handed(t, h, p, h.url, "budget")
	p.Open(h.url + fillAt)
	q := b.Page(t)
	q.Open(h.url + fillAt)
	p.Type(grown, "2")
	p.See("Bewaard om ")
	q.Type(kids, "1") // this tab still shows that nobody lives there
	q.See("Bewaard om ")
	q.Type(kids, "3")
	q.Press("Verder")
	q.Open(h.url + fillAt + "?deel=home")
	q.Lacks("Wat klopt?")
	if a, c := q.Value(grown), q.Value(kids); a != "2" || c != "3" {
		t.Errorf("there are %q grown-ups and %q children", a, c)
	}
}

func TestStory_twoTabsThatDifferShowBothValues(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			b := browser.Start(t, o)
			p := b.Page(t)
			handed(t, h, p, h.url, "budget")
			p.Open(h.url + fillAt)
			q := b.Page(t)
			q.Open(h.url + fillAt)
			p.Type(grown, "2")
			p.Press("Verder")
			p.See("Wat komt erin?")
			q.Type(grown, "4")
			q.Press("Verder")
			q.See("Wat klopt?", "Staat er nu", "In je andere venster")
			if got := q.Value(grown); got != "4" {
				t.Errorf("the last one is %q", got)
			}
			shot(q, "33-two-tabs")
			q.Open(h.url + "/opdracht/1/nakijken") // who looks away from it finds it before sending in
			q.See("Je vulde hier in twee vensters iets anders in. Kies wat klopt.")
			q.Press(grown)
			q.See("Wat klopt?")
			p.Open(h.url + fillAt + "?deel=home") // the other tab shows it too
			p.See("Wat klopt?")
			q.Choose("2 In je andere venster")
			q.Press("Verder")
			q.Open(h.url + fillAt + "?deel=home")
			q.Lacks("Wat klopt?")
			if got := q.Value(grown); got != "2" {
				t.Errorf("chosen is %q", got)
			}
			p.Press("Verder") // in which nothing was chosen: it was settled meanwhile
			p.Open(h.url + fillAt + "?deel=home")
			if got := p.Value(grown); got != "2" {
				t.Errorf("an old page made it %q", got)
			}
		})
	}
}

func TestStory_stoppingAndGoingOnDaysLaterOnAnotherDevice(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	p := browser.Start(t, variants["a small phone without JavaScript"]).Page(t)
	code := handed(t, h, p, h.url, "budget")
	p.Open(h.url + fillAt)
	p.Type(grown, "2")
	p.Type(kids, "1")
	p.Press("Verder")
	p.See("Deel 2 van 4.")
	p.Press("Nog een inkomen toevoegen")
	p.Select("Wat voor inkomen is het?", "Loon")
	p.Type("Bedrag", "1.850 per 4 weken")
	p.Press("Bewaar en stop")
	p.See("Je was al begonnen. Alles staat er nog.")
	h.pass(9 * 24 * time.Hour)
	q := browser.Start(t, browser.Options{}).Page(t)
	q.Open(h.url + "/terug")
	q.Type("Je code", code)
	q.Press("Ga verder")
	q.See("Je was al begonnen. Alles staat er nog.")
	q.Press("Ga verder")
	q.Open(h.url + fillAt + "?deel=in")
	q.See("1. Loon", "€ 2.004,17 per maand")
	q.Press("Terug")
	if a, c := q.Value(grown), q.Value(kids); a != "2" || c != "1" {
		t.Errorf("there are %q grown-ups and %q children", a, c)
	}
}

// Who cannot see the page hears first that something is to be looked at, then what,
// and where.
func TestStory_mistakesAreNamedAndHaveTheFocus(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			p := browser.Start(t, o).Page(t)
			handed(t, h, p, h.url, "schuldenlijst", "spoedcheck")
			p.Open(h.url + fillAt)
			for _, who := range []string{"Zonnestroom", "KPN"} {
				p.Press("Nog een schuld toevoegen")
				if got := p.Focused(); o.NoScript == false && got != "" && strings.Contains(got, "Nog een schuld") {
					t.Errorf("after adding, the focus is on %q", got)
				}
				p.Type("Van welk bedrijf of welke dienst is de schuld?", who)
				p.Type("Welk bedrag staat er in de laatste brief?", "300-400")
				p.Press("Klaar met deze")
			}
			p.Press("Kijk alles na")
			p.See("Kijk nog naar deze 2 vragen", "Schuld 2, KPN: Welk bedrag staat er in de laatste brief?")
			if got := p.Title(); !strings.HasPrefix(got, "Kijk nog naar deze 2 vragen") {
				t.Errorf("the tab says %q", got)
			}
			if got := p.Focused(); !strings.HasPrefix(got, "Kijk nog naar deze 2 vragen") {
				t.Errorf("the focus is on %q", got)
			}
			p.Press("Schuld 2, KPN")
			p.See("Schuld 2")
			if got := p.Value("Van welk bedrijf of welke dienst is de schuld?"); got != "KPN" {
				t.Errorf("the link leads to the row of %q", got)
			}
			p.Type("Welk bedrag staat er in de laatste brief?", "350")
			p.Press("Kijk alles na")
			p.See("Kijk nog naar deze vraag")
			p.Press("Kijk alles na") // once more, and it lets go
			p.See("Kijk het rustig na")
			p.Press("Stuur in")
			p.See("Kijk nog naar deze")
			if got := p.Focused(); !strings.HasPrefix(got, "Kijk nog naar deze") {
				t.Errorf("after sending in, the focus is on %q", got)
			}
			steps(t, h, p)
		})
	}
}

// steps goes through an assignment one question at a time.
func steps(t *testing.T, h *house, p *browser.Page) {
	t.Helper()
	p.Open(h.url + "/opdracht/2/vul")
	p.See("Deel 1 van 9.")
	p.Press("Hoe wil je invullen?")
	p.Press("Eén vraag per keer")
	p.See("Vraag 1 van 9.", "Nog ongeveer")
	if got := p.Title(); !strings.HasPrefix(got, "Vraag 1 van 9.") {
		t.Errorf("the tab says %q", got)
	}
	p.Choose("Ja")
	p.Press("Verder")
	p.See("Vraag 2 van 10.") // the answer asks for a day
	p.Press("Terug")
	p.Choose("Nee")
	p.Press("Verder")
	p.See("Vraag 2 van 9.")
}

func TestStory_aGuessIsAskedOnceAndLetGo(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			p := browser.Start(t, o).Page(t)
			handed(t, h, p, h.url, "budget")
			const reserve = "Hoeveel wil je per maand opzij zetten?"
			p.Open(h.url + fillAt + "?deel=spare")
			p.Type(reserve, "12.50")
			p.Press("Kijk alles na")
			p.See("We lezen dit als € 12,50. Klopt dat niet? Verander het dan.")
			shot(p, "34-guess")
			p.Press("Kijk alles na")
			p.See("Kijk het rustig na", "€ 12,50")
			for typed, shown := range map[string]string{
				"€ 50,-": "€ 50,00", "ca. 50": "ongeveer € 50,00", "١٢٫٥٠": "€ 12,50", "۵۰": "€ 50,00", "50 euro": "€ 50,00", "1 000,00": "€ 1.000,00", "1'000": "€ 1.000,00",
			} {
				p.Open(h.url + fillAt + "?deel=spare")
				p.Type(reserve, typed)
				p.Press("Kijk alles na")
				for !strings.Contains(p.Text(), "Kijk het rustig na") { // more than is left: said once
					p.Press("Kijk alles na")
				}
				p.See(shown)
				p.Open(h.url + fillAt + "?deel=spare")
				if got := p.Value(reserve); got != typed {
					t.Errorf("%q became %q", typed, got)
				}
			}
		})
	}
}

func TestStory_everyAssignmentPrintsEmptyAndFilled(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			p := browser.Start(t, o).Page(t)
			handed(t, h, p, h.url, "schuldenlijst", "budget", "spoedcheck", "brief-uitstel")
			p.Open(h.url + fillAt)
			p.Press("Nog een schuld toevoegen")
			p.Type("Van welk bedrijf of welke dienst is de schuld?", "Zonnestroom")
			p.Type("Welk bedrag staat er in de laatste brief?", "390")
			p.Press("Bewaar en stop")
			for _, no := range []string{"1", "2", "3", "4"} {
				p.Open(h.url + "/opdracht/" + no)
				p.Press("Liever op papier")
				p.Press("Print de lege vragen")
				p.See("Vul het in op papier")
				if n := p.Sideways(); n > 0 {
					t.Errorf("assignment %s on paper scrolls %d pixels sideways", no, n)
				}
				paper := p.OnPaper()
				for _, not := range []string{"Zonnestroom", "390", "Snel weg", "Hulp nu", "Print deze bladzijde", "Terug naar de opdracht"} {
					if strings.Contains(paper, not) {
						t.Errorf("assignment %s, empty, prints %q", no, not)
					}
				}
				if has := len(p.All("[data-print]:not([hidden])")) > 0; has == o.NoScript {
					t.Errorf("a button that prints: %v", has)
				}
			}
			p.Open(h.url + "/opdracht/1/papier")
			if paper := p.OnPaper(); !strings.Contains(paper, "Alleen als: ") || !strings.Contains(paper, "Schuld 3") {
				t.Errorf("empty it prints %s", paper)
			}
			p.Press("Liever met wat je invulde")
			if paper := p.OnPaper(); !strings.Contains(paper, "Zonnestroom") || !strings.Contains(paper, "€ 390,00") || strings.Contains(paper, "Alleen als") {
				t.Errorf("filled it prints %s", paper)
			}
		})
	}
}
