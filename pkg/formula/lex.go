// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"strings"
	"unicode/utf8"

	"opgelucht/pkg/money"
)

// MaxLength is how many characters a formula may have.
const MaxLength = 2000

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenLiteral
	tokenWord
	tokenSign
)

// token is one word, literal or sign with its place, in characters from 0.
type token struct {
	kind    tokenKind
	text    string
	at, end int
	value   Value // of a literal
}

type lexer struct {
	src    []rune
	at     int
	tokens []token
}

// lex cuts a formula in tokens; the last one is tokenEnd.
func lex(src string) ([]token, *Problem) {
	if len(src) > MaxLength*utf8.UTFMax || utf8.RuneCountInString(src) > MaxLength {
		return nil, &Problem{Column: MaxLength + 1, Key: "too_long", Args: args("max", "2000")}
	}
	l := lexer{src: []rune(src)}
	l.tokens = make([]token, 0, len(src)/3+2)
	for {
		for isSpace(l.peek(0)) {
			l.at++
		}
		if l.at >= len(l.src) {
			l.tokens = append(l.tokens, token{kind: tokenEnd, at: l.at, end: l.at})
			return l.tokens, nil
		}
		if p := l.next(); p != nil {
			return nil, p
		}
	}
}

// peek looks ahead; past the end it sees 0.
func (l *lexer) peek(ahead int) rune {
	if l.at+ahead >= len(l.src) {
		return 0
	}
	return l.src[l.at+ahead]
}

func (l *lexer) next() *Problem {
	switch c := l.peek(0); {
	case isLetter(c):
		l.word()
		return nil
	case isDigit(c):
		return l.number()
	case c == '€':
		return l.amount()
	case c == '"':
		return l.text()
	}
	return l.sign()
}

func (l *lexer) add(kind tokenKind, start int, value Value) {
	l.tokens = append(l.tokens, token{kind: kind, text: string(l.src[start:l.at]), at: start, end: l.at, value: value})
}

// word takes a name with its dots: "dossier.budget.capacity".
func (l *lexer) word() {
	start := l.at
	for isLetter(l.peek(0)) || isDigit(l.peek(0)) || l.peek(0) == '.' && isLetter(l.peek(1)) {
		l.at++
	}
	l.add(tokenWord, start, Value{})
}

func (l *lexer) digits() string {
	start := l.at
	for isDigit(l.peek(0)) {
		l.at++
	}
	return string(l.src[start:l.at])
}

// number takes "12", "0.5" or "40%". What a Dutch reader could take for
// something else ("1.000", "0,5") is refused, never guessed.
func (l *lexer) number() *Problem {
	start := l.at
	whole, fraction := l.digits(), ""
	groups := 0
	for l.peek(0) == '.' && isDigit(l.peek(1)) {
		l.at++
		fraction = l.digits()
		groups++
	}
	written := string(l.src[start:l.at])
	if groups > 1 || len(fraction) == 3 && strings.Trim(whole, "0") != "" {
		return &Problem{Column: start + 1, Key: "number_thousands", Hint: "plain_digits",
			Args: args("text", written, "plain", strings.ReplaceAll(written, ".", ""))}
	}
	if l.peek(0) == ',' && isDigit(l.peek(1)) {
		l.at++
		return &Problem{Column: start + 1, Key: "decimal_comma", Hint: "decimal_point",
			Args: args("text", written+","+l.digits(), "plain", strings.ReplaceAll(string(l.src[start:l.at]), ",", "."))}
	}
	places, after := decimals, l.at
	for isSpace(l.peek(0)) {
		l.at++
	}
	if l.peek(0) == '%' {
		places, after = decimals-2, l.at+1
	}
	l.at = after
	n, ok := fixed(whole, fraction, places)
	if !ok {
		return &Problem{Column: start + 1, Key: "number_size", Args: args("text", written)}
	}
	l.add(tokenLiteral, start, NumberOf(n))
	return nil
}

// amount takes "€ 50", "€ 1.234,56" or "€ 50,-".
func (l *lexer) amount() *Problem {
	start := l.at
	l.at++
	if isSpace(l.peek(0)) {
		l.at++
	}
	from := l.at
	for isDigit(l.peek(0)) || l.peek(0) == '.' {
		l.at++
	}
	if l.peek(0) == ',' && isDigit(l.peek(1)) {
		l.at++
		l.digits()
	} else if n := l.dashes(); n > 0 {
		l.at += n
	}
	written := string(l.src[from:l.at])
	reading, ok := money.Read(written)
	if !ok || reading.Guess && !groupsOfThree(written) {
		return amountProblem(start, written, reading, ok)
	}
	l.add(tokenLiteral, start, MoneyOf(reading.Cents))
	return nil
}

func amountProblem(start int, written string, reading money.Reading, ok bool) *Problem {
	p := &Problem{Column: start + 1, Key: "amount", Hint: "amount_how", Args: args("text", strings.TrimSpace("€ "+written))}
	if ok {
		p.Hint = "did_you_mean"
		p.Args["suggest"] = strings.ReplaceAll(money.Format(reading.Cents, "nl"), "\u00a0", " ")
	}
	return p
}

// groupsOfThree says that the only doubt is the point of "1.234", which in a
// formula always means thousands.
func groupsOfThree(written string) bool {
	at := strings.LastIndexByte(written, '.')
	return at >= 0 && len(written)-at == 4 && !strings.Contains(written, ",")
}

// dashes measures ",-", ",--" or ",=" when nothing is glued to it; in
// "max(€ 50,-left)" the comma separates.
func (l *lexer) dashes() int {
	if l.peek(0) != ',' || l.peek(1) != '-' && l.peek(1) != '=' {
		return 0
	}
	n := 2
	if l.peek(1) == '-' && l.peek(2) == '-' {
		n = 3
	}
	if after := l.peek(n); after == 0 || after == ')' || after == ',' || after == ']' || isSpace(after) {
		return n
	}
	return 0
}

func (l *lexer) text() *Problem {
	start := l.at
	l.at++
	for l.peek(0) != '"' {
		if l.at >= len(l.src) || l.peek(0) == '\n' {
			return &Problem{Column: start + 1, Key: "text_open", Hint: "close_text"}
		}
		l.at++
	}
	l.at++
	l.add(tokenLiteral, start, TextOf(string(l.src[start+1:l.at-1])))
	return nil
}

// foreign maps signs of other languages to ours.
var foreign = map[string]string{
	"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "&&": "and", "||": "or", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=",
}

func (l *lexer) sign() *Problem {
	start, two := l.at, string(l.peek(0))+string(l.peek(1))
	if ours, ok := foreign[two]; ok {
		return &Problem{Column: start + 1, Key: "sign", Hint: "use_sign", Args: args("text", two, "suggest", ours)}
	}
	l.at++
	switch one := string(l.src[start]); {
	case two == "!=" || two == "<=" || two == ">=":
		l.at++
	case strings.Contains("“”„‘’'", one):
		return &Problem{Column: start + 1, Key: "char", Hint: "straight_quotes", Args: args("char", one)}
	case foreign[one] != "":
		return &Problem{Column: start + 1, Key: "char", Hint: "use_sign", Args: args("char", one, "suggest", foreign[one])}
	case one == "!":
		return &Problem{Column: start + 1, Key: "char", Hint: "use_sign", Args: args("char", one, "suggest", "not")}
	case !strings.Contains("+-*/=<>()[],", one):
		return &Problem{Column: start + 1, Key: "char", Args: args("char", one)}
	}
	l.add(tokenSign, start, Value{})
	return nil
}

func isDigit(r rune) bool  { return r >= '0' && r <= '9' }
func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' }

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' || r == '\u202f'
}

// args pairs names with words: args("text", "==").
func args(pairs ...string) map[string]string {
	m := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}
