// SPDX-License-Identifier: EUPL-1.2

package pkg_test

import (
	"bytes"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// How long things may grow. What is longer holds two things.
const (
	maxFile      = 400 // lines
	maxFunction  = 80
	maxStory     = 130 // of a test: a story or a table is read from top to bottom
	maxHandler   = 40
	meanFunction = 18
	maxInterface = 8 // methods
)

const licenceLine = "// SPDX-License-Identifier: EUPL-1.2\n"

// nameless are package names that say nothing of what the package holds.
var nameless = []string{"util", "utils", "common", "helpers", "models", "services", "types"}

func TestHouse_filesAreShortAndSayTheirLicence(t *testing.T) {
	for _, f := range readHouse(t) {
		if f.made {
			continue // what it is made from is looked at below
		}
		if !bytes.HasPrefix(f.text, []byte(licenceLine)) {
			t.Errorf("%s does not begin with %q", f.name, licenceLine)
		}
		if n := bytes.Count(f.text, []byte("\n")); n > maxFile {
			t.Errorf("%s has %d lines, more than %d", f.name, n, maxFile)
		}
		if slices.Contains(nameless, path.Base(f.room)) || slices.Contains(nameless, f.tree.Name.Name) {
			t.Errorf("%s is in a package named for nothing; name it for what it holds", f.name)
		}
	}
}

// A template that is compiled is written by hand; the Go it becomes is not.
func TestHouse_compiledTemplatesAreShortAndSayTheirLicence(t *testing.T) {
	found := 0
	walk(t, func(name string, text []byte) {
		if !strings.HasSuffix(name, ".templ") {
			return
		}
		found++
		if n := bytes.Count(text, []byte("\n")); n > maxFile || !bytes.HasPrefix(text, []byte(licenceLine)) {
			t.Errorf("%s has %d lines, or does not begin with %q", name, n, licenceLine)
		}
	})
	if found == 0 {
		t.Error("there is no compiled template: this proves nothing")
	}
}

func TestHouse_functionsAreShort(t *testing.T) {
	functions, lines := 0, 0
	for _, f := range readHouse(t) {
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || f.made {
				continue
			}
			n := f.set.Position(fn.End()).Line - f.set.Position(fn.Pos()).Line + 1
			limit := maxFunction
			switch {
			case f.test:
				limit = maxStory
			case isHandler(f, fn):
				limit = maxHandler
			}
			if n > limit {
				t.Errorf("%s: %s has %d lines, more than %d", f.name, fn.Name.Name, n, limit)
			}
			if !f.test {
				functions, lines = functions+1, lines+n
			}
		}
	}
	if functions == 0 || lines > meanFunction*functions {
		t.Errorf("%d functions have %d lines, more than %d each", functions, lines, meanFunction)
	}
}

// isHandler tells a method of a door that takes a request and gives an error.
func isHandler(f source, fn *ast.FuncDecl) bool {
	if f.test || (f.room != "pkg/portal" && f.room != "pkg/desk") || fn.Recv == nil || fn.Type.Params.NumFields() != 1 {
		return false
	}
	pointer, ok := fn.Type.Params.List[0].Type.(*ast.StarExpr)
	if !ok || fn.Type.Results.NumFields() != 1 {
		return false
	}
	request, ok := pointer.X.(*ast.SelectorExpr)
	result, isName := fn.Type.Results.List[0].Type.(*ast.Ident)
	return ok && isName && request.Sel.Name == "Request" && result.Name == "error"
}

func TestHouse_handlersAreFound(t *testing.T) {
	found := map[string]int{}
	for _, f := range readHouse(t) {
		for _, d := range f.tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && isHandler(f, fn) {
				found[f.room]++
			}
		}
	}
	if found["pkg/portal"] < 20 || found["pkg/desk"] < 8 {
		t.Errorf("only %v handlers were found: their limit proves nothing", found)
	}
}

func TestHouse_interfacesAreNarrow(t *testing.T) {
	for _, f := range readHouse(t) {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			one, ok := n.(*ast.InterfaceType)
			if !ok {
				return true
			}
			if m := one.Methods.NumFields(); m > maxInterface {
				t.Errorf("%s: an interface has %d methods, more than %d", f.set.Position(one.Pos()), m, maxInterface)
			}
			return true
		})
	}
}

// promise is a note to do something later; such notes belong in the tracker.
var promise = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME)\b`)

func TestHouse_nothingIsLeftForLater(t *testing.T) {
	walk(t, func(name string, text []byte) {
		if bytes.IndexByte(text, 0) >= 0 {
			return // a picture
		}
		if at := promise.FindIndex(text); at != nil {
			t.Errorf("%s:%d says %s", name, bytes.Count(text[:at[0]], []byte("\n"))+1, text[at[0]:at[1]])
		}
	})
}
