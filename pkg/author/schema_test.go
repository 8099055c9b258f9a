// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	schemas := map[string]*jsonschema.Schema{}
	for name, text := range Schemas() {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
		s, err := c.Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		schemas[strings.TrimSuffix(path.Base(name), ".schema.json")] = s
	}
	return schemas
}

// kindOfFile tells by its name what a file is.
func kindOfFile(name string) string {
	switch {
	case path.Base(path.Dir(name)) == "tests":
		return "test"
	case path.Base(name) == "assignment.yaml":
		return "assignment"
	case path.Base(name) == "dossier.yaml":
		return "dossier"
	case language.MatchString(name):
		return "translation"
	case path.Base(path.Dir(name)) == assignment.TrajectoryFolder:
		return "trajectory"
	}
	return ""
}

// byBoth gives what the schema and the checker say of one file: whether its shape
// is right. The schema reads as editors do.
func byBoth(t *testing.T, s *jsonschema.Schema, kind, name, text string) (editor error, ours []content.Problem) {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	n, problems := content.Parse(name, []byte(text))
	if n != nil {
		if kind == "dossier" {
			_, more := dossier.Load(n, func(s string) string { return s })
			problems = append(problems, more...)
		} else if kind == "trajectory" {
			problems = append(problems, assignment.CheckTrajectory(n)...)
		} else if kind == "translation" {
			problems = append(problems, n.Only("language!", "texts!")...)
			var pairs []*content.Node
			if texts := n.Field("texts"); texts != nil {
				pairs = texts.Items
			}
			for _, pair := range pairs {
				problems = append(problems, pair.Only("nl!", n.Str("language")+"!", "where")...)
			}
		} else {
			problems = append(problems, assignment.Keys.Check(n, kind)...)
		}
	}
	return s.Validate(value), content.Errors(problems)
}

func TestSchemas_agreeWithTheCheckerOnWhatShips(t *testing.T) {
	schemas, files := compiled(t), 0
	for _, tree := range []fs.FS{assignments.FS, template, os.DirFS("../assignment/testdata/examples")} {
		err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
			kind := kindOfFile(name)
			if err != nil || d.IsDir() || kind == "" {
				return err
			}
			files++
			text, err := fs.ReadFile(tree, name)
			editor, ours := byBoth(t, schemas[kind], kind, name, string(text))
			if editor != nil || len(ours) > 0 {
				t.Errorf("%s: %v %v", name, editor, ours)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 40 {
		t.Errorf("only %d files", files)
	}
}

func TestSchemas_agreeWithTheCheckerOnWhatIsBroken(t *testing.T) {
	schemas := compiled(t)
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := strings.Cut(filepath.Base(name), "-")
		editor, ours := byBoth(t, schemas[kind], kind, name, string(text))
		if editor == nil || len(ours) == 0 {
			t.Errorf("%s: the schema says %v, the checker %v", name, editor, ours)
		}
	}
}

func TestSchemas_areWrittenAsTheTableIs(t *testing.T) {
	for name, want := range Schemas() {
		got, err := os.ReadFile(filepath.Join("../../assignments", name))
		if err != nil || string(got) != want {
			t.Errorf("%s is not what the table gives, %v; run: opgelucht assignment schema --dir assignments", name, err)
		}
	}
}
