// SPDX-License-Identifier: EUPL-1.2

// Package pkg_test holds the house to its plan: who may use whom, and how long
// things may grow. Begin reading here.
package pkg_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the house, lowest floor first. A package uses only packages of
// floors below its own, so there are no circles and nothing looks up.
var floors = [][]string{
	{"pkg/seal", "pkg/fault", "pkg/content", "pkg/money", "pkg/calendar", "pkg/disclosure", "pkg/readable", "pkg/report", "templates", "assignments", "config"},
	{"pkg/norm"}, // the figures of the law
	{"pkg/formula", "pkg/dossier", "pkg/sample", "pkg/library", "pkg/tenant", "pkg/locale", "pkg/config"},
	{"pkg/letter", "pkg/assignment", "pkg/access", "templates/page"},
	{"pkg/view", "pkg/catalog", "pkg/token", "pkg/author", "pkg/audit"},
	{"pkg/casework", "pkg/web"},                            // the heart | what doors share
	{"pkg/store", "pkg/portal", "pkg/desk", "pkg/preview"}, // database | doors
	{"pkg/app"}, // puts the house together
	{"cmd/opgelucht"},
}

// beside are the arrows between neighbours on one floor that are known.
var beside = []string{
	"pkg/assignment -> pkg/letter", // what comes out of an assignment can be a letter
}

// testOnly are packages that only tests use; the house itself never does.
var testOnly = []string{"pkg/bench", "pkg/browser", "pkg/pgtest"}

// doors says which packages may use what others made. A module that no door
// names may not come in.
var doors = []struct {
	modules []string
	rooms   []string
}{
	{[]string{"gorm.io", "github.com/jackc/pgx", "github.com/lib/pq", "github.com/mattn/go-sqlite3"}, []string{"pkg/store", "pkg/pgtest"}},
	{[]string{"github.com/labstack/echo", "golang.org/x/time"}, []string{"pkg/web"}},
	{[]string{"github.com/golang-jwt/jwt"}, []string{"pkg/token"}},
	{[]string{"github.com/nicksnyder/go-i18n", "github.com/BurntSushi/toml", "golang.org/x/text"}, []string{"pkg/locale"}},
	{[]string{"golang.org/x/crypto", "github.com/go-json-experiment/json"}, []string{"pkg/seal"}},
	{[]string{"go.yaml.in/yaml", "github.com/yuin/goldmark", "github.com/microcosm-cc/bluemonday"}, []string{"pkg/content"}},
	{[]string{"github.com/pquerna/otp", "github.com/boombuler/barcode"}, []string{"pkg/access"}},
	{[]string{"github.com/a-h/templ"}, []string{"templates/page", "pkg/view"}},
	{[]string{"github.com/alecthomas/kong"}, []string{"cmd/opgelucht"}},
	{[]string{"github.com/chromedp"}, []string{"pkg/browser"}},
	{[]string{"github.com/fsnotify/fsnotify"}, []string{"pkg/app"}},
	{[]string{"github.com/santhosh-tekuri/jsonschema"}, nil}, // tests of pkg/author only
}

const module = "opgelucht/"

// floorOf counts from 1; 0 is nowhere.
func floorOf(room string) int {
	for i, rooms := range floors {
		if slices.Contains(rooms, room) {
			return i + 1
		}
	}
	return 0
}

// judge says what is wrong with one package using another.
func judge(room, used string) string {
	own, inside := strings.CutPrefix(used, module)
	switch first, _, _ := strings.Cut(used, "/"); {
	case inside:
		return judgeArrow(room, own)
	case strings.Contains(first, "."):
		return judgeDoor(room, used)
	}
	return ""
}

func judgeArrow(room, used string) string {
	if slices.Contains(testOnly, used) {
		return fmt.Sprintf("%s uses %s, which is for tests only", room, used)
	}
	if slices.Contains(testOnly, room) {
		return ""
	}
	from, to := floorOf(room), floorOf(used)
	if to == 0 || to < from || (to == from && slices.Contains(beside, room+" -> "+used)) {
		return "" // one without a floor is told of by itself
	}
	return fmt.Sprintf("%s on floor %d uses %s on floor %d; arrows go downwards", room, from, used, to)
}

func judgeDoor(room, used string) string {
	for _, door := range doors {
		for _, m := range door.modules {
			if used != m && !strings.HasPrefix(used, m+"/") {
				continue
			}
			if slices.Contains(door.rooms, room) {
				return ""
			}
			return fmt.Sprintf("%s uses %s, which only %s may", room, used, strings.Join(door.rooms, ", "))
		}
	}
	return fmt.Sprintf("%s uses %s, which has no door", room, used)
}

func TestFloors_everyArrowGoesDownwardsAndEveryModuleHasItsDoor(t *testing.T) {
	stands := map[string]bool{}
	for _, f := range readHouse(t) {
		if f.test {
			continue
		}
		if !stands[f.room] && floorOf(f.room) == 0 && !slices.Contains(testOnly, f.room) {
			t.Errorf("%s has no floor; put it on the plan first", f.room)
		}
		stands[f.room] = true
		for _, i := range f.tree.Imports {
			if wrong := judge(f.room, imported(i)); wrong != "" {
				t.Errorf("%s: %s", f.name, wrong)
			}
		}
	}
	for _, room := range slices.Concat(floors...) {
		if !stands[room] {
			t.Errorf("%s is on the plan and nowhere else", room)
		}
	}
}

func TestFloors_testsDriveABrowserThroughOneDoor(t *testing.T) {
	for _, f := range readHouse(t) {
		for _, i := range f.tree.Imports {
			if used := imported(i); f.test && f.room != "pkg/browser" && strings.HasPrefix(used, "github.com/chromedp/") {
				t.Errorf("%s uses %s; let pkg/browser do it", f.name, used)
			}
		}
	}
}

// The judge itself: one that lets everything through would prove nothing.
func TestFloors_theJudgeSeesWhatIsWrong(t *testing.T) {
	tests := []struct {
		room, used string
		wrong      bool
	}{
		{"pkg/casework", "opgelucht/pkg/seal", false},
		{"pkg/view", "opgelucht/pkg/assignment", false},
		{"pkg/assignment", "opgelucht/pkg/view", true},
		{"pkg/tenant", "opgelucht/pkg/casework", true},
		{"pkg/portal", "opgelucht/pkg/desk", true},
		{"pkg/portal", "opgelucht/pkg/store", true},
		{"pkg/app", "opgelucht/pkg/browser", true},
		{"pkg/store", "gorm.io/gorm/clause", false},
		{"pkg/casework", "gorm.io/gorm", true},
		{"pkg/portal", "github.com/labstack/echo/v4", true},
		{"pkg/store", "example.org/new/module", true},
		{"pkg/store", "database/sql", false},
	}
	for _, tt := range tests {
		if got := judge(tt.room, tt.used); (got != "") != tt.wrong {
			t.Errorf("%s -> %s: %q", tt.room, tt.used, got)
		}
	}
}

// source is one Go file of the house.
type source struct {
	name string // from the root, with slashes
	room string // its folder
	test bool
	made bool // by a program, from another file
	text []byte
	tree *ast.File
	set  *token.FileSet
}

func imported(i *ast.ImportSpec) string {
	name, _ := strconv.Unquote(i.Path.Value) // the parser has seen to the quotes
	return name
}

// outside are folders that hold nothing of ours.
var outside = []string{"../.git", "../data", "../bin", "../templates/assets/node_modules"}

// walk calls do for every file of the repository.
func walk(t *testing.T, do func(name string, text []byte)) {
	t.Helper()
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(outside, filepath.ToSlash(file)) {
			return filepath.SkipDir
		}
		if !d.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(file)
		if err == nil {
			do(strings.TrimPrefix(filepath.ToSlash(file), "../"), text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// readHouse reads every Go file.
func readHouse(t *testing.T) []source {
	t.Helper()
	var house []source
	walk(t, func(name string, text []byte) {
		if !strings.HasSuffix(name, ".go") {
			return
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		house = append(house, source{name, path.Dir(name), strings.HasSuffix(name, "_test.go"), ast.IsGenerated(tree), text, tree, set})
	})
	if len(house) < 100 {
		t.Fatalf("only %d files were found: this proves nothing", len(house))
	}
	return house
}
