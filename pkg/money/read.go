// SPDX-License-Identifier: EUPL-1.2

package money

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Reading is an amount as we understood it.
type Reading struct {
	Cents Cents
	Guess bool // it can be read in two ways: ask "We lezen dit als …. Klopt dat?"
	About bool // the person wrote "ca." or "ongeveer"
}

// longest is how much text, in bytes, can still be one amount.
const longest = 80

// Read reads an amount as Dutch people write it: "1.234,56", "€ 50,-",
// "ca. 50", "50 euro", "1 234,56", "1'234,56", also in Arabic and Persian
// digits. What can be read in two ways but is nearly always one of them
// ("12.50", "1.234", "1,234.56") is a Guess. Not ok means: ask again. That
// holds for words, ranges, negative amounts, amounts over MaxRead, and for
// "12,345", which is as likely twelve euro as twelve thousand.
func Read(text string) (Reading, bool) {
	if len(text) > longest || !utf8.ValidString(text) {
		return Reading{}, false
	}
	rest, about := peel(plain(text))
	rest, round := cutAnySuffix(rest, noCentsTail)
	cents, guess, ok := readDigits(rest)
	if round { // "1.234,-" leaves no doubt; "12.50,-" makes no sense
		ok, guess = ok && cents%100 == 0 && !strings.Contains(rest, ","), false
	}
	if !ok || cents > MaxRead {
		return Reading{}, false
	}
	return Reading{Cents: cents, Guess: guess, About: about}, true
}

// plain writes every sign that means the same in one way: digits of other
// scripts, hard spaces, long dashes, curly apostrophes, invisible direction marks.
func plain(text string) string {
	return strings.TrimSpace(strings.ToLower(strings.Map(plainRune, text)))
}

func plainRune(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	case r == '٫', r == '،':
		return ','
	case r == '٬':
		return '.'
	case r == '\u00a0', r == '\u202f', r == '\u2009', r == '\t':
		return ' '
	case r == '’', r == '‘', r == '`':
		return '\''
	case r == '–', r == '—', r == '−':
		return '-'
	case r == '\u200e', r == '\u200f', r == '\u061c', r >= '\u2066' && r <= '\u2069':
		return -1
	}
	return r
}

var (
	aboutWords  = []string{"ongeveer ", "circa ", "plm. ", "plm ", "about ", "ca. ", "ca.", "ca ", "±", "~"}
	euroBefore  = []string{"€", "euro ", "eur "}
	euroAfter   = []string{"€", " euro", "euro", " eur", "eur"}
	noCentsTail = []string{",--", ",-", ",=", ".--", ".-"}
)

// peel takes off "ca." and the euro sign or word, once.
func peel(text string) (rest string, about bool) {
	rest, about = cutAnyPrefix(text, aboutWords)
	rest, signed := cutAnyPrefix(rest, euroBefore)
	if !about {
		rest, about = cutAnyPrefix(rest, aboutWords)
	}
	if !signed {
		rest, _ = cutAnySuffix(rest, euroAfter)
	}
	return rest, about
}

func cutAnyPrefix(text string, prefixes []string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(text, p); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return text, false
}

func cutAnySuffix(text string, suffixes []string) (string, bool) {
	for _, s := range suffixes {
		if rest, ok := strings.CutSuffix(text, s); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return text, false
}

// readDigits reads what is left: digits with separators, nothing else.
func readDigits(text string) (c Cents, guess, ok bool) {
	whole, fraction, guess, ok := split(text)
	if !ok {
		return 0, false, false
	}
	digits, ok := ungroup(whole)
	if !ok {
		return 0, false, false
	}
	return Cents(atoi(digits)*100 + cents(fraction)), guess, true
}

// split finds where the cents begin and whether that is a guess.
func split(text string) (whole, fraction string, guess, ok bool) {
	points, commas := strings.Count(text, "."), strings.Count(text, ",")
	switch last := strings.LastIndexAny(text, ".,"); {
	case last < 0: // 50, 1 234, 1'234
		return text, "", false, true
	case points > 0 && commas > 0:
		whole, fraction = text[:last], text[last+1:]
		if text[last] == '.' { // 1,234.56: written the English way
			return strings.ReplaceAll(whole, ",", "."), fraction, true, points == 1 && twoDigits(fraction)
		}
		return whole, fraction, false, commas == 1 && twoDigits(fraction)
	case commas > 1: // 1,234,567
		return strings.ReplaceAll(text, ",", "."), "", true, true
	case points > 1: // 1.234.567
		return text, "", false, true
	default:
		return splitOne(text, last)
	}
}

// splitOne decides what a single point or comma means.
func splitOne(text string, at int) (whole, fraction string, guess, ok bool) {
	whole, fraction = text[:at], text[at+1:]
	switch {
	case !onlyDigits(fraction):
		return "", "", false, false
	case len(fraction) == 2: // 12,50 is sure; 12.50 is a guess
		return whole, fraction, text[at] == '.', true
	case len(fraction) == 1: // 12,5
		return whole, fraction, true, true
	case len(fraction) == 3 && text[at] == '.': // 1.234
		return text, "", true, true
	}
	return "", "", false, false
}

// ungroup takes thousands separators out, one kind only, each before three digits.
func ungroup(whole string) (string, bool) {
	at := strings.IndexAny(whole, ".' ")
	if at < 0 {
		return strings.TrimLeft(whole, "0"), onlyDigits(whole)
	}
	groups := strings.Split(whole, whole[at:at+1])
	first := groups[0]
	if len(first) > 3 || !onlyDigits(first) || first[0] == '0' {
		return "", false
	}
	for _, group := range groups[1:] {
		if len(group) != 3 || !onlyDigits(group) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func onlyDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == "" // Trim leaves nothing only if all are digits
}

func twoDigits(s string) bool { return len(s) == 2 && onlyDigits(s) }

// atoi reads digits; more than MaxRead has become larger than MaxRead, never less.
func atoi(digits string) int64 {
	if len(digits) > 12 {
		return int64(MaxRead)
	}
	n := int64(0)
	for _, d := range digits {
		n = n*10 + int64(d-'0')
	}
	return n
}

// cents reads none, one or two decimals: "5" is fifty cents.
func cents(fraction string) int64 {
	n := atoi(fraction)
	if len(fraction) == 1 {
		n *= 10
	}
	return n
}

var periodWords = map[string]Period{
	"2 weken": TwoWeeks, "4 weken": FourWeeks, "maand": Month, "kwartaal": Quarter,
	"halfjaar": HalfYear, "half jaar": HalfYear, "jaar": Year,
}

// spokenPeriods are the ways in which people write a period behind an amount, the
// longest first.
var spokenPeriods = []struct {
	words  *regexp.Regexp
	period Period
}{
	{behind(` 4-?wekelijks|vierwekelijks|(?:(?:per|elke|iedere|/|p/|every) ?)(?:4|vier|four) ?(?:weken|wk|weeks)`), FourWeeks},
	{behind(` 2-?wekelijks|tweewekelijks|(?:(?:per|elke|iedere|/|p/|every) ?)(?:2|twee|two) ?(?:weken|wk|weeks)|fortnightly|a fortnight`), TwoWeeks},
	{behind(`(?:(?:per|elke|iedere|/|p/|a|every) ?)(?:week|wk|w)|wekelijks|weekly|p\.w\.?|pw`), Week},
	{behind(`(?:(?:per|elke|iedere|/|p/|a|every) ?)(?:maand|mnd|mnd\.|md|m|month)|maandelijks|monthly|p\.m\.?|pm`), Month},
	{behind(`(?:(?:per|elk|ieder|/|p/|a|every) ?)(?:kwartaal|kw|quarter)|(?:per|elke|every) (?:3|drie|three) (?:maanden|months)|quarterly`), Quarter},
	{behind(`(?:(?:per|elk|ieder|/|p/|every) ?)(?:half ?jaar|half ?year)|halfjaarlijks`), HalfYear},
	{behind(`(?:(?:per|elk|ieder|/|p/|a|every) ?)(?:jaar|jr|j|year)|jaarlijks|yearly|p\.j\.?|pj`), Year},
}

func behind(words string) *regexp.Regexp {
	return regexp.MustCompile(`^(.*?[^a-z ]) *(?:` + words + `)$`)
}

// CutPeriod takes the period off that somebody wrote behind an amount: "1.850 per
// 4 weken", "€ 12,50 p/w". Not ok means: there is none, and the text is whole.
func CutPeriod(text string) (amount string, period Period, ok bool) {
	if len(text) > longest || !utf8.ValidString(text) {
		return text, "", false
	}
	s := plain(text)
	for _, spoken := range spokenPeriods {
		if at := spoken.words.FindStringSubmatch(s); at != nil {
			return at[1], spoken.period, true
		}
	}
	if at := strings.Index(s, " euro "); at > 0 { // "50 euro per maand" ends the amount in letters
		if _, period, ok := CutPeriod("1" + s[at+len(" euro"):]); ok {
			return s[:at], period, true
		}
	}
	return text, "", false
}

// ReadPer reads the notation of authors' tests and defaults: "1.850 per
// 4weeks", "€ 50 per maand". The period is an id of Periods or its Dutch word.
func ReadPer(text string) (Per, bool) {
	at := strings.LastIndex(text, " per ")
	if at < 0 {
		return Per{}, false
	}
	amount, ok := Read(text[:at])
	word := plain(text[at+len(" per "):])
	period, dutch := periodWords[word]
	if !dutch {
		period = Period(word)
	}
	return Per{Cents: amount.Cents, Period: period}, ok && period.Known()
}
