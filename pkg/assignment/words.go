// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"opgelucht/pkg/content"
)

// words translates the texts of one folder, by pairs. It notes what was used,
// so that stale and missing pairs show themselves.
type words struct {
	lang  string
	pairs map[string]*content.Node // Dutch → place of the pair
	text  map[string]string
	order []string // Dutch of the pairs, in the order of the file
	used  map[string]bool
	asked []string // Dutch texts, in the order in which they are met
	file  string
	// absent says that there is no file, or none that can be read
	absent bool
}

func loadWords(fsys fs.FS, dir, lang string) (*words, []content.Problem) {
	w := &words{lang: lang, pairs: map[string]*content.Node{}, text: map[string]string{}, used: map[string]bool{}}
	if lang == source {
		return w, nil
	}
	w.file = path.Join(dir, lang+".yaml")
	if _, err := fs.Stat(fsys, w.file); err != nil {
		w.absent = true
		return w, []content.Problem{{File: w.file, Warning: true, Rule: "translation-missing",
			Say:    content.Words{NL: "Deze vertaling is er nog niet.", EN: "This translation is not there yet."},
			Advice: content.Words{NL: "Voer uit: opgelucht opdracht words " + lang, EN: "Run: opgelucht assignment words " + lang}}}
	}
	n, problems := parse(fsys, w.file)
	if n == nil {
		w.absent = true
		return w, problems
	}
	problems = append(problems, n.Only(Keys.Only("translation")...)...)
	list := n.Field("texts")
	if list == nil {
		return w, problems
	}
	for _, pair := range list.Items {
		problems = append(problems, pair.Only("nl!", lang+"!", "where")...)
		nl, other := pair.Str("nl"), pair.Str(lang)
		if a, b := holesOf(nl), holesOf(other); other != "" && !slices.Equal(a, b) {
			problems = append(problems, pair.At(content.Words{NL: "De invulplekken verschillen van het Nederlands.", EN: "The blanks differ from the Dutch."}, content.Words{}).Named("translation-holes"))
		}
		if w.pairs[nl] == nil {
			w.order = append(w.order, nl)
		}
		w.pairs[nl], w.text[nl] = pair.Place(), other
	}
	return w, problems
}

func holesOf(text string) []string {
	holes := slices.Clone(content.NewLine(text).Holes)
	slices.Sort(holes)
	return holes
}

// say gives the text in the language, or the Dutch when it is not translated.
func (w *words) say(nl string) string {
	if nl == "" {
		return nl
	}
	if w.used == nil {
		w.used = map[string]bool{}
	}
	if !w.used[nl] {
		w.used[nl] = true
		w.asked = append(w.asked, nl)
	}
	if t := w.text[nl]; t != "" {
		return t
	}
	return nl
}

// Translation is how far the texts of one folder are translated.
type Translation struct {
	File  string
	Lang  string
	Texts []string          // every Dutch text, in the order of the assignment
	Pairs []Pair            // what the file holds, in its order
	Stale map[string]string // Dutch text without a pair → the old text it resembles
}

// Pair is a text and its translation; Node says where it stands.
type Pair struct {
	NL, Text string
	Node     *content.Node
	Obsolete bool // the Dutch text occurs no more
}

// Missing lists the texts that have no translation, those that are stale too.
func (t Translation) Missing() []string {
	done := map[string]bool{}
	for _, p := range t.Pairs {
		done[p.NL] = p.Text != ""
	}
	return slices.DeleteFunc(slices.Clone(t.Texts), func(nl string) bool { return done[nl] })
}

// Done counts the texts that have a translation.
func (t Translation) Done() int { return len(t.Texts) - len(t.Missing()) }

// Translation gives the state of a folder, "." for the vocabulary, in a language.
func (s *Shelf) Translation(dir, lang string) (Translation, bool) {
	if w := s.words[dir][lang]; w != nil {
		return w.state(), true
	}
	for _, w := range s.load(s.files, dir).words {
		if w.lang == lang {
			return w.state(), true
		}
	}
	return Translation{}, false
}

// keep remembers the words of a folder and says what is wrong with them. Those of
// assignments are not kept: only who translates asks for them, and gets them read
// again.
func (s *Shelf) keep(dir string, w *words) []content.Problem {
	if s.words[dir] == nil {
		s.words[dir] = map[string]*words{}
	}
	s.words[dir][w.lang] = w
	return w.wrong()
}

// wrong says what is wrong with a translation; nothing of one that is not there.
func (w *words) wrong() []content.Problem {
	if w.lang == source || w.absent {
		return nil
	}
	return w.problems()
}

func (w *words) state() Translation {
	t := Translation{File: w.file, Lang: w.lang, Texts: w.asked, Stale: map[string]string{}}
	var old []string
	for _, nl := range w.order {
		t.Pairs = append(t.Pairs, Pair{NL: nl, Text: w.text[nl], Node: w.pairs[nl], Obsolete: !w.used[nl]})
		if !w.used[nl] {
			old = append(old, nl)
		}
	}
	for _, nl := range t.Missing() {
		if i := nearestText(nl, old); i >= 0 && w.pairs[nl] == nil {
			t.Stale[nl] = old[i]
			old = slices.Delete(old, i, i+1)
		}
	}
	return t
}

func (w *words) problems() []content.Problem {
	var problems []content.Problem
	t, stale := w.state(), map[string]bool{}
	for _, nl := range t.Missing() {
		old, isStale := t.Stale[nl]
		switch {
		case isStale:
			stale[old] = true
			problems = append(problems, w.pairs[old].At(
				content.Words{NL: "De Nederlandse tekst van dit paar is veranderd.", EN: "The Dutch text of this pair has changed."},
				content.Words{NL: "Er staat nu: " + begin(nl) + " Kijk of de vertaling nog klopt.", EN: "It says now: " + begin(nl) + " See whether the translation is still right."}).Named("translation-stale"))
		case w.pairs[nl] != nil:
			problems = append(problems, w.pairs[nl].At(lacks(nl), content.Words{}).Named("translation-missing"))
		default:
			problems = append(problems, content.Problem{File: w.file, Rule: "translation-missing", Say: lacks(nl),
				Advice: content.Words{NL: "Voer uit: opgelucht opdracht words " + w.lang, EN: "Run: opgelucht assignment words " + w.lang}})
		}
	}
	for _, p := range t.Pairs {
		if p.Obsolete && !stale[p.NL] {
			one := p.Node.At(content.Words{NL: "Deze Nederlandse tekst komt niet meer voor.", EN: "This Dutch text does not occur any more."}, content.Words{}).Named("translation-obsolete")
			one.Warning = true
			problems = append(problems, one)
		}
	}
	return problems
}

func lacks(nl string) content.Words {
	return content.Words{NL: "Er is geen vertaling van: " + begin(nl), EN: "There is no translation of: " + begin(nl)}
}

// begin gives the first words of a text, on one line.
func begin(text string) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return string(r)
}

// nearestText gives the place of the text that shares most words with another;
// -1 when none shares more than half.
func nearestText(text string, list []string) int {
	best, most := -1, 0.5
	for i, other := range list {
		if s := shared(text, other); s > most {
			best, most = i, s
		}
	}
	return best
}

// shared tells which part of their words two texts share.
func shared(a, b string) float64 {
	count := map[string]int{}
	x, y := strings.Fields(a), strings.Fields(b)
	for _, w := range x {
		count[w]++
	}
	same := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	return 2 * float64(same) / float64(max(len(x)+len(y), 1))
}
