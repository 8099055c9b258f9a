// SPDX-License-Identifier: EUPL-1.2

// Package author holds the tools of who writes assignments: they read a folder
// and say in Dutch or English what is wrong, what it means, what is translated
// and what changed. Nothing here needs a server.
package author

import (
	"cmp"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/content"
	"opgelucht/pkg/readable"
)

// Folder is a folder with assignments, as an author has it.
type Folder struct {
	Shelf    *assignment.Shelf
	Problems []content.Problem // what reading it found
	files    fs.FS
	shared   bool     // the vocabulary is not the folder's own
	beside   []string // assignments that stand elsewhere, and can be named
	ids      []string // every folder with an assignment.yaml, also one that cannot be read
	courses  []string // every file of a trajectory
	langs    []string
	reading  sync.Mutex // of nodes and lines: assignments are linted side by side
	nodes    map[string]*content.Node
	lines    map[string][]string
	hard     readable.HardWords
	fine     map[string]bool // long words that are fine
	terms    map[string]bool // hard words that are explained
	played   []assignment.TestResult
}

var language = regexp.MustCompile(`^(?:[a-z0-9-]+/)?([a-z]{2})\.yaml$`)

// Open reads a folder. What it lacks of the shared files (the vocabulary, the
// hard words) comes from shared; nil for none.
func Open(files, shared fs.FS) *Folder {
	_, err := fs.Stat(files, "dossier.yaml")
	borrows := err != nil && shared != nil
	if borrows {
		files = over{files, shared}
	}
	f := &Folder{files: files, shared: borrows, nodes: map[string]*content.Node{}, lines: map[string][]string{}, fine: map[string]bool{}, terms: map[string]bool{}}
	if borrows {
		more, _ := fs.Glob(shared, "*/assignment.yaml") // the pattern is well formed
		for _, file := range more {
			f.beside = append(f.beside, path.Dir(file))
		}
	}
	folders, _ := fs.Glob(files, "*/assignment.yaml") // the pattern is well formed
	for _, file := range folders {
		f.ids = append(f.ids, path.Dir(file))
	}
	for _, pattern := range []string{"??.yaml", "*/??.yaml"} {
		found, _ := fs.Glob(files, pattern) // the pattern is well formed
		for _, file := range found {
			if m := language.FindStringSubmatch(file); m != nil && !slices.Contains(f.langs, m[1]) {
				f.langs = append(f.langs, m[1])
			}
		}
	}
	slices.Sort(f.langs)
	found, _ := fs.Glob(files, assignment.TrajectoryFolder+"/*.yaml") // the pattern is well formed
	f.courses = slices.DeleteFunc(found, language.MatchString)
	f.Shelf, f.Problems = assignment.Load(files, f.langs...)
	f.words()
	return f
}

// Beside says which assignments stand elsewhere, so that those of the folder can
// name them.
func (f *Folder) Beside(ids []string) *Folder {
	f.beside = append(f.beside, ids...)
	return f
}

// IDs lists the assignments in the folder.
func (f *Folder) IDs() []string { return f.ids }

// Has tells whether the folder holds an assignment, also one that cannot be read.
func (f *Folder) Has(id string) bool { return slices.Contains(f.ids, id) }

// Languages lists the languages that something is translated to.
func (f *Folder) Languages() []string { return f.langs }

// node reads a file once; nil when it is not there or cannot be read.
func (f *Folder) node(file string) *content.Node {
	f.reading.Lock()
	defer f.reading.Unlock()
	if n, ok := f.nodes[file]; ok {
		return n
	}
	text, err := fs.ReadFile(f.files, file)
	if err != nil {
		f.nodes[file] = nil
		return nil
	}
	n, problems := content.Parse(file, text)
	if len(content.Errors(problems)) > 0 {
		n = nil
	}
	f.nodes[file], f.lines[file] = n, strings.Split(string(text), "\n")
	return n
}

func (f *Folder) assignment(id string) *content.Node { return f.node(path.Join(id, "assignment.yaml")) }

// source gives the lines of a file.
func (f *Folder) source(file string) []string {
	f.reading.Lock()
	defer f.reading.Unlock()
	if _, ok := f.lines[file]; !ok {
		text, err := fs.ReadFile(f.files, file)
		if err != nil {
			return nil
		}
		f.lines[file] = strings.Split(string(text), "\n")
	}
	return f.lines[file]
}

// words reads the hard words and those that are fine.
func (f *Folder) words() {
	if n := f.node("hardwords.yaml"); n != nil {
		list, hard := n.Field("words"), []readable.Hard(nil)
		f.Problems = append(f.Problems, n.Only("words!")...)
		for _, word := range keysOf(list) {
			one := list.Field(word)
			f.Problems = append(f.Problems, one.Only("use!", "letters")...)
			hard = append(hard, readable.Hard{Word: word, Use: one.Str("use"), Letter: one.Str("letters") == "yes"})
		}
		f.hard = readable.Ready(hard)
	}
	if n := f.node("words.yaml"); n != nil {
		f.Problems = append(f.Problems, n.Only("fine", "terms")...)
		for _, word := range n.Field("fine").Texts() {
			f.fine[strings.ToLower(word)] = true
		}
		for _, word := range keysOf(n.Field("terms")) {
			f.terms[strings.ToLower(word)] = true
		}
	}
}

func keysOf(n *content.Node) []string {
	if n == nil {
		return nil
	}
	return n.Keys
}

// world is in what examples are played: a fixed day, ordinary office weeks.
func world() assignment.World {
	return assignment.World{
		Today:       time.Date(2026, 11, 24, 12, 0, 0, 0, calendar.Zone()),
		AddWorkdays: calendar.New(calendar.OfficeWeek(), nil).AddWorkdays,
	}
}

// sorted puts problems in the order of files and lines, each once.
func sorted(list []content.Problem) []content.Problem {
	slices.SortStableFunc(list, func(a, b content.Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(list)
}

// over is a folder over another one: only files that stand in no folder are
// taken from below.
type over struct{ top, below fs.FS }

// Open opens a file of the folder, or a shared one.
func (o over) Open(name string) (fs.File, error) {
	file, err := o.top.Open(name)
	if err != nil && path.Dir(name) == "." && path.Ext(name) == ".yaml" && name != assignment.LockFile {
		if info, found := fs.Stat(o.below, name); found == nil && !info.IsDir() { // a folder's files stand in a folder
			return o.below.Open(name)
		}
	}
	return file, err
}
