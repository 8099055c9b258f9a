// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"slices"
	"strings"
	"unicode"
)

// LooksLike tells whether two rows of a list could be about the same thing, so
// that a person is asked. It compares what was written, and decides nothing:
//
//   - the list is one whose first column is a name that people write themselves;
//   - the names are the same but for capitals, accents, punctuation, legal forms
//     ("B.V.") and little words, or one slip of the pen, two in a long name, or all
//     words of one stand in the other ("Vattenfall", "Vattenfall Klantenservice");
//   - the first column to choose from says the same, or one of them says nothing
//     or "other";
//   - the first amounts differ at most one part in twenty, or one is not known.
func (t Type) LooksLike(a, b map[string]Value) bool {
	if t.Kind != Rows || len(t.Columns) == 0 || t.Columns[0].Kind != Text {
		return false
	}
	name := t.Columns[0].Path
	return sameChoice(t.first(Choice, a, b)) && sameAmount(t.first(Money, a, b)) && sameName(a[name].Text, b[name].Text)
}

// first gives what two rows say in the first column of a kind that is filled in,
// not worked out.
func (t Type) first(kind Kind, a, b map[string]Value) (Value, Value, bool) {
	for _, c := range t.Columns {
		if c.Kind != kind || c.Computed {
			continue
		}
		v, one := a[c.Path]
		w, other := b[c.Path]
		return v, w, one && other && v.State == Answered && w.State == Answered
	}
	return Value{}, Value{}, false
}

// elsewhere is the option of a list to choose from that says nothing.
const elsewhere = "other"

func sameChoice(a, b Value, both bool) bool {
	return !both || a.Text == b.Text || a.Text == elsewhere || b.Text == elsewhere
}

// apartBy is the part of an amount that two letters about one debt may differ.
const apartBy = 20

func sameAmount(a, b Value, both bool) bool {
	if !both {
		return true
	}
	more, less := max(a.Cents, b.Cents), min(a.Cents, b.Cents)
	return more-less <= more/apartBy
}

// little are words of names that say nothing of whose name it is.
var little = []string{"bv", "nv", "vof", "cv", "ua", "stichting", "de", "het", "en", "van", "the", "nederland", "klantenservice"}

func sameName(a, b string) bool {
	one, other := plainWords(a), plainWords(b)
	x, y := strings.Join(one, ""), strings.Join(other, "")
	if x == "" || y == "" {
		return false
	}
	if x == y || within(one, other) || within(other, one) {
		return true
	}
	slips := 0
	switch n := min(len([]rune(x)), len([]rune(y))); {
	case n >= 10:
		slips = 2
	case n >= 5:
		slips = 1
	}
	return slips > 0 && fewSlips(x, y, slips)
}

// within tells whether all words of a short name stand in a long one, and are long
// enough to say whose it is.
func within(short, long []string) bool {
	letters := 0
	for _, w := range short {
		if !slices.Contains(long, w) {
			return false
		}
		letters += len(w)
	}
	return letters >= 4
}

// plainWords gives the words of a name without capitals, accents, punctuation and
// words that say nothing; all of them where nothing else is left.
func plainWords(name string) []string {
	folded := strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case r == '.' || r == '\'' || r == '’' || unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if plain, ok := accents[r]; ok {
				return plain
			}
			return r
		}
		return ' '
	}, name)
	all := strings.Fields(folded)
	words := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(little, w) })
	if len(words) == 0 {
		return all
	}
	return words
}

// accents gives letters as someone in a hurry types them.
var accents = map[rune]rune{
	'á': 'a', 'à': 'a', 'â': 'a', 'ä': 'a', 'ã': 'a', 'å': 'a', 'ç': 'c', 'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'í': 'i', 'ì': 'i', 'î': 'i', 'ï': 'i',
	'ñ': 'n', 'ó': 'o', 'ò': 'o', 'ô': 'o', 'ö': 'o', 'õ': 'o', 'ø': 'o', 'ş': 's', 'ú': 'u', 'ù': 'u', 'û': 'u', 'ü': 'u', 'ý': 'y', 'ÿ': 'y',
}

// maxName bounds the work of comparing; a longer name is compared by its beginning.
const maxName = 80

// fewSlips tells whether one name becomes the other by changing, adding or leaving
// out at most so many letters. It stops as soon as it cannot.
func fewSlips(x, y string, most int) bool {
	a, b := []rune(x), []rune(y)
	a, b = a[:min(len(a), maxName)], b[:min(len(b), maxName)]
	if max(len(a), len(b))-min(len(a), len(b)) > most {
		return false
	}
	row := make([]int, len(b)+1)
	for k := range row {
		row[k] = k
	}
	for i := range a {
		last := row[0]
		row[0] = i + 1
		for k := range b {
			cost := last
			if a[i] != b[k] {
				cost++
			}
			last = row[k+1]
			row[k+1] = min(cost, row[k]+1, last+1)
		}
		if slices.Min(row) > most {
			return false
		}
	}
	return row[len(b)] <= most
}
