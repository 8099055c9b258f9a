// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"opgelucht/pkg/browser"
)

// overheard is a house behind a line that somebody listens to.
func overheard(t *testing.T, h *house) (address string, heard *safeBuffer) {
	t.Helper()
	behind, err := url.Parse(h.url)
	if err != nil {
		t.Fatal(err)
	}
	heard = &safeBuffer{}
	line := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = r.In.Host
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		text, _ := url.QueryUnescape(string(body)) // what is no form is searched as it is
		_, _ = heard.Write([]byte(r.Method + " " + r.URL.String() + " " + text + string(body) + "\n"))
		r.Body = io.NopCloser(bytes.NewReader(body))
		line.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return strings.Replace(server.URL, "127.0.0.1", "localhost", 1), heard
}

func TestStory_aLetterIsMadeReadChangedAndItsDottedLinesReachNobody(t *testing.T) {
	t.Parallel()
	for name, o := range variants {
		t.Run(name, func(t *testing.T) {
			h := build(t, options{})
			address, heard := overheard(t, h)
			staff := visit(t, h)
			staff.signIn("kievit")
			p := browser.Start(t, o).Page(t)
			p.Open(address + "/")
			p.Type("Wat wil je kwijt?", "Ze sturen steeds brieven.")
			p.Press("Verstuur mijn bericht")
			where := "/werkplek/traject/" + caseOf(t, h, "Ze sturen steeds brieven.", staff)
			staff.post(where, where, url.Values{
				"tekst": {"Hier zijn twee opdrachten."}, "doe": {"verstuur"}, "gezien": {"9"},
				"opdracht": {"schuldenlijst", "brief-uitstel"}, "dagen": {"5", "5"},
			})
			oneDebt(p, address)

			p.Open(address + "/opdracht/2/vul")
			p.Pick("Hoeveel weken rust vraag je?", "4 weken")
			p.Pick("Zijn al deze schulden jonger dan twee jaar?", "Ja")
			p.Pick("Wat wil je erbij zeggen?", "Niets")
			p.Pick("Wil je schrijven dat je hulp krijgt?", "Ja")
			p.Press("Kijk alles na")
			p.Press("Stuur in")
			p.See("Je brieven")
			p.Press("Brief aan Winkel De Mus")
			p.See("Je brief is klaar om te lezen", "Aan: Winkel De Mus", "tot 5 juli 2027", "Ik krijg daar hulp bij.")
			p.Type("Je naam", "Ineke Zwaluwstaart")
			p.Type("Je adres, postcode en plaats", "Verzwegenlaan 12")
			if n := p.Sideways(); n > 0 {
				t.Errorf("the letter scrolls %d pixels sideways", n)
			}
			shot(p, "40-letter"+map[bool]string{true: "-320"}[o.Width == 320])

			p.Press("Verander de tekst")
			p.See("Verander je brief")
			text := p.Value("Brief aan Winkel De Mus")
			p.Type("Brief aan Winkel De Mus", text+"\nMijn rekening is NL91ABNA0417164300.")
			p.Press("Bewaar mijn brief")
			p.See("Er staat een nummer in dat je beter voor jezelf houdt.")
			if got := p.Value("Brief aan Winkel De Mus"); !strings.Contains(got, "NL91ABNA0417164300") {
				t.Errorf("what was typed is gone: %q", got)
			}
			p.Type("Brief aan Winkel De Mus", strings.Replace(text, "Ik krijg daar hulp bij.", "Ik krijg hulp. Dat geeft rust.", 1))
			p.Press("Bewaar mijn brief")
			p.See("Dat geeft rust.", "Je adres, postcode en plaats")
			p.Lacks("Ik krijg daar hulp bij.")

			p.Open(address + "/dossier/debts")
			p.Press("Aanpassen")
			p.Type("Wie geld vraagt", "Winkel De Spreeuw")
			p.Press("Bewaar")
			p.Open(address + "/opdracht/2/uitkomst")
			p.Press("Brief aan Winkel De Mus")
			p.See("In je dossier staat nu iets anders dan in deze brief:", "Winkel De Spreeuw", "Dat geeft rust.")

			for _, secret := range []string{"Ineke", "Zwaluwstaart", "Verzwegenlaan"} {
				if strings.Contains(heard.String(), secret) {
					t.Errorf("%q went over the line", secret)
				}
			}
			if !strings.Contains(heard.String(), "Dat geeft rust.") {
				t.Error("nobody listened: the search proves nothing")
			}
		})
	}
}

// A page that says what cannot wait still leads to the letter that was made.
func TestStory_aLetterForSomethingUrgentIsOnThePageThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	h := build(t, options{})
	staff := visit(t, h)
	staff.signIn("kievit")
	p := browser.Start(t, browser.Options{NoScript: true, Width: 320, Height: 640}).Page(t)
	p.Open(h.url + "/")
	p.Type("Wat wil je kwijt?", "Mijn rekening is leeg.")
	p.Press("Verstuur mijn bericht")
	where := "/werkplek/traject/" + caseOf(t, h, "Mijn rekening is leeg.", staff)
	staff.post(where, where, url.Values{
		"tekst": {"Hier is een opdracht."}, "doe": {"verstuur"}, "gezien": {"9"}, "opdracht": {"beslag-rekening"}, "dagen": {"1"},
	})
	p.Open(h.url + "/opdracht/1/vul")
	p.EachFieldset("Nee")
	p.Press("Verder")
	p.EachFieldset("Nee")
	p.Pick("Met wie leef je?", "Alleenstaande")
	p.Type("Op welke dag werd het geld vastgehouden?", "1 juni 2027")
	p.Type("Hoeveel stond er toen op je rekening?", "800")
	p.Type("Hoeveel kon je daarna nog gebruiken?", "0")
	p.Press("Kijk alles na")
	p.Press("Stuur in")
	p.See("Dit heeft haast", "Je brieven")
	p.Press("Brief om het beslagvrije bedrag")
	p.See("Je brief is klaar om te lezen", "1 juni 2027 legde u beslag")
}

// oneDebt hands in a list with one debt that is not urgent.
func oneDebt(p *browser.Page, address string) {
	p.Open(address + "/opdracht/1/vul")
	p.Press("Nog een schuld toevoegen")
	p.Type("Van welk bedrijf of welke dienst is de schuld?", "Winkel De Mus")
	p.Select("Waar gaat het over?", "Winkel, webwinkel")
	p.Type("Welk bedrag staat er in de laatste brief?", "129,95")
	p.Pick("Wat voor brief was de laatste?", "Rekening of herinnering")
	p.EachFieldset("Nee")
	p.Press("Kijk alles na")
	p.Press("Stuur in")
	p.See("Dit komt eruit")
}
