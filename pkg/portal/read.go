// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/library"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// The library has no box to search with: what someone types there says more than
// what they write to us, and would travel. It has two lists instead, by topic and
// by word, that say all there is on one page each. Its addresses are numbers,
// because they stay behind in the history of a browser. Like every page of ours
// it is never kept there: whoever picks up the phone next should not find it.

type libraryPage struct {
	view.Base
	Topics []topic
}

// topic is a shelf of the library.
type topic struct {
	ID    string
	Pages []readLine
}

// readLine is a way to a page of the library.
type readLine struct {
	Number            int
	To, Title, Answer string
}

type registerPage struct {
	view.Base
	Letters []letterOf
}

// letterOf is a letter of the alphabet, with the words that begin with it.
type letterOf struct {
	Letter string
	Words  []wordLine
}

type wordLine struct {
	library.Term
	Pages []readLine
}

type readPage struct {
	view.Base
	library.Page
	Back view.Link
	See  []readLine
	Late bool // somebody had to read it again, or hold it beside its sources, by now
}

// way is where a reader comes from: an assignment, and which page of it.
type way struct {
	task int // 0: from nowhere in particular
	page string
}

var pageShape = regexp.MustCompile(`^[A-Za-z0-9_.!-]{1,80}$`)

// wayOf reads where a reader comes from out of the address.
func wayOf(r *web.Request) way {
	from := way{page: r.QueryParam("deel")}
	from.task, _ = strconv.Atoi(r.QueryParam("bij")) // what is no number is no task
	if from.task < 1 || r.Session == nil || r.Session.Client == nil {
		return way{}
	}
	if !pageShape.MatchString(from.page) {
		from.page = ""
	}
	return from
}

// back is the way back.
func (w way) back(r *web.Request) (to, text string) {
	switch {
	case w.page != "":
		return fillPath(w.task, w.page, ""), r.Words.T("read.back", nil)
	case w.task > 0:
		return taskPath(w.task), r.Words.T("read.back", nil)
	}
	return "/lezen", r.Words.T("read.all", nil)
}

// readPath is the address of a page of the library.
func readPath(number int, from way) string {
	to := "/lezen/" + strconv.Itoa(number)
	if from.task == 0 {
		return to
	}
	q := url.Values{"bij": {strconv.Itoa(from.task)}}
	if from.page != "" {
		q.Set("deel", from.page)
	}
	return to + "?" + q.Encode()
}

func lineOf(p library.Page, from way) readLine {
	return readLine{Number: p.Number, To: readPath(p.Number, from), Title: p.Title, Answer: p.Answer}
}

// reading gives the ways to pages of the library. One that is not there any more
// is left out.
func (p *Portal) reading(r *web.Request, ids []string, from way) []readLine {
	var list []readLine
	for _, id := range ids {
		if one, ok := p.shelf.Of(r.Tenant.ID).Library.Named(r.Language, id); ok {
			list = append(list, lineOf(one, from))
		}
	}
	return list
}

// library lists every page by topic.
func (p *Portal) library(r *web.Request) error {
	page := libraryPage{Base: r.Base("tab.read", "")}
	books := p.shelf.Of(r.Tenant.ID).Library
	for _, id := range library.Topics() {
		one := topic{ID: id}
		for _, b := range books.On(r.Language, id) {
			one.Pages = append(one.Pages, lineOf(b, way{}))
		}
		if len(one.Pages) > 0 {
			page.Topics = append(page.Topics, one)
		}
	}
	return r.Show(http.StatusOK, "portal/library", page)
}

// register lists every word, as the last pages of a book do.
func (p *Portal) register(r *web.Request) error {
	page := registerPage{Base: r.Base("tab.read", "")}
	for _, e := range p.shelf.Of(r.Tenant.ID).Library.Register(r.Language) {
		if n := len(page.Letters); n == 0 || page.Letters[n-1].Letter != e.Letter() {
			page.Letters = append(page.Letters, letterOf{Letter: e.Letter()})
		}
		word := wordLine{Term: e.Term}
		for _, b := range e.Pages {
			word.Pages = append(word.Pages, lineOf(b, way{}))
		}
		last := &page.Letters[len(page.Letters)-1]
		last.Words = append(last.Words, word)
	}
	return r.Show(http.StatusOK, "portal/register", page)
}

// read shows one page.
func (p *Portal) read(r *web.Request) error {
	number, err := strconv.Atoi(r.Param("no"))
	one, ok := p.shelf.Of(r.Tenant.ID).Library.Page(r.Language, number)
	if err != nil || !ok {
		return fault.New(fault.NotFound, "")
	}
	return p.showRead(r, one, wayOf(r))
}

func (p *Portal) showRead(r *web.Request, one library.Page, from way) error {
	page := readPage{Base: r.Base("tab.read", ""), Page: one, See: p.reading(r, one.See, from), Late: one.Due(r.Now())}
	to, text := from.back(r)
	page.Back = page.To(to, text)
	page.Posts = r.Path(readPath(one.Number, from)) // in another language, the way back stays
	return r.Show(http.StatusOK, "portal/read", page)
}
