// SPDX-License-Identifier: EUPL-1.2

package readable

import (
	"strings"
	"unicode"
)

// clusters are the groups of vowels that Dutch says as one, longest first. The j
// of ij belongs to it.
var clusters = []string{
	"aai", "ooi", "oei", "eeu", "ieu", "aa", "ee", "oo", "uu", "ie", "oe", "ui", "eu", "ou", "au", "ij", "ei", "ai", "oi", "éé",
	"a", "e", "i", "o", "u", "y", "á", "à", "â", "é", "è", "ê", "ë", "í", "î", "ï", "ó", "ò", "ô", "ö", "ú", "ù", "û", "ü",
}

// Syllables counts the syllables of a Dutch word by its groups of vowels: right
// for most words, and never less than one.
func Syllables(word string) int {
	word = strings.ToLower(word)
	n := 0
	for i := 0; i < len(word); {
		step := 1
		for _, c := range clusters {
			if strings.HasPrefix(word[i:], c) {
				step = len(c)
				if !consonant(word, i, c) {
					n++
				}
				break
			}
		}
		i += step
	}
	return max(n, 1)
}

// consonant tells whether a y or u is none of the vowels here: yoghurt, quiz.
func consonant(word string, i int, c string) bool {
	switch c {
	case "y":
		return i == 0 && len(word) > 1 && strings.ContainsRune("aeiou", rune(word[1]))
	case "u", "ui", "ue":
		return i > 0 && word[i-1] == 'q'
	}
	return false
}

// long tells a word of five syllables or more, which few people read at once.
const long = 5

// Long gives the words of a text that have five syllables or more.
func Long(text string) []Word {
	var list []Word
	for _, w := range Words(text) {
		if !strings.Contains(w.Text, "xxx") && strings.IndexFunc(w.Text, unicode.IsLetter) >= 0 && Syllables(w.Text) >= long {
			list = append(list, w)
		}
	}
	return list
}
