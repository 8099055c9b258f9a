// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"slices"
	"sync"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/library"
)

// names looks at what is named without a formula: columns, options, questions and
// other assignments.
func (l *linter) names() {
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		switch {
		case p.Object == "result" && p.Key.Name == "columns":
			for _, item := range p.Node.Items {
				l.column(item, p.Of.Str("list"))
			}
		case p.Object == "result" && p.Key.Name == "order_by":
			l.column(p.Node, p.Of.Str("list"))
		case p.Key.Name == "start_column":
			l.column(p.Node, p.Of.Str("id"))
		case p.Key.Name == "start_rows":
			l.startRows(p)
		case p.Object == "next" && p.Key.Name == "assignment":
			l.next(p.Node)
		case p.Key.Name == "read" && p.Node.Kind == content.List:
			for _, item := range p.Node.Items {
				l.read(item)
			}
		case p.Object == "assignment" && p.Key.Name == "renamed":
			l.renamed(p.Node)
		}
	})
}

// unknown says that a name is not known, with the nearest one that is.
func (l *linter) unknown(n *content.Node, known []string, say content.Words) {
	l.problems = append(l.problems, n.At(say, content.Nearest(n.Value, known)).Named("name"))
}

func (l *linter) column(n *content.Node, list string) {
	q, ok := l.def.Question(list)
	if !ok || q.Rows == nil {
		return // told already
	}
	var known []string
	t, _ := l.def.TypeOf(list)
	for id := range t.Columns {
		known = append(known, id)
	}
	slices.Sort(known)
	if !slices.Contains(known, n.Value) {
		l.unknown(n, known, both("'%s' heeft geen kolom '%s'.", "'%s' has no column '%s'.", list, n.Value))
	}
}

func (l *linter) startRows(p content.Place) {
	q, ok := l.def.Question(p.Of.Str("id"))
	if !ok || q.Rows == nil {
		return
	}
	for _, c := range q.Rows.Columns {
		if c.ID != q.Rows.StartColumn {
			continue
		}
		var known []string
		for _, o := range c.Type.Options {
			known = append(known, o.ID)
		}
		for _, item := range p.Node.Items {
			if len(known) > 0 && !slices.Contains(known, item.Value) {
				l.unknown(item, known, both("'%s' is geen antwoord van '%s'.", "'%s' is no answer of '%s'.", item.Value, c.ID))
			}
		}
	}
}

// next looks for another assignment here, or beside it.
func (l *linter) next(n *content.Node) {
	known := l.all()
	if !slices.Contains(known, n.Value) {
		l.unknown(n, known, both("Er is geen opdracht '%s'.", "There is no assignment '%s'.", n.Value))
	}
}

// booked are the pages of the library that ships.
var booked = sync.OnceValue(func() []string {
	books, _ := library.Shipped() // its mistakes are told where it is read
	return books.IDs()
})

// read looks for a page of the library. One that is not there keeps nothing from
// going live: it is not shown.
func (l *linter) read(n *content.Node) {
	if known := booked(); !slices.Contains(known, n.Value) {
		l.unknown(n, known, both("De bibliotheek heeft geen pagina '%s'.", "The library has no page '%s'.", n.Value))
	}
}

// all lists the assignments here and those beside it.
func (f *Folder) all() []string {
	return slices.Concat(f.ids, f.beside)
}

func (l *linter) renamed(n *content.Node) {
	var known []string
	for _, p := range l.def.Pages {
		for _, q := range p.Questions {
			known = append(known, q.ID)
			if q.Rows == nil {
				continue
			}
			for _, c := range q.Rows.Columns {
				known = append(known, q.ID+"."+c.ID)
			}
		}
	}
	for _, old := range n.Keys {
		now := n.Field(old)
		switch {
		case slices.Contains(known, old):
			l.problems = append(l.problems, n.Key(old).At(
				both("De vraag '%s' is er nog, dus heeft hij geen andere naam.", "The question '%s' is still there, so it has no other name.", old),
				both("Haal '%s' hier weg, of geef de vraag die er nu is een andere naam.", "Take '%s' away here, or give the question of now another name.", old)).Named("name-renamed"))
		case !slices.Contains(known, now.Value) && n.Str(now.Value) == "": // a name that changed again may stand between
			l.unknown(now, known, both("Er is geen vraag '%s'.", "There is no question '%s'.", now.Value))
		}
	}
}
