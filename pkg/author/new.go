// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"embed"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"strings"

	"opgelucht/pkg/assignment"
)

//go:embed template
var template embed.FS

var folderName = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)

// ValidName tells whether an assignment can be called that.
func ValidName(id string) bool {
	return folderName.MatchString(id) && id != "schema" && id != assignment.TrajectoryFolder
}

// New gives the files of a new assignment, by name: a small one that works, with
// comments, a translation and examples.
func New(id string) map[string]string {
	files := map[string]string{}
	_ = fs.WalkDir(template, "template", func(name string, d fs.DirEntry, err error) error { // it is a part of the program
		if err == nil && !d.IsDir() {
			text, _ := fs.ReadFile(template, name) // the same
			files[path.Join(id, strings.TrimPrefix(name, "template/"))] = string(text)
		}
		return nil
	})
	return files
}

// With gives the folder with files changed or added.
func (f *Folder) With(files map[string]string) *Folder {
	g := Open(changed{f.files, maps.Clone(files)}, nil)
	g.shared, g.beside = f.shared, f.beside
	return g
}
