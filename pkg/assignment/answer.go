// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"cmp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// Issue is what keeps an answer from being read or used, as a sentence with
// values; it names what was typed only to the one who typed it.
type Issue struct {
	Key  string
	Args map[string]any
}

// answer is one answer that was read. It is small, because lists have many.
type answer struct {
	value   formula.Value // as formulas see it
	raw     string        // as it was typed, without the spaces around it
	issue   *Issue        // why it cannot be read; nil when it can
	guess   bool          // read, but it could be meant otherwise
	about   bool          // said to be about right
	filled  bool          // something was chosen or typed, "I do not know" too
	unknown bool          // "I do not know"
	asked   bool          // it counts: what is hidden, or in an empty row, is not asked
	hidden  bool
}

// keep gives an answer as the dossier keeps it.
func (a answer) keep() dossier.Value {
	switch {
	case a.unknown:
		return dossier.Value{State: dossier.Unknown}
	case a.issue != nil:
		return dossier.Value{State: dossier.Blank, Raw: a.raw}
	case !a.value.Answered():
		return dossier.Value{State: dossier.Blank}
	}
	v := keep(a.value)
	switch a.value.Kind() {
	case formula.Money, formula.MoneyPer, formula.Date:
		v.Raw, v.About = a.raw, a.about
	}
	return v
}

// maxTyped bounds one short text.
const maxTyped = 2000

// read reads the answer of a question that stands at a path of a draft.
func read(q *Question, d *Draft, path string, today time.Time) answer {
	var a answer
	a.read(q, place{d, []byte(path)}, today)
	return a
}

// place is a place in a draft. Its path is in bytes that can be written over for
// the next place: lists have many.
type place struct {
	draft *Draft
	path  []byte
}

// value gives what stands there, or in a part of it: ".per", ".unknown".
func (p place) value(part string) string {
	if f := p.draft.Fields[string(append(p.path, part...))]; f != nil {
		return f.now()
	}
	return ""
}

// read reads what stands at a place into an answer that is empty yet.
func (a *answer) read(q *Question, at place, today time.Time) {
	a.raw = strings.TrimSpace(at.value(""))
	if a.raw == "" {
		a.unknown = q.Unknown && at.value(".unknown") == "1"
		a.filled = a.unknown
		return
	}
	a.filled = true
	if issue := a.readKind(q, at, today); issue != nil {
		issue.Args["Typed"] = a.raw
		a.value, a.issue, a.guess, a.about = formula.Unanswered(), issue, false, false
	}
}

func (a *answer) readKind(q *Question, at place, today time.Time) *Issue {
	switch q.Type.Kind {
	case dossier.Text, dossier.LongText:
		return a.readText(q)
	case dossier.YesNo:
		return a.readYesNo()
	case dossier.Choice:
		return a.readChoice(q)
	case dossier.Choices:
		return a.readChoices(q)
	case dossier.Number, dossier.Scale:
		return a.readNumber(q)
	case dossier.Money:
		return a.readMoney(q, a.raw)
	case dossier.MoneyPer:
		return a.readPer(q, at)
	case dossier.Date:
		return a.readDate(today)
	case dossier.Confirm:
		return a.readConfirm()
	}
	a.filled = false // an author's mistake, told where the file is read
	return nil
}

func unreadable(key string, args map[string]any) *Issue {
	if args == nil {
		args = map[string]any{}
	}
	return &Issue{Key: key, Args: args}
}

func (a *answer) readText(q *Question) *Issue {
	most := maxTyped
	if m, err := strconv.Atoi(cmp.Or(q.Type.Max, "0")); err == nil && m > 0 {
		most = min(m, most)
	}
	if n := utf8.RuneCountInString(a.raw); n > most {
		return unreadable("answer.long", map[string]any{"N": n - most})
	}
	a.value = formula.TextOf(a.raw)
	return nil
}

func (a *answer) readYesNo() *Issue {
	if a.raw != "yes" && a.raw != "no" {
		return unreadable("answer.choose", nil)
	}
	a.value = formula.YesNoOf(a.raw == "yes")
	return nil
}

// readConfirm reads a box to tick; one that is not ticked is not answered.
func (a *answer) readConfirm() *Issue {
	if a.raw != "yes" {
		return unreadable("answer.choose", nil)
	}
	a.value = formula.YesNoOf(true)
	return nil
}

func (a *answer) readChoice(q *Question) *Issue {
	if _, ok := q.Type.Option(a.raw); !ok {
		return unreadable("answer.choose", nil)
	}
	a.value = formula.ChoiceOf(a.raw)
	return nil
}

func (a *answer) readChoices(q *Question) *Issue {
	list := strings.Fields(a.raw)
	for _, id := range list {
		if _, ok := q.Type.Option(id); !ok {
			return unreadable("answer.choose", nil)
		}
	}
	a.value = formula.ChoicesOf(list...)
	return nil
}

func (a *answer) readNumber(q *Question) *Issue {
	n, err := strconv.Atoi(western(a.raw))
	if err != nil || n < -1_000_000 || n > 1_000_000 {
		return unreadable("answer.number", nil)
	}
	if least, err := strconv.Atoi(q.Type.Min); err == nil && n < least {
		return unreadable("answer.least", map[string]any{"Least": q.Type.Min})
	}
	if most, err := strconv.Atoi(q.Type.Max); err == nil && n > most {
		return unreadable("answer.most", map[string]any{"Most": q.Type.Max})
	}
	a.value = formula.NumberOf(formula.Whole(int64(n)))
	return nil
}

// western turns digits of other scripts into 0 to 9.
func western(s string) string {
	return strings.Map(func(r rune) rune {
		for _, zero := range []rune{'٠', '۰', '０'} {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, s)
}

func (a *answer) readMoney(q *Question, text string) *Issue {
	r, ok := money.Read(text)
	if !ok {
		return unreadable("answer.money", nil)
	}
	a.value, a.about, a.guess = formula.MoneyOf(r.Cents), r.About, r.Guess
	return bounds(q, r.Cents)
}

// bounds checks the least and the most of an amount.
func bounds(q *Question, c money.Cents) *Issue {
	b := q.bounds
	if b == nil {
		b = boundsOf(q.Type)
	}
	switch {
	case b.hasLeast && c < b.least:
		return unreadable("answer.least", map[string]any{"Least": q.Type.Min})
	case b.hasMost && c > b.most:
		return unreadable("answer.most", map[string]any{"Most": q.Type.Max})
	}
	return nil
}

// amounts are the least and the most that an author allows, read once.
type amounts struct {
	least, most       money.Cents
	hasLeast, hasMost bool
}

func boundsOf(t dossier.Type) *amounts {
	b := &amounts{}
	if least, ok := money.Read(t.Min); ok {
		b.least, b.hasLeast = least.Cents, true
	}
	if most, ok := money.Read(t.Max); ok {
		b.most, b.hasMost = most.Cents, true
	}
	return b
}

func (a *answer) readPer(q *Question, at place) *Issue {
	per := money.Period(at.value(".per"))
	if per == "" {
		per = q.Per[0]
	}
	amount, said, ok := a.raw, money.Period(""), false
	if strings.ContainsFunc(a.raw, unicode.IsLetter) { // no period is written without letters, and most amounts have none
		amount, said, ok = money.CutPeriod(a.raw)
	}
	if ok { // "1.850 per 4 weken": what is written goes before what was chosen
		per = said
	}
	if issue := a.readMoney(q, amount); issue != nil {
		return issue
	}
	a.guess = a.guess || ok
	if !per.Known() { // one that is not offered here may come from the dossier page
		return unreadable("answer.period", nil)
	}
	a.value = formula.PerOf(money.Per{Cents: a.value.Cents(), Period: per})
	return nil
}

// retype gives the text that a kept value is typed back as, with its period.
func retype(t dossier.Type, v dossier.Value) (raw, per string, unknown bool) {
	if v.State == dossier.Unknown {
		return "", "", true
	}
	if v.State == dossier.Blank {
		return v.Raw, "", false
	}
	switch t.Kind {
	case dossier.Money, dossier.MoneyPer:
		if v.Raw != "" {
			return v.Raw, string(v.Period), false
		}
		return strings.TrimLeft(money.Format(v.Cents, source), "€\u00a0 "), string(v.Period), false
	case dossier.Date:
		if day, err := time.Parse(time.DateOnly, v.Text); err == nil {
			raw := day.Format("2-1-2006")
			if v.About {
				raw = "ca. " + raw
			}
			return raw, "", false
		}
	}
	return v.Text, "", false
}

// Typed is what was typed for one value.
type Typed struct {
	Text    string
	Per     money.Period // of an amount per period
	Unknown bool         // "that I do not know"
}

// ReadValue reads one value outside an assignment, as on the dossier page.
func ReadValue(t dossier.Type, in Typed, today time.Time) (dossier.Value, *Issue) {
	d := NewDraft()
	d.put("x", in.Text)
	d.put("x.per", string(in.Per))
	if in.Unknown {
		d.put("x.unknown", "1")
	}
	a := read(&Question{Type: t, Unknown: true, Per: money.Periods()}, d, "x", today)
	return a.keep(), a.issue
}

// TypedOf gives a kept value as it would be typed.
func TypedOf(t dossier.Type, v dossier.Value) Typed {
	raw, per, unknown := retype(t, v)
	return Typed{Text: raw, Per: money.Period(per), Unknown: unknown}
}
