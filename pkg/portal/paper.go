// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/author"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// paperPage is an assignment to print: empty, to fill in with a pen, or with what
// was filled in.
type paperPage struct {
	view.Base
	Heading, Why string
	No           int
	Filled       bool
	Parts        []paperPart
	Day          string // when it was filled in
}

type paperPart struct {
	assignment.PaperPart
	When      string // in words: when it is asked
	Questions []paperQuestion
}

type paperQuestion struct {
	assignment.PaperQuestion
	When    string
	Columns []paperQuestion // of a list
	Blank   []string        // the rows to fill in, with what stands ready in them
	Wide    bool            // too many columns for a line each: they stand below each other
}

// paperRows is how many rows stand ready to fill in; of a list with many columns
// there are fewer, beside each other.
const paperRows, paperWide, mostColumns = 8, 3, 4

// paper shows an assignment to print. Empty it holds nothing of anyone.
func (p *Portal) paper(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	return p.showPaper(r, w, no, r.QueryParam("met") == "antwoorden")
}

func (p *Portal) showPaper(r *web.Request, w casework.Work, no int, filled bool) error {
	page := paperPage{Base: r.Base("tab.task", ""), Heading: w.Def.Title, Why: w.Def.Why, No: no, Filled: filled}
	parts := w.Def.Paper()
	if filled {
		parts, page.Day = w.Outcome.Paper(), r.Words.FullDate(r.Now())
	}
	for _, part := range parts {
		out := paperPart{PaperPart: part, When: inWords(w.Def, nil, part.Only)}
		for _, q := range part.Questions {
			out.Questions = append(out.Questions, onPaper(w.Def, nil, q))
		}
		page.Parts = append(page.Parts, out)
	}
	return r.Show(http.StatusOK, "portal/paper", page)
}

func onPaper(def *assignment.Definition, list *assignment.Question, q assignment.PaperQuestion) paperQuestion {
	out := paperQuestion{PaperQuestion: q, When: inWords(def, list, q.Only)}
	if q.List == nil {
		return out
	}
	own, _ := def.Question(q.ID)
	for _, c := range q.List.Columns {
		out.Columns = append(out.Columns, onPaper(def, own, c))
	}
	out.Wide = len(out.Columns) > mostColumns
	out.Blank = append(out.Blank, q.List.Ready...)
	for least := map[bool]int{false: paperRows, true: paperWide}[out.Wide]; len(out.Blank) < least; {
		out.Blank = append(out.Blank, "")
	}
	return out
}

func inWords(def *assignment.Definition, list *assignment.Question, only string) string {
	if only == "" {
		return ""
	}
	return author.InWords(def, list, only)
}
