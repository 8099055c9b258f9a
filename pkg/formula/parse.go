// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"slices"
	"strings"
)

// MaxDepth is how deep a formula may nest.
const MaxDepth = 40

// parser reads tokens by the grammar of GRAMMAR.md, one function per rule.
// After the first problem every function returns nil.
type parser struct {
	tokens  []token
	at      int
	depth   int
	problem *Problem
}

var keywords = map[string]bool{
	"if": true, "then": true, "else": true, "or": true, "and": true, "not": true,
	"in": true, "is": true, "answered": true, "where": true, "yes": true, "no": true,
}

// IsKeyword says that a word has a meaning in the language, so that no question
// can be called that.
func IsKeyword(word string) bool { return keywords[word] }

func parse(src string) (*node, *Problem) {
	tokens, problem := lex(src)
	if problem != nil {
		return nil, problem
	}
	p := parser{tokens: tokens}
	if p.peek().kind == tokenEnd {
		return nil, &Problem{Column: 1, Key: "empty"}
	}
	root := p.expr()
	if p.problem == nil && p.peek().kind != tokenEnd {
		p.failEnd()
	}
	if p.problem != nil {
		return nil, p.problem
	}
	return root, nil
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) take() token {
	t := p.tokens[p.at]
	if t.kind != tokenEnd {
		p.at++
	}
	return t
}

// is says whether the next token is this sign or keyword.
func (p *parser) is(text string) bool {
	t := p.peek()
	return t.text == text && (t.kind == tokenSign || t.kind == tokenWord)
}

func (p *parser) accept(text string) bool {
	if p.is(text) {
		p.at++
		return true
	}
	return false
}

// expect takes this sign or keyword, or fails.
func (p *parser) expect(text string) bool {
	if p.problem != nil {
		return false
	}
	if p.accept(text) {
		return true
	}
	t := p.peek()
	if t.kind == tokenEnd {
		p.fail(&Problem{Column: t.at + 1, Key: "unfinished", Hint: "missing", Args: args("want", text)})
	} else {
		problem := &Problem{Column: t.at + 1, Key: "expected", Args: args("want", text, "found", t.text)}
		p.fail(withWord(problem, t))
	}
	return false
}

func (p *parser) fail(problem *Problem) *node {
	if p.problem == nil {
		p.problem = problem
	}
	return nil
}

// failEnd explains why a formula goes on where it should have ended.
func (p *parser) failEnd() {
	t := p.peek()
	problem := &Problem{Column: t.at + 1, Key: "expected_end", Args: args("found", t.text)}
	switch {
	case strings.Contains("= != < <= > >=", t.text) && t.kind == tokenSign:
		problem.Hint = "one_comparison"
	case t.text == "where":
		problem.Hint = "like_any"
	default:
		problem = withWord(problem, t)
	}
	if before := p.tokens[max(p.at-1, 0)]; problem.Hint == "" && before.kind == tokenWord { // "Niet partner"
		if word, ok := otherWords[strings.ToLower(before.text)]; ok {
			problem.Hint, problem.Args["suggest"] = "did_you_mean", word
		}
	}
	p.fail(problem)
}

// otherWords are what people write instead of our keywords.
var otherWords = map[string]string{
	"en": "and", "of": "or", "niet": "not", "als": "if", "dan": "then", "anders": "else",
	"waar": "where", "waarvan": "where", "ja": "yes", "nee": "no", "true": "yes", "false": "no", "ingevuld": "answered",
}

// withWord adds the keyword that was probably meant.
func withWord(problem *Problem, t token) *Problem {
	if t.kind != tokenWord {
		return problem
	}
	word, ok := otherWords[strings.ToLower(t.text)]
	if !ok && keywords[strings.ToLower(t.text)] {
		word, ok = strings.ToLower(t.text), !keywords[t.text]
	}
	if !ok && problem.Key != "unexpected" {
		word, ok = nearest(t.text, []string{"and", "or", "then", "else", "in", "is", "where", "answered"})
	}
	if ok && word != t.text {
		problem.Hint = "did_you_mean"
		problem.Args["suggest"] = word
	}
	return problem
}

// enter counts nesting; it fails when a formula goes too deep.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > MaxDepth {
		p.fail(&Problem{Column: p.peek().at + 1, Key: "too_deep", Hint: "split", Args: args("max", "40")})
	}
	return p.problem == nil
}

func (p *parser) leave() { p.depth-- }

// expr = "if" expr "then" expr "else" expr | or
func (p *parser) expr() *node {
	defer p.leave()
	if !p.enter() {
		return nil
	}
	start := p.peek().at
	if !p.accept("if") {
		return p.or()
	}
	condition := p.expr()
	p.expect("then")
	yes := p.expr()
	p.expect("else")
	no := p.expr()
	return p.make(opIf, start, condition, yes, no)
}

// make builds a node that ends where the last token ended.
func (p *parser) make(o op, start int, kids ...*node) *node {
	if p.problem != nil {
		return nil
	}
	return &node{op: o, kids: kids, at: int32(start), end: int32(p.tokens[max(p.at-1, 0)].end)}
}

// or = and { "or" and }
func (p *parser) or() *node {
	left := p.and()
	for p.problem == nil && p.accept("or") {
		left = p.make2(opOr, left, p.and)
	}
	return left
}

// and = not { "and" not }
func (p *parser) and() *node {
	left := p.not()
	for p.problem == nil && p.accept("and") {
		left = p.make2(opAnd, left, p.not)
	}
	return left
}

func (p *parser) make2(o op, left *node, right func() *node) *node {
	r := right()
	if p.problem != nil {
		return nil
	}
	return p.make(o, int(left.at), left, r)
}

// not = "not" not | comparison
func (p *parser) not() *node {
	if !p.is("not") {
		return p.comparison()
	}
	defer p.leave()
	if !p.enter() {
		return nil
	}
	start := p.take().at
	return p.make(opNot, start, p.not())
}

// comparison = add [ sign add | ["not"] "in" list | "is" ["not"] "answered" ]
func (p *parser) comparison() *node {
	left := p.add()
	if p.problem != nil {
		return nil
	}
	switch t := p.peek(); {
	case t.kind == tokenSign && strings.Contains(" = != < <= > >= ", " "+t.text+" "):
		p.take()
		n := p.make2(opCompare, left, p.add)
		if n != nil {
			n.name = t.text
		}
		return n
	case p.is("is"):
		return p.answered(left)
	case p.is("in"), p.is("not"):
		return p.in(left)
	}
	return left
}

func (p *parser) answered(left *node) *node {
	p.take()
	negated := p.accept("not")
	p.expect("answered")
	n := p.make(opAnswered, int(left.at), left)
	if n != nil {
		n.negated = negated
	}
	return n
}

// in = ["not"] "in" "[" literal { "," literal } "]"
func (p *parser) in(left *node) *node {
	negated := p.accept("not")
	p.expect("in")
	p.expect("[")
	var list []Value
	var items []*node
	for p.problem == nil {
		word := p.peek()
		item := p.literal()
		if item == nil {
			p.quoteItem(word)
			break
		}
		list, items = append(list, *item.value), append(items, item)
		if !p.accept(",") {
			break
		}
	}
	p.expect("]")
	n := p.make(opIn, int(left.at), append([]*node{left}, items...)...)
	if n != nil {
		n.negated, n.rare = negated, &rare{list: list}
		n.words = !slices.ContainsFunc(list, func(item Value) bool { return !worded(item.kind) })
	}
	return n
}

// quoteItem adds the advice for [rent]: a choice without quotes.
func (p *parser) quoteItem(word token) {
	if word.kind == tokenWord && !keywords[word.text] && p.problem.Hint == "" {
		p.problem.Hint, p.problem.Args["suggest"] = "quote_choice", word.text
	}
}

// add = mul { ("+"|"-") mul }
func (p *parser) add() *node {
	left := p.mul()
	for p.problem == nil {
		switch {
		case p.accept("+"):
			left = p.make2(opAdd, left, p.mul)
		case p.accept("-"):
			left = p.make2(opSub, left, p.mul)
		default:
			return left
		}
	}
	return nil
}

// mul = unary { ("*"|"/") unary }
func (p *parser) mul() *node {
	left := p.unary()
	for p.problem == nil {
		switch {
		case p.accept("*"):
			left = p.make2(opMul, left, p.unary)
		case p.accept("/"):
			left = p.make2(opDiv, left, p.unary)
		default:
			return left
		}
	}
	return nil
}

// unary = "-" unary | primary
func (p *parser) unary() *node {
	if !p.is("-") {
		return p.primary()
	}
	defer p.leave()
	if !p.enter() {
		return nil
	}
	start := p.take().at
	return p.make(opNeg, start, p.unary())
}
