// SPDX-License-Identifier: EUPL-1.2

// Package formula is the small language in which assignments compute and decide.
//
// It is small on purpose: no loops, no text building, no functions of the
// author's own. So every formula ends, and the work it does is bounded. The
// grammar is in GRAMMAR.md, next to this file.
package formula

import (
	"errors"
	"maps"
	"slices"
	"time"

	"opgelucht/pkg/norm"
)

// Kind is a sort of value.
type Kind uint8

// The kinds. Unknown is the zero Kind and fits everywhere, so that one typing
// error does not cause five follow-up messages.
const (
	Unknown Kind = iota
	Money
	MoneyPer
	NumberKind
	YesNo
	Choice
	Choices
	Text
	Date
	Rows
)

// Type is a kind with what belongs to it.
type Type struct {
	Kind    Kind
	Options []string        // of Choice and Choices; empty means any option
	Columns map[string]Type // of Rows
}

// Scope says which names a formula may use. Names may have dots:
// "dossier.budget.capacity". Of a MoneyPer the scope names the amount itself;
// ".monthly" and ".yearly" are the language's own.
type Scope interface {
	TypeOf(name string) (Type, bool)
	Names() []string
}

// Vars gives the values when a formula is evaluated. An unknown name is the
// zero Value: not answered.
type Vars interface {
	Value(name string) Value
}

// Options says how a formula will be used.
type Options struct {
	// InRow holds the columns of the row a row formula is for; they are looked
	// up before the scope. Nil for other formulas. Evaluate with EvalRow.
	InRow map[string]Type
	// Group is the name of the rows InRow belongs to; only used to name what is missing.
	Group string
	// Want is the kind the result must have, for example YesNo for a
	// condition; Unknown allows every kind except Rows and MoneyPer.
	Want Kind
	// Norms are the figures of the law that the formula may ask for; nil has none.
	Norms *norm.Tables
}

// Env is the world outside the answers.
type Env struct {
	Today       time.Time                      // value of the name "today"
	AddWorkdays func(time.Time, int) time.Time // nil: workdays(...) is not answered
	Steps       *Budget                        // shared between formulas; nil gives each its own
}

// Budget bounds the work of one or more evaluations.
type Budget struct{ Left int }

// MaxSteps is the work one evaluation may do: far more than any real formula
// needs (a sum over 40 rows takes about 100).
const MaxSteps = 200_000

// NewBudget gives a budget of MaxSteps.
func NewBudget() *Budget { return &Budget{Left: MaxSteps} }

// ErrBudget means that a formula was stopped because it took too much work.
var ErrBudget = errors.New("formula: too much work")

// Formula is a checked formula. It can be used by many goroutines at once.
type Formula struct {
	source  string
	root    *node
	typ     Type
	names   []string
	columns []string
	law     bool
}

// Compile reads and checks a formula. A nil Problem means it can be used. A nil
// scope has no names.
func Compile(src string, scope Scope, opts Options) (*Formula, *Problem) {
	root, problem := parse(src)
	if problem != nil {
		return nil, problem
	}
	if scope == nil {
		scope = nothing{}
	}
	c := checker{scope: scope, own: opts.InRow, group: opts.Group, norms: opts.Norms}
	typ := c.check(root)
	if c.problem == nil {
		c.wantResult(root, typ, opts.Want)
	}
	if c.problem != nil {
		return nil, c.problem
	}
	f := &Formula{source: src, root: root, typ: typ, names: sorted(c.names), columns: sorted(c.columns)}
	root.visit(func(n *node) bool {
		f.law = f.law || isLaw(n.op)
		return true
	})
	return f, nil
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

// Eval computes the formula. The only error is ErrBudget.
func (f *Formula) Eval(vars Vars, env Env) (Value, error) { return f.EvalRow(nil, 0, vars, env) }

// EvalRow computes a row formula for rows[i]; divide looks at all the rows.
// Other names than columns come from vars. Columns of a row that does not exist
// are not answered. The only error is ErrBudget.
func (f *Formula) EvalRow(rows []Row, i int, vars Vars, env Env) (Value, error) {
	r := newRun(rows, i, vars, env)
	v := r.eval(f.root)
	return v, r.finish()
}

// Names lists the names of the scope the formula uses, sorted, each once: what
// must be known first. Of an aggregate that is the name of the rows.
func (f *Formula) Names() []string { return slices.Clone(f.names) }

// Columns lists the columns of the formula's own row (Options.InRow) it uses.
func (f *Formula) Columns() []string { return slices.Clone(f.columns) }

// Type is what the formula gives.
func (f *Formula) Type() Type { return f.typ }

// AsksLaw says whether the formula asks for a figure or a calculation of the
// law, so that Explain may give Norms.
func (f *Formula) AsksLaw() bool { return f.law }

// Source is the formula as written.
func (f *Formula) Source() string { return f.source }
