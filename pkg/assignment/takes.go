// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"opgelucht/pkg/dossier"
)

// most is how many characters of one answer are kept. It is far above what is
// good, because saving never validates.
const most = 20_000

// mostGone is how many rows of a list may come and go, as a multiple of how many
// fit on it.
const mostGone = 10

// Takes tells whether a path is one that a page of this assignment can post: of a
// question that is answered here, and of a row that this client's own list has or
// had. What is private is never taken: it stays on paper.
func (o *Outcome) Takes(path string) bool {
	question, rest, inRow := strings.Cut(path, "[")
	if !inRow {
		name, part := cutPart(path)
		q := o.Def.names.questions[name]
		return q != nil && (q.Rows != nil && part == "none" || q.Rows == nil && q.takes(part))
	}
	id, column, closed := strings.Cut(rest, "].")
	q := o.Def.names.questions[question]
	if !closed || q == nil || q.Rows == nil || o.Draft.row(question, id) == nil {
		return false
	}
	name, part := cutPart(column)
	for _, c := range q.Rows.Columns {
		if c.ID == name {
			return c.takes(part)
		}
	}
	return false
}

func cutPart(path string) (name, part string) {
	name, part, _ = strings.Cut(path, ".")
	return name, part
}

// takes tells whether a question has an answer, or this part of one.
func (q *Question) takes(part string) bool {
	switch part {
	case "":
		return q.Type.Kind != Info && q.Type.Kind != Paper
	case "unknown":
		return q.Unknown
	case "per":
		return q.Type.Kind == dossier.MoneyPer
	}
	return false
}

// TakesRow tells whether a list of this assignment has, or had, a row.
func (o *Outcome) TakesRow(question, id string) bool {
	q := o.Def.names.questions[question]
	return q != nil && q.Rows != nil && o.Draft.row(question, id) != nil
}

// IsList tells whether a question asks for rows.
func (o *Outcome) IsList(question string) bool {
	q := o.Def.names.questions[question]
	return q != nil && q.Rows != nil
}

// Room tells whether one more row fits on a list, and how many fit.
func (o *Outcome) Room(question string) (ok bool, most int) {
	q := o.Def.names.questions[question]
	if q == nil || q.Rows == nil {
		return false, 0
	}
	most = q.Rows.Max
	return len(o.Draft.RowIDs(question)) < most && len(o.Draft.Rows[question]) < mostGone*most, most
}

// Unkept tells why a text cannot be kept at all, with the text as it could be; nil
// when it can. Signs that nobody sees, and that can turn around what is read, get
// out; what is far too long stays with whoever typed it.
func Unkept(text string) (clean string, why *Issue) {
	clean = strings.Map(seen, strings.ToValidUTF8(text, "\uFFFD"))
	if n := utf8.RuneCountInString(clean); n > most {
		return clean, &Issue{Key: "answer.toolong", Args: map[string]any{"N": n - most}}
	}
	if clean != text {
		return clean, &Issue{Key: "answer.signs", Args: map[string]any{}}
	}
	return clean, nil
}

// seen drops control characters, and marks that turn the direction of a text over
// the words of others. Marks that only order a text of one's own (U+200E, U+200F,
// U+061C) and joiners are part of writing Arabic and Persian.
func seen(r rune) rune {
	switch {
	case r == '\n', r == '\t', r == '\r':
		return r
	case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r == 0x2028, r == 0x2029:
		return -1
	case r >= 0xFFF9 && r <= 0xFFFB, r&0xFFFE == 0xFFFE, r >= 0xE0000 && r <= 0xE007F:
		return -1
	}
	return r
}
