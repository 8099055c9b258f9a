// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// maxTries bounds how many combinations of answers are tried on a condition.
const maxTries = 20_000

// never tells whether no answers at all can make a condition true. It says no
// when it cannot tell.
func never(d *assignment.Definition, f *formula.Formula, row map[string]formula.Type) bool {
	names, columns := f.Names(), f.Columns()
	var choices [][]formula.Value
	tries, counted := 1, 0
	for i, name := range slices.Concat(names, columns) {
		t := row[name]
		if i < len(names) {
			t, _ = d.TypeOf(name)
		}
		if slices.Contains([]formula.Kind{formula.NumberKind, formula.Money, formula.MoneyPer, formula.Date}, t.Kind) {
			counted++
		}
		values := candidates(t, f.Source())
		if tries *= len(values); values == nil || tries > maxTries {
			return false
		}
		choices = append(choices, values)
	}
	if counted > 1 || counted == 1 && strings.ContainsAny(f.Source(), "+-*/%") {
		return false // amounts that are worked with have too many values to try
	}
	at := make([]int, len(choices))
	for {
		vars, own := values{}, values{}
		for i, k := range at {
			if i < len(names) {
				vars[names[i]] = choices[i][k]
			} else {
				own[columns[i-len(names)]] = choices[i][k]
			}
		}
		v, err := f.EvalRow([]formula.Row{formula.RowOf(own)}, 0, vars, formula.Env{Today: world().Today, AddWorkdays: world().AddWorkdays})
		if err != nil || v.Holds() {
			return false
		}
		if !next(at, choices) {
			return true
		}
	}
}

// next counts on; false after the last.
func next(at []int, choices [][]formula.Value) bool {
	for i := range at {
		if at[i]++; at[i] < len(choices[i]) {
			return true
		}
		at[i] = 0
	}
	return false
}

type values map[string]formula.Value

// Value gives what is tried for a name.
func (v values) Value(name string) formula.Value { return v[name] }

var (
	literal = regexp.MustCompile(`"[^"]*"`)
	figure  = regexp.MustCompile(`\d[\d.,]*`)
)

// candidates gives values that differ for a formula; nil when there are too many
// to try.
func candidates(t formula.Type, src string) []formula.Value {
	list := []formula.Value{formula.Unanswered(), formula.Inapplicable()}
	switch t.Kind {
	case formula.YesNo:
		return append(list, formula.YesNoOf(true), formula.YesNoOf(false))
	case formula.Choice:
		for _, o := range t.Options {
			list = append(list, formula.ChoiceOf(o))
		}
		for _, text := range literal.FindAllString(src, -1) {
			list = append(list, formula.ChoiceOf(strings.Trim(text, `"`)))
		}
		return list
	case formula.Text:
		for _, text := range literal.FindAllString(src, -1) {
			list = append(list, formula.TextOf(strings.Trim(text, `"`)))
		}
		return append(list, formula.TextOf("\x00"))
	case formula.NumberKind, formula.Money, formula.MoneyPer:
		return append(list, around(t.Kind, src)...)
	case formula.Date:
		for _, days := range []int{-4000, -1, 0, 1, 4000} {
			list = append(list, formula.DateOf(world().Today.Add(time.Duration(days)*24*time.Hour)))
		}
		return list
	}
	return nil
}

// around gives the numbers of a formula and those beside them.
func around(kind formula.Kind, src string) []formula.Value {
	var list []formula.Value
	add := func(n int64) {
		switch kind {
		case formula.Money:
			list = append(list, formula.MoneyOf(money.Cents(n*100)))
		case formula.MoneyPer:
			list = append(list, formula.PerOf(money.Per{Cents: money.Cents(n * 100), Period: money.Month}))
		default:
			list = append(list, formula.NumberOf(formula.Whole(n)))
		}
	}
	for _, n := range []int64{-1_000_000, -1, 0, 1, 1_000_000} {
		add(n)
	}
	for _, text := range figure.FindAllString(literal.ReplaceAllString(src, ""), 6) {
		if r, ok := money.Read(strings.TrimRight(text, ".,")); ok {
			for _, d := range []int64{-1, 0, 1} {
				add(int64(r.Cents)/100 + d)
			}
		}
	}
	return list
}
