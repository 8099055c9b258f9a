// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"opgelucht/config"
	"opgelucht/pkg/content"
)

// folder is where the tables lie in a file system.
const folder = "norms"

// Shipped gives the tables that come with the program, read once.
var Shipped = sync.OnceValues(func() (*Tables, []content.Problem) { return Load(config.Norms) })

// Load reads norms/*.yaml. A file with a mistake is left out whole, so that what
// it gives is not known rather than wrong.
func Load(fsys fs.FS) (*Tables, []content.Problem) {
	t := &Tables{byID: map[string]*Table{}}
	var problems []content.Problem
	files, _ := fs.Glob(fsys, path.Join(folder, "*.yaml")) // the pattern is well formed
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			problems = append(problems, content.Problem{File: file, Say: content.Words{NL: "Dit bestand kan ik niet openen.", EN: "I cannot open this file."}})
			continue
		}
		table, found := Parse(file, text)
		problems = append(problems, found...)
		if len(content.Errors(found)) == 0 {
			t.byID[table.ID] = table
		}
	}
	return t, append(problems, t.needs(files)...)
}

// plainName is what tables and their values can be called.
var plainName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Parse reads one table. With mistakes, the table is what could be read.
func Parse(file string, text []byte) (*Table, []content.Problem) {
	t := &Table{ID: strings.TrimSuffix(path.Base(file), ".yaml")}
	n, problems := content.Parse(file, text)
	if n == nil {
		return t, problems
	}
	r := reader{table: t, problems: problems}
	if !plainName.MatchString(t.ID) {
		r.complain(content.Problem{File: file, Say: content.Words{
			NL: "Een tabel heet naar zijn bestand: kleine letters, cijfers en '_'.", EN: "A table is called after its file: small letters, digits and '_'."}})
	}
	r.complain(n.Only("title!", "values!", "rows!")...)
	if n.Kind == content.Map {
		t.Title = r.words(n.Field("title"), "nl!", "en!")
		r.columns(n.Field("values"))
		r.rows(n.Field("rows"))
	}
	return t, r.problems
}

// reader makes a table out of a file, and collects what is wrong.
type reader struct {
	table    *Table
	problems []content.Problem
}

func (r *reader) complain(p ...content.Problem) { r.problems = append(r.problems, p...) }

// wrong complains at a node in both languages.
func (r *reader) wrong(n *content.Node, say, advice content.Words) { r.complain(n.At(say, advice)) }

// words reads a text in both languages; more names other keys that may stand there.
func (r *reader) words(n *content.Node, names ...string) content.Words {
	if n == nil {
		return content.Words{}
	}
	r.complain(n.Only(names...)...)
	return content.Words{NL: r.text(n, "nl"), EN: r.text(n, "en")}
}

// text reads a text that, if its name is there, may not be empty.
func (r *reader) text(n *content.Node, key string) string {
	f := n.Field(key)
	if f == nil {
		return ""
	}
	if problems := f.Want(content.Text); len(problems) > 0 {
		r.complain(problems...)
		return ""
	}
	if strings.TrimSpace(f.Value) == "" {
		r.wrong(n.Key(key), content.Words{NL: "Achter '" + key + "' staat niets.", EN: "There is nothing after '" + key + "'."}, content.Words{})
	}
	return f.Value
}

var kindNames = []string{"money", "percent", "number"} // in the order of the kinds

// columns reads what every row gives.
func (r *reader) columns(n *content.Node) {
	if n == nil {
		return
	}
	r.complain(n.Want(content.Map)...)
	for _, id := range n.Keys {
		f := n.Field(id)
		if !plainName.MatchString(id) {
			r.wrong(n.Key(id), content.Words{NL: "'" + id + "' kan geen naam zijn.", EN: "'" + id + "' cannot be a name."},
				content.Words{NL: "Gebruik kleine letters, cijfers en '_'.", EN: "Use small letters, digits and '_'."})
		}
		c := Column{ID: id, Label: r.words(f, "kind!", "nl!", "en!")}
		kind := slices.Index(kindNames, f.Str("kind"))
		if at := f.Field("kind"); at != nil && kind < 0 {
			advice := content.Nearest(at.Value, kindNames)
			if advice == (content.Words{}) {
				advice = content.Words{NL: "Kies uit: " + strings.Join(kindNames, ", ") + ".", EN: "Choose from: " + strings.Join(kindNames, ", ") + "."}
			}
			r.wrong(at, content.Words{NL: "De soort '" + at.Value + "' bestaat niet.", EN: "There is no kind '" + at.Value + "'."}, advice)
		}
		c.Kind = Kind(max(kind, 0))
		r.table.Columns = append(r.table.Columns, c)
	}
}

// day reads a date; the zero time when there is none.
func (r *reader) day(n *content.Node, key string) time.Time {
	f := n.Field(key)
	if f == nil {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, f.Value)
	if err != nil || day.Year() < 1900 || day.Year() > 2200 {
		r.wrong(f, content.Words{NL: "'" + f.Value + "' is geen dag.", EN: "'" + f.Value + "' is no day."},
			content.Words{NL: "Schrijf jaar, maand en dag: 2024-07-01.", EN: "Write year, month and day: 2024-07-01."})
		return time.Time{}
	}
	return day
}
