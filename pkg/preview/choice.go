// SPDX-License-Identifier: EUPL-1.2

package preview

import (
	"net/http"
	"net/url"
	"slices"

	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// Whose eyes an assignment is seen with.
const (
	byClient  = "klant"
	byResult  = "uitkomst"
	byDesk    = "hulpverlener"
	byExplain = "uitleg"
)

var eyes = []string{byClient, byResult, byDesk, byExplain}

// choice is what the writer wants to see.
type choice struct {
	ID      string
	As      string // one of eyes
	Answers string // the name of an example; empty for nothing
	Lang    string
	Narrow  bool // as on a small phone
	Bare    bool // without JavaScript
	Large   bool
	Again   bool // from the beginning
}

// chosen reads it out of the address, and speaks its language; what it does not
// say is as usual.
func (p *Preview) chosen(r *web.Request) choice {
	c := choice{
		ID: r.QueryParam("opdracht"), As: r.QueryParam("als"), Answers: r.QueryParam("antwoorden"), Lang: r.QueryParam(web.FieldLanguage),
		Narrow: r.QueryParam("breed") == "320", Bare: r.QueryParam("kaal") != "", Large: r.QueryParam("groot") != "", Again: r.QueryParam("opnieuw") != "",
	}
	if ids := p.ids(r); !slices.Contains(ids, c.ID) {
		c.ID = p.First
		if !slices.Contains(ids, c.ID) && len(ids) > 0 {
			c.ID = ids[0]
		}
	}
	if !slices.Contains(eyes, c.As) {
		c.As = byClient
	}
	if !slices.Contains(r.Tenant.Languages, c.Lang) {
		c.Lang = r.Language
	}
	r.Choose(c.Lang)
	if !slices.Contains(p.Shelf.Of(r.Tenant.ID).Assignments.ExampleNames(c.ID), c.Answers) {
		c.Answers = ""
	}
	return c
}

// to gives the address of a page of the door with this choice.
func (c choice) to(path string) string {
	q := url.Values{"opdracht": {c.ID}, "als": {c.As}, web.FieldLanguage: {c.Lang}}
	for name, on := range map[string]bool{"kaal": c.Bare, "groot": c.Large, "opnieuw": c.Again} {
		if on {
			q.Set(name, "1")
		}
	}
	if c.Answers != "" {
		q.Set("antwoorden", c.Answers)
	}
	if c.Narrow {
		q.Set("breed", "320")
	}
	return path + "?" + q.Encode()
}

// inside is where the frame begins.
func (c choice) inside() string {
	switch c.As {
	case byDesk:
		return c.to(asStaff)
	case byExplain:
		return c.to(plainly)
	}
	return c.to(asOne)
}

// option is one of a list to choose from.
type option struct {
	Value, Label string
	On           bool
}

type barPage struct {
	view.Base
	Heading                 string
	Choice                  choice
	IDs, As, Answers, Langs []option
	Inside, Told            string
	Fresh                   string // from the beginning
	Reload                  string
	Anew                    bool // what the frame shows is made anew when files change, not where the reader is
	News                    string
	Version                 int
}

func asOptions(r *web.Request, chosen string) []option {
	var list []option
	for _, as := range eyes {
		list = append(list, option{as, r.Words.T("preview.as."+as, nil), as == chosen})
	}
	return list
}

func langOptions(r *web.Request, chosen string) []option {
	var list []option
	for _, lang := range r.Tenant.Languages {
		list = append(list, option{lang, r.Speak(lang).T("language.name", nil), lang == chosen})
	}
	return list
}

// show is the page around everything: what to choose, and frames for what it is.
func (p *Preview) show(r *web.Request) error {
	c := p.chosen(r)
	if c.Again {
		p.forget(c)
		c.Again = false
		return r.Go(c.to(home))
	}
	version, _ := p.next()
	shelf := p.Shelf.Of(r.Tenant.ID)
	page := barPage{Base: r.Base("preview.tab", ""), Choice: c, Version: version, Inside: c.inside(), Told: c.to(told), News: news, Anew: c.As != byClient}
	page.Heading = c.ID
	if d, ok := shelf.Offered(c.ID, c.Lang); ok {
		page.Heading = d.Title
	}
	for _, id := range p.ids(r) {
		page.IDs = append(page.IDs, option{id, id, id == c.ID})
	}
	page.As, page.Langs = asOptions(r, c.As), langOptions(r, c.Lang)
	page.Answers = []option{{"", r.Words.T("preview.nothing", nil), c.Answers == ""}}
	for _, name := range shelf.Assignments.ExampleNames(c.ID) {
		page.Answers = append(page.Answers, option{name, name, name == c.Answers})
	}
	page.Reload = c.to(home)
	c.Again = true
	page.Fresh = c.to(home)
	return r.Show(http.StatusOK, "preview/bar", page)
}
