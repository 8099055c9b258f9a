// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

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

// Marks gives every assignment on the shelf as it is now, without its files: enough
// to tell whether it is kept already. Pack adds the files.
func (s *Shelf) Marks() ([]Snapshot, error) { return s.MarksOf(s.ids) }

// MarksOf is Marks for these assignments only.
func (s *Shelf) MarksOf(ids []string) ([]Snapshot, error) {
	shared := sharing{}
	var list []Snapshot
	for _, id := range ids {
		d, ok := s.Get(id, source)
		if !ok || d == nil {
			continue
		}
		all, own, err := shared.files(s.holder(id), id)
		if err != nil {
			return nil, fmt.Errorf("assignment %s: %w", id, err)
		}
		list = append(list, Snapshot{Assignment: id, Version: d.Version, Logic: d.LogicHash, Words: hashOfFiles(all, own)})
	}
	return list, nil
}

// Pack puts the files of assignments in their bundles, the same each time.
func (s *Shelf) Pack(list []Snapshot) ([]Snapshot, error) {
	shared := sharing{}
	packed, wrong := slices.Clone(list), make([]error, len(list))
	free := make(chan bool, runtime.GOMAXPROCS(0)) // as many at once as there are processors
	var all sync.WaitGroup
	for i := range packed {
		common, own, err := shared.files(s.holder(packed[i].Assignment), packed[i].Assignment)
		for j := range common { // once, for every bundle they go into
			err = cmp.Or(err, common[j].press())
		}
		if err != nil {
			wrong[i] = fmt.Errorf("assignment %s: %w", packed[i].Assignment, err)
			break
		}
		free <- true
		all.Go(func() {
			packed[i].Body, wrong[i] = bundle(common, own)
			<-free
		})
	}
	all.Wait()
	return packed, errors.Join(wrong...)
}

// Snapshots gives every assignment on the shelf as it is now, files and all.
func (s *Shelf) Snapshots() ([]Snapshot, error) {
	list, err := s.Marks()
	if err != nil {
		return nil, err
	}
	return s.Pack(list)
}

// packedFile is a file of a bundle.
type packedFile struct {
	name  string
	text  []byte
	small []byte // text, deflated; nil until it is asked for
}

// press deflates the file, once; quickly, because a new server does it for every
// assignment before its first answer.
func (f *packedFile) press() error {
	if f.small != nil {
		return nil
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return err
	}
	if _, err := w.Write(f.text); err != nil {
		return err
	}
	err = w.Close()
	f.small = out.Bytes()
	return err
}

// pack adds the file to a bundle.
func (f packedFile) pack(z *zip.Writer) error {
	if err := f.press(); err != nil {
		return err
	}
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: f.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(f.text),
		CompressedSize64: uint64(len(f.small)), UncompressedSize64: uint64(len(f.text)),
	})
	if err != nil {
		return err
	}
	_, err = w.Write(f.small)
	return err
}

// sharing keeps the files that the bundles of a shelf share, read once.
type sharing map[*Shelf][]packedFile

// files gives what the bundle of an assignment holds.
func (r sharing) files(of *Shelf, id string) (shared, own []packedFile, err error) {
	shared, known := r[of]
	if !known {
		if shared, err = of.shared(); err != nil {
			return nil, nil, err
		}
		r[of] = shared
	}
	own, err = of.own(id)
	return shared, own, err
}

// shared are the files that every bundle has.
func (s *Shelf) shared() ([]packedFile, error) { return s.read("dossier.yaml", "??.yaml") }

// own are the files of one assignment.
func (s *Shelf) own(id string) ([]packedFile, error) {
	return s.read(path.Join(id, "assignment.yaml"), path.Join(id, "??.yaml"), path.Join(id, "*.md"))
}

func (s *Shelf) read(patterns ...string) ([]packedFile, error) {
	var list []packedFile
	for _, pattern := range patterns {
		found, err := fs.Glob(s.files, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range found {
			text, err := fs.ReadFile(s.files, name)
			if err != nil {
				return nil, err
			}
			list = append(list, packedFile{name: name, text: text})
		}
	}
	return list, nil
}

// inOrder puts the files of a bundle in the order of their names.
func inOrder(shared, own []packedFile) []packedFile {
	all := slices.Concat(shared, own)
	slices.SortFunc(all, func(a, b packedFile) int { return strings.Compare(a.name, b.name) })
	return all
}

func hashOfFiles(shared, own []packedFile) string {
	all := sha256.New()
	for _, f := range inOrder(shared, own) {
		fmt.Fprintf(all, "%s\x00%d\x00%s", f.name, len(f.text), f.text)
	}
	return hex.EncodeToString(all.Sum(nil)[:8])
}

func bundle(shared, own []packedFile) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range inOrder(shared, own) {
		if err := f.pack(z); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// ReadSnapshot reads a bundle back, in every language it has.
func ReadSnapshot(body []byte, languages ...string) (*Shelf, error) {
	files, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	s, problems := Load(files, languages...)
	if len(s.ids) != 1 {
		return nil, fmt.Errorf("snapshot: %d assignments in one bundle: %v", len(s.ids), cmp.Or(fmt.Sprint(content.Errors(problems)), "no reason"))
	}
	return s, nil
}
