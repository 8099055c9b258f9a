// SPDX-License-Identifier: EUPL-1.2

package formula

import "strings"

// primary = literal | name | function | "(" expr ")"
func (p *parser) primary() *node {
	t := p.peek()
	switch {
	case p.accept("("):
		n := p.expr()
		if !p.expect(")") {
			return nil
		}
		n.at, n.end = int32(t.at), int32(p.tokens[p.at-1].end) // with the brackets, for messages and Explain
		return n
	case t.kind == tokenWord && p.tokens[p.at+1].text == "(" && !keywords[t.text]:
		return p.call()
	case t.kind == tokenWord && !keywords[t.text]:
		return p.name()
	}
	return p.literal()
}

// literal = number | amount | text | "yes" | "no"
func (p *parser) literal() *node {
	t := p.peek()
	value := t.value
	switch {
	case t.kind == tokenLiteral:
	case p.is("yes"), p.is("no"):
		value = YesNoOf(t.text == "yes")
	default:
		return p.failOperand(t)
	}
	p.take()
	n := p.make(opLiteral, t.at)
	n.value, n.kind = &value, value.kind
	return n
}

// failOperand explains that a value was expected here.
func (p *parser) failOperand(t token) *node {
	if t.kind == tokenEnd {
		return p.fail(&Problem{Column: t.at + 1, Key: "unfinished"})
	}
	problem := &Problem{Column: t.at + 1, Key: "unexpected", Args: args("found", t.text)}
	if t.text == "if" {
		problem.Hint = "brackets"
		return p.fail(problem)
	}
	return p.fail(withWord(problem, t))
}

func (p *parser) name() *node {
	t := p.take()
	n := p.make(opName, t.at)
	n.name = t.text
	return n
}

// callable is a function with how much stands between its brackets; 0 is any number.
type callable struct {
	op    op
	count int
}

// aggregates and functions with what they take; the checker knows the kinds.
var aggregates = map[string]op{
	"sum": opSum, "count": opCount, "any": opAny, "all": opAll, "min": opSmallest, "max": opLargest,
}

var functions = withLaws(map[string]callable{
	"min": {opMin, 0}, "max": {opMax, 0}, "round_up": {opRoundUp, 1}, "round_down": {opRoundDown, 1},
	"divide": {opDivide, 2}, "workdays": {opWorkdays, 2}, "days": {opDays, 2}, "norm": {opNorm, 2},
})

// withLaws adds the calculations of the law, which are called in the same way.
func withLaws(all map[string]callable) map[string]callable {
	for name, l := range laws {
		all[name] = callable{opLaw, len(l.takes)}
	}
	return all
}

// call reads a function. min and max are aggregates when one name stands
// between the brackets; the checker puts that right if the name is no column.
func (p *parser) call() *node {
	t := p.take()
	open := p.take()
	o, known := aggregates[t.text]
	_, plain := functions[t.text]
	switch {
	case !known && !plain:
		return p.fail(noFunction(t))
	case p.is(")"):
		return p.fail(&Problem{Column: open.at + 1, Key: "no_argument", Args: args("function", t.text)})
	case known && (!plain || p.oneName()):
		return p.aggregate(t, o)
	}
	return p.arguments(t)
}

// oneName says that what follows is a single name: "debts.owed)" or "debts.owed where".
func (p *parser) oneName() bool {
	t := p.peek()
	after := p.tokens[min(p.at+1, len(p.tokens)-1)]
	return t.kind == tokenWord && !keywords[t.text] && (after.text == ")" || after.text == "where")
}

// aggregate reads the inside of "sum(debts.owed where arranged)".
func (p *parser) aggregate(function token, o op) *node {
	group := p.peek()
	if group.kind != tokenWord || keywords[group.text] || p.tokens[p.at+1].text == "(" {
		return p.failGroup(function, group)
	}
	p.take()
	var where *node
	if p.accept("where") {
		where = p.expr()
	}
	p.closeAggregate(function)
	n := p.make(o, function.at)
	if n != nil {
		n.name, n.rare = group.text, &rare{where: where}
	}
	return n
}

func (p *parser) failGroup(function, found token) *node {
	if found.kind == tokenEnd {
		return p.failOperand(found)
	}
	problem := &Problem{Column: found.at + 1, Key: "want_rows", Hint: "like_" + function.text,
		Args: args("function", function.text, "found", found.text)}
	if _, aggregate := aggregates[found.text]; aggregate {
		problem.Key, problem.Hint = "nested", "split"
	}
	return p.fail(problem)
}

// closeAggregate expects ")", and says "where" when something else follows.
func (p *parser) closeAggregate(function token) {
	t := p.peek()
	if p.problem == nil && t.kind == tokenSign && strings.Contains("+-*/,=", t.text) {
		p.fail(&Problem{Column: t.at + 1, Key: "one_column", Hint: "like_" + function.text,
			Args: args("function", function.text, "found", t.text)})
	}
	p.expect(")")
}

func (p *parser) arguments(function token) *node {
	var kids []*node
	for p.problem == nil {
		kids = append(kids, p.expr())
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	n := p.make(opCall, function.at, kids...)
	if n == nil {
		return nil
	}
	f := functions[function.text]
	n.op, n.name = f.op, function.text
	if f.count > 0 && f.count != len(kids) {
		key := [...]string{1: "argument_one", 2: "argument_two", 3: "argument_three"}[f.count]
		return p.fail(&Problem{Column: function.at + 1, Key: key, Hint: "like_" + function.text, Args: args("function", function.text)})
	}
	return n
}

// otherFunctions are what people write instead of our functions.
var otherFunctions = map[string]string{
	"totaal": "sum", "som": "sum", "total": "sum", "optellen": "sum", "aantal": "count", "tel": "count", "len": "count",
	"elke": "all", "alle": "all", "een": "any", "minimum": "min", "maximum": "max", "kleinste": "min", "grootste": "max",
	"afronden": "round_up", "ceil": "round_up", "floor": "round_down", "round": "round_up", "verdeel": "divide",
	"werkdagen": "workdays", "dagen": "days", "bedrag": "norm", "tabel": "norm",
	"incassokosten": "collection_costs", "verjaring": "limitation", "verjaart": "limitation",
	"beslagvrij": "protected_low", "beslagvrije_voet": "protected_low", "bankbeslag": "free_bank",
}

func noFunction(t token) *Problem {
	problem := &Problem{Column: t.at + 1, Key: "no_function", Args: args("name", t.text)}
	suggest, ok := otherFunctions[strings.ToLower(t.text)]
	if !ok {
		suggest, ok = nearest(t.text, functionNames())
	}
	if ok {
		problem.Hint, problem.Args["suggest"] = "did_you_mean", suggest
	}
	return problem
}

func functionNames() []string {
	names := []string{"sum", "count", "any", "all"}
	for name := range functions {
		names = append(names, name)
	}
	return names
}
