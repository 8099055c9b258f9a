// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/norm"
	"opgelucht/pkg/tenant"
)

// Folder is a folder with assignments that go before those that ship: of one
// municipality, or of every one.
type Folder struct {
	Tenant tenant.ID // empty: of every municipality
	Path   string    // how problems name it
	Files  fs.FS
	Whole  bool // it may have a vocabulary of its own, in the place of the shared one: for who writes, not for a server
}

// parts are the files that an overlay is made of. The vocabulary of the dossier
// is no part of it: everyone's facts mean the same.
var parts = []string{"versions.yaml", "words.yaml", "hardwords.yaml", "*/*.yaml", "*/*.md", "*/tests/*.yaml"}

// maxFile is the most bytes of one file: what reading a text file allows.
const maxFile = 256 << 10

var folderName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// names lists the files of the folder that count, with how large each is and
// when it was written: two that are equal hold the same.
func (f Folder) names() (names []string, print string) {
	if _, err := fs.Stat(f.Files, "."); err != nil {
		return nil, "" // most municipalities have none
	}
	var b strings.Builder
	patterns := parts
	if f.Whole {
		patterns = append([]string{"dossier.yaml", "??.yaml"}, parts...)
	}
	for _, pattern := range patterns {
		found, _ := fs.Glob(f.Files, pattern) // the pattern is well formed
		for _, name := range found {
			info, err := fs.Stat(f.Files, name)
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			names = append(names, name)
			fmt.Fprintf(&b, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		}
	}
	return names, b.String()
}

// IDs lists the assignments of the folder, also those that cannot be read.
func (f Folder) IDs() []string {
	files, _ := fs.Glob(f.Files, "*/assignment.yaml") // the pattern is well formed
	var ids []string
	for _, file := range files {
		if id := path.Dir(file); folderName.MatchString(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Gather copies the folder into memory, with what it shares with everyone: what
// was read is what is kept, whatever happens to the files meanwhile.
// With names of assignments, only those come along.
func (f Folder) Gather(only ...string) (fs.FS, []content.Problem) {
	problems := f.misplaced()
	shared, _ := fs.Glob(assignments.FS, "*.yaml") // the pattern is well formed
	own, _ := f.names()
	var out bytes.Buffer
	bundle, method := zip.NewWriter(&out), zip.Deflate // many municipalities, little memory each
	if f.Whole {
		method = zip.Store // one writer, who waits
	}
	for _, name := range shared {
		foreign := slices.Contains(own, "dossier.yaml") && len(name) == len("en.yaml") // translates another vocabulary
		if name != "versions.yaml" && !foreign && !slices.Contains(own, name) {
			problems = append(problems, put(bundle, method, assignments.FS, name)...)
		}
	}
	for _, name := range own {
		if id, _, _ := strings.Cut(name, "/"); id == name || folderName.MatchString(id) && (len(only) == 0 || slices.Contains(only, id)) {
			problems = append(problems, put(bundle, method, f.Files, name)...)
			problems = append(problems, f.away(name)...)
		}
	}
	_ = bundle.Close() // writing to memory does not fail
	files, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return emptyFolder{}, append(problems, whole(".", "Deze map is niet te lezen.", "This folder cannot be read."))
	}
	return files, problems
}

// misplaced tells of what stands in the folder and counts for nothing.
func (f Folder) misplaced() []content.Problem {
	list, err := fs.ReadDir(f.Files, ".")
	if err != nil && f.Tenant == "" { // a municipality need not have one
		return []content.Problem{whole(".", "Deze map is er niet, of is niet te lezen.", "There is no such folder, or it cannot be read.")}
	}
	var problems []content.Problem
	for _, one := range list {
		_, err := fs.Stat(f.Files, path.Join(one.Name(), "assignment.yaml"))
		switch {
		case one.Name() == "dossier.yaml" && !f.Whole:
			p := whole(one.Name(), "De gegevens van het dossier zijn voor iedereen gelijk; dit bestand doet niets.", "The facts of the dossier are the same for everyone; this file does nothing.")
			p.Warning = true
			problems = append(problems, p)
		case err == nil && !folderName.MatchString(one.Name()):
			problems = append(problems, whole(one.Name(), "Zo kan een opdracht niet heten: gebruik kleine letters, cijfers en streepjes.", "An assignment cannot be called that: use lower case letters, digits and dashes."))
		}
	}
	return problems
}

func whole(file, nl, en string) content.Problem {
	return content.Problem{File: file, Rule: "file", Say: content.Words{NL: nl, EN: en}}
}

// put copies one file.
func put(bundle *zip.Writer, method uint16, files fs.FS, name string) []content.Problem {
	file, err := files.Open(name)
	if err != nil {
		return []content.Problem{whole(name, "Dit bestand is niet te lezen.", "This file cannot be read.")}
	}
	defer func() { _ = file.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	switch {
	case err != nil:
		return []content.Problem{whole(name, "Dit bestand is niet te lezen.", "This file cannot be read.")}
	case len(text) > maxFile:
		return []content.Problem{whole(name, "Dit bestand is groter dan 256 kB.", "This file is larger than 256 kB.")}
	}
	if w, err := bundle.CreateHeader(&zip.FileHeader{Name: name, Method: method}); err == nil {
		_, _ = w.Write(text) // to memory
	}
	return nil
}

// emptyFolder holds nothing.
type emptyFolder struct{}

// Open finds nothing.
func (emptyFolder) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// overlay is a folder as it was read last, and the last good form of what it holds.
type overlay struct {
	Folder
	seen, coming string // how its files were when it was read, and at the last look
	reader       assignment.Reader
	list         *assignment.Shelf
	live         []string
	problems     []content.Problem
}

// due tells whether the folder has to be read: it changed, and nobody is writing
// it at this moment.
func (o *overlay) due() bool {
	_, print := o.names()
	settled := print == o.coming
	o.coming = print
	return settled && print != o.seen
}

// read reads the folder. An assignment with a mistake keeps its last good form,
// or leaves its place to the one that ships.
func (o *overlay) read(norms *norm.Tables) {
	_, o.seen = o.names()
	o.coming = o.seen
	files, problems := o.Gather()
	list, found := o.reader.Load(files, norms, languages...)
	broken := map[string]bool{}
	for _, p := range append(slices.Clone(problems), found...) {
		id, _, inside := strings.Cut(p.File, "/")
		if inside && grave(p) {
			broken[id] = true
		}
		if inside || o.Whole {
			problems = append(problems, p)
		}
	}
	o.problems = o.named(problems)
	if list.Vocabulary(assignment.Source) == nil {
		return // nothing can be read without one
	}
	var good, kept []string
	folders, _ := fs.Glob(files, "*/assignment.yaml") // the pattern is well formed
	for _, file := range folders {
		switch id := path.Dir(file); {
		case !broken[id]:
			good = append(good, id)
		case slices.Contains(o.live, id):
			kept = append(kept, id)
		}
	}
	if len(kept) > 0 {
		list = list.With(o.list, kept)
	}
	o.list, o.live = list, append(good, kept...)
}

// Broken tells whether an assignment has a mistake, so that its last good form is
// what is live.
func (n News) Broken(id string) bool {
	own, shared := filepath.Join(n.Folder.Path, id)+string(filepath.Separator), filepath.Join(n.Folder.Path, "dossier.yaml")
	return slices.ContainsFunc(n.Problems, func(p content.Problem) bool { return grave(p) && (strings.HasPrefix(p.File, own) || p.File == shared) })
}

// grave tells what keeps an assignment from going live: Dutch stands in for what
// is not translated.
func grave(p content.Problem) bool { return !p.Warning && !strings.HasPrefix(p.Rule, "translation") }

// named gives problems with the whole path of their files, each once.
func (o *overlay) named(list []content.Problem) []content.Problem {
	var out []content.Problem
	for _, p := range list {
		p.File = filepath.Join(o.Path, filepath.FromSlash(p.File))
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}
