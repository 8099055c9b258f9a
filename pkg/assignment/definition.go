// SPDX-License-Identifier: EUPL-1.2

// Package assignment is what an assignment asks, which answers are good, what
// comes out, and what the dossier keeps.
package assignment

import (
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
	"opgelucht/pkg/norm"
)

// Kinds of questions that no fact has: one only tells, one chooses a row that the
// dossier has already, one is filled in on paper only.
const (
	Info  dossier.Kind = "info"
	Pick  dossier.Kind = "pick"
	Paper dossier.Kind = "paper"
)

// Definition is one assignment in one language. It is never changed once read
// and can be used by many goroutines.
type Definition struct {
	Intro
	ID        string
	Version   int
	Language  string
	LogicHash string            // names the logic: everything but the words
	Renamed   map[string]string // old names of questions → new
	Pages     []*Page
	Computes  []*Compute
	results   []resultRule
	letters   []*letterRule
	counsel   counsel
	names     names
	logic     *logic
	vocab     *dossier.Vocabulary
	norms     *norm.Tables
}

// Intro is what someone sees before they begin.
type Intro struct {
	Title    string
	Why      string
	Prepare  []string
	Minutes  int
	Workdays int // until it is due, unless the counsellor says otherwise
	Layout   Layout
	Needs    []string // paths of the dossier that must be known first
	Read     []string // ids of pages of the library that help with it
	WorkForm bool     // an exercise without sums, handed out as any assignment is
}

// Layout is how an assignment is shown, unless the client chooses otherwise.
type Layout string

// The layouts.
const (
	Pages Layout = "pages" // as the author divided it
	Steps Layout = "steps" // one question a screen
	List  Layout = "list"  // everything below each other
)

// Page is what stands on one screen.
type Page struct {
	ID        string
	Title     string
	Read      []string // ids of pages of the library that help with it
	text      *content.Markup
	showIf    *formula.Formula
	Questions []*Question
}

// Question asks one thing, or a list of rows.
type Question struct {
	ID       string
	Fact     string // path in the dossier that it reads and writes
	Save     string // path that it only writes
	Type     dossier.Type
	Ask      string
	Help     string
	Example  string
	Required bool // unless rules say otherwise
	Unknown  bool // "that I do not know" is offered
	Default  string
	Per      []money.Period
	Rows     *RowsSpec
	Pick     *PickSpec
	rules    rules
	bounds   *amounts // of an amount; nil where nobody read them yet
}

// rules are the formulas of a question.
type rules struct {
	show    *formula.Formula
	must    *formula.Formula // whether it must be answered
	prefill *formula.Formula
	checks  []check
}

// PickSpec is how a row of the dossier is chosen.
type PickSpec struct {
	From  string // path of a list in the dossier
	Empty string // said when there is nothing to choose
	where *formula.Formula
	title *text
	row   *Question // the columns of the list, as a question has them
}

// RowsSpec is how a list of rows is asked.
type RowsSpec struct {
	Columns     []*Question
	Row         string // "een schuld"
	Add         string
	Empty       string
	None        string // "I have none", an answer of its own
	Min, Max    int
	Start       []string // rows that stand ready, by option of StartColumn
	StartColumn string
	where       *formula.Formula // which rows of the dossier stand here; nil for all
	title       *text
	computes    []rowCompute
}

type rowCompute struct {
	id string
	f  *formula.Formula
}

type check struct {
	rule    *formula.Formula
	say     *text
	warning bool
}

// Compute is a value that is worked out.
type Compute struct {
	ID      string
	Label   string
	Explain string
	Save    string // path in the dossier
	f       *formula.Formula
}

// text is a text with formulas in its holes.
type text struct {
	markup *content.Markup
	holes  []*formula.Formula
}

type resultRule struct {
	show   string // id of a compute
	text   *text
	tone   string
	when   *formula.Formula
	list   string // id of a question with rows
	order  string
	cols   []string
	group  []groupRule
	beside []comparedRule // scales, beside what they were
}

type groupRule struct {
	when  *formula.Formula
	title string
}

// counsel is what the counsellor gets out of a submission.
type counsel struct {
	alerts  []alertRule
	replies []replyRule
	next    []nextRule
}

type alertRule struct {
	when     *formula.Formula
	text     *text
	urgent   bool
	workdays int
}

type replyRule struct {
	when  *formula.Formula
	title string
	text  *text
}

type nextRule struct {
	when *formula.Formula
	id   string
}

// names are the things that formulas may name.
type names struct {
	questions map[string]*Question
	pageOf    map[string]*Page
	computes  map[string]*Compute
	types     map[string]formula.Type
	reads     map[string]bool // paths of the dossier
}

// Page finds a page.
func (d *Definition) Page(id string) (*Page, int) {
	for i, p := range d.Pages {
		if p.ID == id {
			return p, i
		}
	}
	return nil, -1
}

// Sections lists the sections of the dossier that a submission repeats something
// of, because it writes or reads them, in order of name: hiding one of them hides
// the submission as well. There is always one.
func (d *Definition) Sections() []string {
	seen := map[string]bool{}
	add := func(path string) {
		if t, ok := d.vocab.Type(path); ok {
			seen[t.Section] = true
		}
	}
	for _, q := range d.names.questions {
		add(q.Fact)
		add(q.Save)
	}
	for _, c := range d.Computes {
		add(c.Save)
	}
	for path := range d.names.reads {
		add(path)
	}
	if len(seen) == 0 && len(d.vocab.Sections) > 0 {
		seen[d.vocab.Sections[0].ID] = true
	}
	return sorted(seen)
}

// Vocabulary gives the vocabulary in the language of the definition.
func (d *Definition) Vocabulary() *dossier.Vocabulary { return d.vocab }
