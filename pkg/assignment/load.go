// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strconv"
	"sync"

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
	words map[string]map[string]*words // folder → language; of the vocabulary and the trajectories
	from  map[string]*Shelf            // of what stands here from another shelf: that one

	courses     map[string]map[string]*Trajectory // id → language
	courseNodes []*content.Node
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
	return loadWith(fsys, norms, nil, languages...)
}

func loadWith(fsys fs.FS, norms *norm.Tables, r *Reader, languages ...string) (*Shelf, []content.Problem) {
	s := &Shelf{norms: norms, byID: map[string]map[string]*Definition{}, vocab: map[string]*dossier.Vocabulary{}, words: map[string]map[string]*words{}, langs: append([]string{source}, languages...), files: fsys, courses: map[string]map[string]*Trajectory{}}
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
		problems = append(problems, s.keep(".", w)...)
	}
	files, _ := fs.Glob(fsys, "*/assignment.yaml") // the pattern is well formed
	r.begin(s)
	all, stands := s.loadAll(fsys, files, r), map[string]*content.Node{}
	r.end(all)
	for _, one := range all {
		problems = append(problems, s.add(one)...)
		stands[one.id] = one.version
	}
	slices.Sort(s.ids)
	return s, slices.Concat(problems, s.trajectories(fsys), s.versions(fsys, stands))
}

// loaded is one assignment that was read, in every language, with what is wrong.
type loaded struct {
	id    string
	print string // for a Reader
	known bool   // its questions can be asked
	defs  map[string]*Definition
	words []*words
	said  [][]content.Problem // by language

	version *content.Node // where its version stands; nil for nowhere
}

// loadAll reads assignments, as many at once as there are processors.
func (s *Shelf) loadAll(fsys fs.FS, files []string, r *Reader) []loaded {
	list := make([]loaded, len(files))
	next := make(chan int)
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		all.Go(func() {
			for i := range next {
				list[i] = r.one(s, fsys, path.Dir(files[i]))
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	all.Wait()
	return list
}

// load reads one assignment. It changes nothing of the shelf.
func (s *Shelf) load(fsys fs.FS, id string) loaded {
	out := loaded{id: id, defs: map[string]*Definition{}}
	n, problems := parse(fsys, path.Join(id, "assignment.yaml"))
	if n == nil || len(content.Errors(problems)) > 0 {
		out.said = append(out.said, problems)
		return out
	}
	out.version = n.Field("version")
	formulas := compiled{}
	for _, lang := range s.langs {
		w, found := loadWords(fsys, id, lang)
		b := &builder{rowNodes: map[string]*content.Node{}, compiled: formulas, words: w, vocab: s.vocab[lang], d: &Definition{ID: id, Language: lang, vocab: s.vocab[lang], norms: s.norms}}
		b.read = func(file string) (string, error) {
			text, err := fs.ReadFile(fsys, path.Join(id, file))
			return string(text), err
		}
		if first := out.defs[source]; first != nil {
			b.logic = first.logic
		}
		b.build(n)
		if first := out.defs[source]; first != nil { // what has no words is the same in every language
			b.d.names.types, b.d.names.reads = first.names.types, first.names.reads
		}
		out.defs[lang], out.words = b.d, append(out.words, w)
		if lang == source {
			found = slices.Concat(problems, found, b.problems)
			out.known = len(content.Errors(b.problems)) == 0 // half an assignment is none
		}
		out.said = append(out.said, found)
	}
	return out
}

// add puts an assignment that was read on the shelf, and says what is wrong with it.
func (s *Shelf) add(one loaded) []content.Problem {
	var problems []content.Problem
	for i, said := range one.said {
		problems = append(problems, said...)
		if i < len(one.words) {
			problems = append(problems, one.words[i].wrong()...)
		}
	}
	if one.known {
		s.byID[one.id], s.ids = one.defs, append(s.ids, one.id)
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

// With gives a shelf on which these assignments of another one stand too, in the
// place of those of the same id. Neither changes.
func (s *Shelf) With(other *Shelf, ids []string) *Shelf {
	all := *s
	all.byID, all.from = maps.Clone(s.byID), maps.Clone(s.from)
	if all.from == nil {
		all.from = map[string]*Shelf{}
	}
	for _, id := range ids {
		all.byID[id], all.from[id] = other.byID[id], other.holder(id)
	}
	all.ids = slices.Sorted(maps.Keys(all.byID))
	return &all
}

// holder is the shelf that an assignment was read for.
func (s *Shelf) holder(id string) *Shelf {
	if other := s.from[id]; other != nil {
		return other
	}
	return s
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

func number(n *content.Node, key string, or int) int {
	v, err := strconv.Atoi(n.Str(key))
	if err != nil {
		return or
	}
	return v
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
