// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/fstest"
)

// changed is a folder with some files replaced.
type changed struct {
	below fs.FS
	files map[string]string
}

// Open opens a replaced file or the one below.
func (c changed) Open(name string) (fs.File, error) {
	if text, ok := c.files[name]; ok {
		return fstest.MapFS{name: {Data: []byte(text), Mode: 0o644}}.Open(name)
	}
	return c.below.Open(name)
}

// ReadDir lists the files of both.
func (c changed) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(c.below, name)
	own := fstest.MapFS{}
	for file, text := range c.files {
		own[file] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	more, ownErr := own.ReadDir(name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, entry := range more {
		if !slices.ContainsFunc(list, func(d fs.DirEntry) bool { return d.Name() == entry.Name() }) {
			list = append(list, entry)
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(path.Base(a.Name()), path.Base(b.Name())) })
	return list, nil
}
