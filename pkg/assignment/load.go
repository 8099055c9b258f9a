// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/norm"
)

// Shelf holds every assignment in every language.
type Shelf struct {
	norms *norm.Tables
	byID  map[string]map[string]*Definition // id → language
	vocab map[string]*dossier.Vocabulary
	ids   []string
	langs []string
	files fs.FS
}

// Source is the language that assignments are written in, and letters.
const Source = "nl"

const source = Source

// Load reads dossier.yaml and every folder with an assignment.yaml. Problems
// with a translation leave the Dutch in its place. Formulas may ask for the
// figures of the law that ship; who needs others uses LoadWith.
func Load(fsys fs.FS, languages ...string) (*Shelf, []content.Problem) {
	norms, _ := norm.Shipped() // their mistakes are told where they are read
	return LoadWith(fsys, norms, languages...)
}

// LoadWith is Load with other figures of the law.
func LoadWith(fsys fs.FS, norms *norm.Tables, languages ...string) (*Shelf, []content.Problem) {
	s := &Shelf{norms: norms, byID: map[string]map[string]*Definition{}, vocab: map[string]*dossier.Vocabulary{}, langs: append([]string{source}, languages...), files: fsys}
	root, problems := parse(fsys, "dossier.yaml")
	if root == nil {
		return s, problems
	}
	for _, lang := range s.langs {
		w, found := loadWords(fsys, ".", lang)
		v, more := dossier.Load(root, w.say)
		s.vocab[lang] = v
		problems = append(problems, found...)
		if lang == source {
			problems = append(problems, more...)
		}
		problems = append(problems, w.unused()...)
	}
	files, _ := fs.Glob(fsys, "*/assignment.yaml") // the pattern is well formed
	for _, file := range files {
		problems = append(problems, s.load(fsys, path.Dir(file))...)
	}
	slices.Sort(s.ids)
	return s, problems
}

func (s *Shelf) load(fsys fs.FS, id string) []content.Problem {
	n, problems := parse(fsys, path.Join(id, "assignment.yaml"))
	if n == nil || len(content.Errors(problems)) > 0 {
		return problems
	}
	s.byID[id] = map[string]*Definition{}
	s.ids = append(s.ids, id)
	for _, lang := range s.langs {
		w, found := loadWords(fsys, id, lang)
		b := &builder{rowNodes: map[string]*content.Node{}, words: w, vocab: s.vocab[lang], d: &Definition{ID: id, Language: lang, vocab: s.vocab[lang], norms: s.norms}}
		b.read = func(file string) (string, error) {
			text, err := fs.ReadFile(fsys, path.Join(id, file))
			return string(text), err
		}
		b.build(n)
		s.byID[id][lang] = b.d
		problems = append(problems, found...)
		if lang == source {
			problems = append(problems, b.problems...)
		} else {
			problems = append(problems, w.missing()...)
		}
		problems = append(problems, w.unused()...)
	}
	return problems
}

func parse(fsys fs.FS, file string) (*content.Node, []content.Problem) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, []content.Problem{{File: file, Say: content.Words{NL: "Dit bestand is er niet.", EN: "There is no such file."}}}
	}
	return content.Parse(file, text)
}

// Get gives an assignment in a language, or in Dutch.
func (s *Shelf) Get(id, lang string) (*Definition, bool) {
	all, ok := s.byID[id]
	if !ok {
		return nil, false
	}
	if d := all[lang]; d != nil {
		return d, true
	}
	return all[source], true
}

// IDs lists the assignments.
func (s *Shelf) IDs() []string { return s.ids }

// Vocabulary gives the facts of the dossier in a language.
func (s *Shelf) Vocabulary(lang string) *dossier.Vocabulary {
	if v := s.vocab[lang]; v != nil {
		return v
	}
	return s.vocab[source]
}

// words translates the texts of one folder, by pairs. It notes what was used,
// so that stale and missing pairs show themselves.
type words struct {
	lang  string
	pairs map[string]*content.Node // Dutch → node of the pair
	text  map[string]string
	used  map[string]bool
	lack  []string
	file  string
}

func loadWords(fsys fs.FS, dir, lang string) (*words, []content.Problem) {
	w := &words{lang: lang, pairs: map[string]*content.Node{}, text: map[string]string{}, used: map[string]bool{}}
	if lang == source {
		return w, nil
	}
	w.file = path.Join(dir, lang+".yaml")
	n, problems := parse(fsys, w.file)
	if n == nil {
		return w, problems
	}
	problems = append(problems, n.Only("language!", "texts!")...)
	list := n.Field("texts")
	if list == nil {
		return w, problems
	}
	for _, pair := range list.Items {
		problems = append(problems, pair.Only("nl!", lang+"!", "where")...)
		nl, other := pair.Str("nl"), pair.Str(lang)
		if a, b := holesOf(nl), holesOf(other); !slices.Equal(a, b) {
			problems = append(problems, pair.At(content.Words{NL: "De invulplekken verschillen van het Nederlands.", EN: "The blanks differ from the Dutch."}, content.Words{}))
		}
		w.pairs[nl], w.text[nl] = pair, other
	}
	return w, problems
}

func holesOf(text string) []string {
	holes := slices.Clone(content.NewLine(text).Holes)
	slices.Sort(holes)
	return holes
}

// say gives the text in the language, or the Dutch when there is no pair.
func (w *words) say(nl string) string {
	if w.lang == source || nl == "" {
		return nl
	}
	if t, ok := w.text[nl]; ok {
		w.used[nl] = true
		return t
	}
	if !slices.Contains(w.lack, nl) {
		w.lack = append(w.lack, nl)
	}
	return nl
}

func (w *words) missing() []content.Problem {
	var problems []content.Problem
	for _, nl := range w.lack {
		short := []rune(nl)
		short = short[:min(len(short), 40)]
		problems = append(problems, content.Problem{File: w.file, Say: content.Words{
			NL: "Er is geen vertaling van: " + string(short), EN: "There is no translation of: " + string(short)}})
	}
	return problems
}

func (w *words) unused() []content.Problem {
	var problems []content.Problem
	for _, nl := range slices.Sorted(maps.Keys(w.pairs)) {
		if !w.used[nl] {
			p := w.pairs[nl].At(content.Words{NL: "Deze Nederlandse tekst komt niet meer voor.", EN: "This Dutch text does not occur any more."}, content.Words{})
			p.Warning = true
			problems = append(problems, p)
		}
	}
	return problems
}

// hashOf names the logic of an assignment: everything but texts.
func hashOf(parts []string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(h[:8])
}

func number(n *content.Node, key string, or int) int {
	v, err := strconv.Atoi(n.Str(key))
	if err != nil {
		return or
	}
	return v
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
