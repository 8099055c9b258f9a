// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"opgelucht/pkg/content"
)

// Snapshot is an assignment as it was, files and all, named by its logic. A task
// that someone is half way through keeps asking what it asked, also when the
// files have changed or are gone.
type Snapshot struct {
	Assignment string
	Version    int
	Logic      string // hash of everything but words
	Words      string // hash of the files: a better word reaches tasks under way
	Body       []byte
}

// Snapshots gives every assignment on the shelf as it is now.
func (s *Shelf) Snapshots() ([]Snapshot, error) { return s.SnapshotsOf(s.ids) }

// SnapshotsOf gives these assignments as they are now.
func (s *Shelf) SnapshotsOf(ids []string) ([]Snapshot, error) {
	var list []Snapshot
	for _, id := range ids {
		d, ok := s.Get(id, source)
		if !ok || d == nil {
			continue
		}
		body, words, err := s.holder(id).pack(id)
		if err != nil {
			return nil, fmt.Errorf("assignment %s: %w", id, err)
		}
		list = append(list, Snapshot{Assignment: id, Version: d.Version, Logic: d.LogicHash, Words: words, Body: body})
	}
	return list, nil
}

// pack puts the files that an assignment is made of in one bundle, the same each
// time.
func (s *Shelf) pack(id string) (body []byte, words string, err error) {
	var names []string
	for _, pattern := range []string{"dossier.yaml", "??.yaml", path.Join(id, "assignment.yaml"), path.Join(id, "??.yaml"), path.Join(id, "*.md")} {
		found, err := fs.Glob(s.files, pattern)
		if err != nil {
			return nil, "", err
		}
		names = append(names, found...)
	}
	slices.Sort(names)
	var out bytes.Buffer
	bundle, all := zip.NewWriter(&out), sha256.New()
	for _, name := range names {
		text, err := fs.ReadFile(s.files, name)
		if err != nil {
			return nil, "", err
		}
		fmt.Fprintf(all, "%s\x00%d\x00%s", name, len(text), text)
		w, err := bundle.Create(name)
		if err != nil {
			return nil, "", err
		}
		if _, err := w.Write(text); err != nil {
			return nil, "", err
		}
	}
	if err := bundle.Close(); err != nil {
		return nil, "", err
	}
	return out.Bytes(), hex.EncodeToString(all.Sum(nil)[:8]), nil
}

// ReadSnapshot reads a bundle back, in every language it has.
func ReadSnapshot(body []byte, languages ...string) (*Shelf, error) {
	bundle, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	s, problems := Load(bundle, languages...)
	if len(s.ids) != 1 {
		return nil, fmt.Errorf("snapshot: %d assignments in one bundle: %v", len(s.ids), cmp.Or(fmt.Sprint(content.Errors(problems)), "no reason"))
	}
	return s, nil
}
