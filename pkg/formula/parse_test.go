// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// outline writes a tree with all its brackets, to see what binds to what.
func outline(n *node) string {
	if n == nil {
		return ""
	}
	var kids []string
	for _, kid := range n.kids {
		kids = append(kids, outline(kid))
	}
	switch {
	case n.op == opLiteral:
		return show(*n.value)
	case n.op == opName:
		return n.name
	case isAggregate(n.op):
		return fmt.Sprintf("%s(%s|%s)", functionName(n.op), n.name, outline(n.where))
	}
	word := map[op]string{opIf: "if", opOr: "or", opAnd: "and", opNot: "not", opCompare: n.name, opIn: "in", opAnswered: "answered",
		opAdd: "+", opSub: "-", opMul: "*", opDiv: "/", opNeg: "neg"}[n.op]
	if word == "" {
		word = functionName(n.op)
	}
	if n.negated {
		word = "not-" + word
	}
	return "(" + word + " " + strings.Join(kids, " ") + ")"
}

func TestParse_bindsAsTheGrammarSays(t *testing.T) {
	for src, want := range map[string]string{
		"a - b - c":                           "(- (- a b) c)",
		"a / b / c":                           "(/ (/ a b) c)",
		"a + b * c":                           "(+ a (* b c))",
		"(a + b) * c":                         "(* (+ a b) c)",
		"-a * b":                              "(* (neg a) b)",
		"a - -b":                              "(- a (neg b))",
		"a or b and c":                        "(or a (and b c))",
		"a and b or c":                        "(or (and a b) c)",
		"not a and b":                         "(and (not a) b)",
		"not a = b":                           "(not (= a b))",
		"a + 1 < b * 2":                       "(< (+ a 1) (* b 2))",
		"a < b and c >= d":                    "(and (< a b) (>= c d))",
		"a + b is answered":                   "(answered (+ a b))",
		"a is not answered or b":              "(or (not-answered a) b)",
		`a in ["x", "y"] and b`:               "(and (in a x y) b)",
		"a not in [1] or not b":               "(or (not-in a 1) (not b))",
		"not a in [1]":                        "(not (in a 1))",
		"if a then b else if c then d else e": "(if a b (if c d e))",
		"if a or b then c + 1 else d":         "(if (or a b) (+ c 1) d)",
		"(if a then b else c) + d":            "(+ (if a b c) d)",
		"sum(a.b where c or d)":               "sum(a.b|(or c d))",
		"sum(a.b) - sum(c.d where e = 1)":     "(- sum(a.b|) sum(c.d|(= e 1)))",
		"max(a)":                              "max(a|)",
		"max(a, b)":                           "(max a b)",
		"max(a + b)":                          "(max (+ a b))",
		"min(a, b - c, 3)":                    "(min a (- b c) 3)",
		"round_up(a / b) * c":                 "(* (round_up (/ a b)) c)",
		"days(a, -1) < workdays(b, 2)":        "(< (days a (neg 1)) (workdays b 2))",
		"divide(a - b, c)":                    "(divide (- a b) c)",
		"sum + count - any":                   "(- (+ sum count) any)",
		"any = yes":                           "(= any yes)",
		" \n\ta\u00a0+\r\nb ":                 "(+ a b)",
		"a.b.c + a_1.b2":                      "(+ a.b.c a_1.b2)",
		"max(€ 50, € 60)":                     "(max € 50,00 € 60,00)",
		"max(€ 50,-, € 60,-)":                 "(max € 50,00 € 60,00)",
		"a in [€ 50,-]":                       "(in a € 50,00)",
		"a * 40 % + b":                        "(+ (* a 0,4) b)",
	} {
		root, problem := parse(src)
		if problem != nil {
			t.Errorf("%q: %v", src, problem)
			continue
		}
		if got := outline(root); got != want {
			t.Errorf("%q is %s, want %s", src, got, want)
		}
	}
}

// Brackets that change nothing may be left out or added.
func TestParse_needlessBracketsChangeNothing(t *testing.T) {
	for _, src := range append(budgetFormulas, debtFormulas...) {
		plain, problem := parse(src)
		if problem != nil {
			t.Fatalf("%q: %v", src, problem)
		}
		wrapped, problem := parse("((" + src + "))")
		if problem != nil || outline(plain) != outline(wrapped) {
			t.Errorf("%q: %v, %s with brackets", src, problem, outline(wrapped))
		}
	}
}

func TestLex_knowsWhereEverythingStands(t *testing.T) {
	tokens, problem := lex(`€ 1.234,56 >= left.a + "één" * 40 %`)
	if problem != nil {
		t.Fatal(problem)
	}
	want := []struct {
		kind    tokenKind
		text    string
		at, end int
	}{
		{tokenLiteral, "€ 1.234,56", 0, 10}, {tokenSign, ">=", 11, 13}, {tokenWord, "left.a", 14, 20}, {tokenSign, "+", 21, 22},
		{tokenLiteral, `"één"`, 23, 28}, {tokenSign, "*", 29, 30}, {tokenLiteral, "40 %", 31, 35}, {tokenEnd, "", 35, 35},
	}
	if len(tokens) != len(want) {
		t.Fatalf("%d tokens, want %d: %+v", len(tokens), len(want), tokens)
	}
	for i, token := range tokens {
		if w := want[i]; token.kind != w.kind || token.text != w.text || token.at != w.at || token.end != w.end {
			t.Errorf("token %d is %+v, want %+v", i, token, w)
		}
	}
}

// A mistake is shown where it stands, also behind letters of more than one byte.
func TestCompile_countsCharactersNotBytes(t *testing.T) {
	for src, column := range map[string]int{
		`name = "één" and capacty > € 5`: 18,
		"€ 5 + ;":                        7,
		"left + € 1.2":                   8,
		"\n\n  lfet":                     5,
	} {
		_, problem := Compile(src, example, Options{})
		if problem == nil || problem.Column != column {
			t.Errorf("%q: %+v, want column %d", src, problem, column)
		}
	}
}

func TestCompile_withoutScopeKnowsOnlyToday(t *testing.T) {
	if _, problem := Compile("days(today, 1)", nil, Options{}); problem != nil {
		t.Errorf("today: %v", problem)
	}
	if _, problem := Compile("left", nil, Options{}); problem == nil || problem.Key != "name" {
		t.Errorf("left: %v", problem)
	}
}

// One formula serves all requests at once.
func TestFormula_canBeSharedByGoroutines(t *testing.T) {
	vars := family()
	formulas := compileAll(t, Options{}, append(budgetFormulas, debtFormulas...))
	want := make([]string, len(formulas))
	for i, f := range formulas {
		v, _ := f.Eval(vars, friday)
		want[i] = show(v)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i, f := range formulas {
				if v, err := f.Eval(vars, friday); err != nil || show(v) != want[i] {
					t.Errorf("%s = %s, %v; alone it is %s", f.Source(), show(v), err, want[i])
				}
			}
		})
	}
	group.Wait()
}

// What a caller gets from a formula is the caller's own.
func TestFormula_isNotChangedThroughItsLists(t *testing.T) {
	f := must(t, "owed - left", Options{InRow: debtColumns})
	f.Names()[0], f.Columns()[0] = "x", "y"
	if f.Names()[0] != "left" || f.Columns()[0] != "owed" {
		t.Errorf("names %v, columns %v", f.Names(), f.Columns())
	}
}
