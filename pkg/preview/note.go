// SPDX-License-Identifier: EUPL-1.2

package preview

import (
	"cmp"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"

	"opgelucht/pkg/author"
	"opgelucht/pkg/content"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// note is something that lint says, with the question it is about.
type note struct {
	Where    string // file:line:column
	Severity string // error, warning or info
	Rule     string
	Say      content.Words
	Advice   content.Words
	Page     string // where the question is asked; empty for no question
	Question string
}

// spot is where a question of an assignment begins in its file.
type spot struct {
	line           int
	page, question string
}

// spots lists where questions begin, and where something else does.
func spots(id string, files fs.FS) []spot {
	file := path.Join(id, "assignment.yaml")
	text, err := fs.ReadFile(files, file)
	if err != nil {
		return nil
	}
	root, _ := content.Parse(file, text)
	if root == nil || root.Kind != content.Map {
		return nil
	}
	var list []spot
	for _, name := range root.Keys {
		list = append(list, spot{line: root.Key(name).Line})
	}
	pages := root.Field("pages")
	if pages == nil {
		return list
	}
	for _, page := range pages.Items {
		list = append(list, spot{line: page.Line})
		questions := page.Field("questions")
		if questions == nil {
			continue
		}
		for _, q := range questions.Items {
			list = append(list, spot{q.Line, page.Str("id"), q.Str("id")})
		}
	}
	slices.SortStableFunc(list, func(a, b spot) int { return cmp.Compare(a.line, b.line) })
	return list
}

// notesOf puts what lint says at the questions it is about, mistakes first.
func notesOf(id string, files fs.FS, problems []content.Problem) []note {
	where, file := spots(id, files), path.Join(id, "assignment.yaml")
	var list []note
	for _, p := range problems {
		n := note{Where: p.File, Severity: author.Severity(p), Rule: p.Rule, Say: p.Say, Advice: p.Advice}
		if p.Line > 0 {
			n.Where = fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
		}
		for _, s := range where {
			if p.File == file && s.line <= p.Line {
				n.Page, n.Question = s.page, s.question
			}
		}
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	order := []string{"error", "warning", "info"}
	slices.SortStableFunc(list, func(a, b note) int {
		return cmp.Compare(slices.Index(order, a.Severity), slices.Index(order, b.Severity))
	})
	return list
}

type notesPage struct {
	view.Base
	Broken bool // the last good one is shown, or the one that ships
	Notes  []shownNote
}

type shownNote struct {
	note
	Text, Do string
	To       string // the page of the question; empty for none
}

// notes shows what lint says. It stands in a frame of its own, because looking at
// everything takes longer than showing the page.
func (p *Preview) notes(r *web.Request) error {
	c := p.chosen(r)
	return r.Show(http.StatusOK, "preview/notes", notesOn(r, p.look(r, c.ID).notes, p.broken(c.ID)))
}

func notesOn(r *web.Request, list []note, broken bool) notesPage {
	page := notesPage{Base: r.Base("preview.tab", ""), Broken: broken}
	for _, n := range list {
		one := shownNote{note: n, Text: n.Say.In(r.Language), Do: n.Advice.In(r.Language)}
		if n.Question != "" {
			one.To = firstTask + "/vul?deel=" + url.QueryEscape(n.Page) + "#v-" + n.Question
		}
		page.Notes = append(page.Notes, one)
	}
	return page
}

// stream tells the page which version stands, whenever it changes.
func (p *Preview) stream(r *web.Request) error {
	out := r.Response()
	out.Header().Set("Content-Type", "text/event-stream")
	out.WriteHeader(http.StatusOK)
	for {
		version, changed := p.next()
		if _, err := fmt.Fprintf(out, "retry: 200\ndata: %d\n\n", version); err != nil {
			return nil // the reader went away
		}
		out.Flush()
		select {
		case <-changed:
		case <-p.Done:
			return nil
		case <-r.Request().Context().Done():
			return nil
		}
	}
}
