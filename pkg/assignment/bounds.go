// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strconv"

	"opgelucht/pkg/content"
)

// How large an assignment may be. What is larger is no assignment that somebody
// under stress can do, and could keep a server busy.
const (
	mostPages     = 30
	mostQuestions = 40 // on a page
	mostColumns   = 20
	mostOptions   = 100
	mostRows      = 200
	longestText   = 8_000 // bytes of one text
)

// bounds refuses what is too large, before anything is made of it. It tells
// whether all of it fits.
func (b *builder) bounds(n *content.Node) bool {
	before := len(b.problems)
	b.atMost(n.Field("pages"), mostPages, "pagina's", "pages")
	if pages := n.Field("pages"); pages != nil {
		for _, p := range pages.Items {
			questions := p.Field("questions")
			b.atMost(questions, mostQuestions, "vragen op een pagina", "questions on a page")
			if questions == nil {
				continue
			}
			for _, q := range questions.Items {
				b.questionBounds(q)
			}
		}
	}
	b.textBounds(n)
	return len(b.problems) == before
}

func (b *builder) questionBounds(q *content.Node) {
	b.atMost(q.Field("options"), mostOptions, "antwoorden", "answers")
	b.atMost(q.Field("columns"), mostColumns, "kolommen", "columns")
	least, most := number(q, "min_rows", 0), number(q, "max_rows", 60)
	if at := q.Field("max_rows"); at != nil && (most < 1 || most > mostRows) {
		b.complain(at.At(content.Words{NL: "Een lijst heeft 1 tot " + strconv.Itoa(mostRows) + " regels.", EN: "A list has 1 to " + strconv.Itoa(mostRows) + " rows."}, content.Words{}).Named("limit"))
	}
	if at := q.Field("min_rows"); at != nil && (least < 0 || least > most) {
		b.complain(at.At(content.Words{NL: "'min_rows' is hoogstens 'max_rows'.", EN: "'min_rows' is at most 'max_rows'."}, content.Words{}).Named("limit"))
	}
	b.atMost(q.Field("start_rows"), most, "regels die klaarstaan", "rows that stand ready")
}

func (b *builder) atMost(n *content.Node, most int, nl, en string) {
	if n != nil && len(n.Items)+len(n.Keys) > most {
		m := strconv.Itoa(most)
		b.complain(n.At(content.Words{NL: "Dit zijn er te veel: hoogstens " + m + " " + nl + ".", EN: "These are too many: at most " + m + " " + en + "."}, content.Words{}).Named("limit"))
	}
}

// textBounds refuses texts and formulas that are far too long.
func (b *builder) textBounds(n *content.Node) {
	if n == nil {
		return
	}
	if n.Kind == content.Text && len(n.Value) > longestText {
		b.complain(n.At(content.Words{NL: "Deze tekst is te lang: hoogstens 8.000 tekens.", EN: "This text is too long: at most 8,000 characters."}, content.Words{}).Named("limit"))
	}
	for _, item := range n.Items {
		b.textBounds(item)
	}
	for _, key := range n.Keys {
		b.textBounds(n.Field(key))
	}
}
