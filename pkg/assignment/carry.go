// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"

	"opgelucht/pkg/dossier"
)

// typedIn are the kinds whose answer is a text in a box: what does not read there
// can still be shown as it was typed.
var typedIn = []dossier.Kind{dossier.Text, dossier.LongText, dossier.Number, dossier.Money, dossier.MoneyPer, dossier.Date}

// answers are the values of one question, by what comes after its path.
type answers map[string]string

// carry brings an answer of an older version into a question as it is asked now.
// It tells whether something of it has no place there.
func (w Was) carry(q *Question, was answers) (now answers, lost bool) {
	now = answers{}
	for ending, value := range was {
		if value == "" {
			continue
		}
		switch ending {
		case "":
			now[""], lost = w.main(q, value, was[".per"], lost)
		case ".per":
			if q.Type.Kind == dossier.MoneyPer {
				now[ending] = value // elsewhere it goes with the amount
			}
		case ".unknown":
			if q.Unknown {
				now[ending] = value
			} else if was[""] == "" && value == "1" {
				lost = true
			}
		case ".none":
			if q.Rows != nil && q.Rows.None != "" {
				now[ending] = value
			} else {
				lost = lost || value == "1"
			}
		default:
			now[ending] = value
		}
	}
	return now, lost
}

// main brings the answer itself.
func (w Was) main(q *Question, value, per string, lost bool) (string, bool) {
	kind := q.Type.Kind
	switch {
	case q.Rows != nil || kind == Info || kind == Paper:
		return "", true
	case !slices.Contains(typedIn, kind):
		return w.chosen(q, value, lost)
	case w.Kind == dossier.MoneyPer && kind != dossier.MoneyPer && per != "":
		return "", true // an amount without its period is another amount
	case slices.Contains(typedIn, w.Kind), w.Kind == dossier.Scale:
		return value, lost
	case w.Kind != dossier.Confirm && (kind == dossier.Text || kind == dossier.LongText):
		return w.inWords(value), lost
	}
	return "", true
}

func (w Was) inWords(value string) string {
	return (&Parked{Was: w}).inWords(value, source)
}

// chosen keeps the answers that can still be chosen. A consent is only kept as
// what it was.
func (w Was) chosen(q *Question, value string, lost bool) (string, bool) {
	tokens := []string{value}
	if w.Kind == dossier.Choices {
		tokens = strings.Fields(value)
	}
	options := q.options(source)
	var stay []string
	for _, t := range tokens {
		known := slices.ContainsFunc(options, func(o dossier.Option) bool { return o.ID == t })
		if q.Pick != nil {
			known = w.Kind == Pick
		}
		if known && (q.Type.Kind != dossier.Confirm || w.Kind == dossier.Confirm) {
			stay = append(stay, t)
		}
	}
	if len(stay) > 1 && q.Type.Kind != dossier.Choices {
		stay = nil
	}
	return strings.Join(stay, " "), lost || len(stay) < len(tokens)
}

// sameAnswers tells whether every answer to one question is an answer to the other.
func sameAnswers(was, is *Question) bool {
	if was.Type.Kind != is.Type.Kind || was.Unknown && !is.Unknown {
		return false
	}
	if was.Rows != nil && was.Rows.None != "" && is.Rows.None == "" {
		return false
	}
	if was.Pick != nil && was.Pick.From != is.Pick.From {
		return false
	}
	now := is.options(source)
	for _, o := range was.options(source) {
		if !slices.ContainsFunc(now, func(n dossier.Option) bool { return n.ID == o.ID }) {
			return false
		}
	}
	return true
}
