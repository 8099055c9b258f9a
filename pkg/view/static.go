// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// File is a static file, ready to send.
type File struct {
	Type string // Content-Type
	Body []byte
	Gzip []byte // empty when compressing does not help
}

// Static holds files that never change under their name: the name holds a hash.
type Static struct {
	names map[string]string // "app.css" → "app.1f3a9c20.css"
	files map[string]File
}

var types = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
}

// NewStatic reads the folder static.
func NewStatic(fsys fs.FS) (*Static, error) {
	s := &Static{names: map[string]string{}, files: map[string]File{}}
	entries, err := fs.ReadDir(fsys, "static")
	if err != nil {
		return nil, fmt.Errorf("view: %w", err)
	}
	for _, e := range entries {
		body, err := fs.ReadFile(fsys, "static/"+e.Name())
		if err != nil {
			return nil, fmt.Errorf("view: %w", err)
		}
		ext := path.Ext(e.Name())
		if types[ext] == "" {
			return nil, fmt.Errorf("view: static/%s: unknown kind of file", e.Name())
		}
		sum := sha256.Sum256(body)
		name := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:4]) + ext
		s.names[e.Name()] = name
		f := File{Type: types[ext], Body: body}
		if zipped, err := compress(body); err != nil {
			return nil, fmt.Errorf("view: %w", err)
		} else if len(zipped) < len(body) {
			f.Gzip = zipped
		}
		s.files[name] = f
	}
	return s, nil
}

func compress(body []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	err = w.Close() // writes the end; only then is the buffer whole
	return b.Bytes(), err
}

// Path gives the address of a file; an unknown name gives an address that does
// not exist, which a test forbids.
func (s *Static) Path(name string) string { return "/static/" + s.names[name] }

// File finds a file by the name in its address.
func (s *Static) File(name string) (File, bool) {
	f, ok := s.files[name]
	return f, ok
}
