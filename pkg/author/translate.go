// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
)

// folders lists the folders with texts: the vocabulary, the assignments, then the
// trajectories, which share one.
func (f *Folder) folders() []string {
	list := slices.Clone(f.ids)
	if !f.shared {
		list = append([]string{"."}, list...)
	}
	if len(f.courses) > 0 {
		list = append(list, assignment.TrajectoryFolder)
	}
	return list
}

// state gives how far a folder is translated; everything is missing where there
// is no translation.
func (f *Folder) state(folder, lang string) assignment.Translation {
	if t, ok := f.Shelf.Translation(folder, lang); ok {
		return t
	}
	t, _ := f.Shelf.Translation(folder, "nl") // that one always is
	return assignment.Translation{File: path.Join(folder, lang+".yaml"), Lang: lang, Texts: t.Texts, Stale: map[string]string{}}
}

// Covered is how far one folder is translated into one language.
type Covered struct {
	Folder   string `json:"folder"`
	Language string `json:"language"`
	Done     int    `json:"done"`
	Of       int    `json:"of"`
	Stale    int    `json:"stale"`
	Obsolete int    `json:"obsolete"`
	Missing  []Text `json:"missing"`
}

// Text is a text with its place.
type Text struct {
	Text string `json:"text"`
	File string `json:"file"`
	Line int    `json:"line"`
}

// Coverage says how far everything is translated, into every language there is.
func (f *Folder) Coverage() []Covered {
	var list []Covered
	for _, folder := range f.folders() {
		for _, lang := range f.langs {
			t := f.state(folder, lang)
			c := Covered{Folder: folder, Language: lang, Done: t.Done(), Of: len(t.Texts), Stale: len(t.Stale)}
			for _, p := range t.Pairs {
				if p.Obsolete {
					c.Obsolete++
				}
			}
			for _, nl := range t.Missing() {
				c.Missing = append(c.Missing, f.find(folder, nl))
			}
			list = append(list, c)
		}
	}
	return list
}

// find gives the place of a Dutch text.
func (f *Folder) find(folder, nl string) Text {
	found := Text{Text: nl, File: path.Join(folder, "assignment.yaml")}
	if folder == "." {
		found.File = "dossier.yaml"
		return found
	}
	look := func(p content.Place) {
		if p.Key.Is == content.Said && p.Node.Value == nl && found.Line == 0 {
			found.File, found.Line = p.Node.File, p.Node.Line
		}
	}
	if folder != assignment.TrajectoryFolder {
		assignment.Keys.Visit(f.assignment(folder), "assignment", look)
		return found
	}
	for _, file := range f.courses {
		assignment.TrajectoryKeys.Visit(f.node(file), "trajectory", look)
	}
	return found
}

// Percent gives how much is done, in whole percents, rounded down.
func (c Covered) Percent() int {
	if c.Of == 0 {
		return 100
	}
	return 100 * c.Done / c.Of
}

const gone = "  # Komt in het Nederlands niet meer voor:"

// Words gives the files of translations that change when missing pairs are added
// and obsolete ones moved to the end.
func (f *Folder) Words(lang string) map[string]string {
	files := map[string]string{}
	for _, folder := range f.folders() {
		t := f.state(folder, lang)
		var old []string
		for _, p := range t.Pairs {
			if p.Obsolete {
				old = append(old, p.NL)
			}
		}
		keep, moved, ok := pieces(f.source(t.File), t)
		if !ok {
			continue // it cannot be read; lint says so
		}
		for _, nl := range t.Missing() {
			if !slices.ContainsFunc(t.Pairs, func(p assignment.Pair) bool { return p.NL == nl }) {
				keep = append(keep, note(t, nl)+pair(nl, lang, ""))
			}
		}
		text := strings.Join(keep, "\n")
		if len(moved) > 0 {
			text += "\n" + gone + "\n" + strings.Join(moved, "\n")
		}
		if text = strings.TrimRight(text, "\n") + "\n"; text != strings.Join(f.source(t.File), "\n") && len(t.Texts) > 0 {
			files[t.File] = text
		}
	}
	return files
}

// note reminds of the old pair of a text that changed.
func note(t assignment.Translation, nl string) string {
	old, ok := t.Stale[nl]
	if !ok {
		return ""
	}
	for _, p := range t.Pairs {
		if p.NL == old {
			return fmt.Sprintf("  # Was: %s -> %s\n", strings.Join(strings.Fields(old), " "), strings.Join(strings.Fields(p.Text), " "))
		}
	}
	return ""
}

// pieces takes a file of pairs apart: everything up to the first pair, each pair
// that is used, and the obsolete ones.
func pieces(lines []string, t assignment.Translation) (keep, moved []string, ok bool) {
	if lines == nil {
		return []string{heading(t.Lang)}, nil, true
	}
	if len(t.Pairs) == 0 {
		text := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(strings.Join(lines, "\n"), "\n"), "[]"), " ")
		return []string{text}, nil, strings.HasSuffix(text, "\ntexts:")
	}
	lines = slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return l == gone })
	n, problems := content.Parse(t.File, []byte(strings.Join(lines, "\n")))
	if len(content.Errors(problems)) > 0 || n.Field("texts") == nil {
		return nil, nil, false
	}
	items := n.Field("texts").Items
	keep = append(keep, strings.Join(lines[:items[0].Line-1], "\n"))
	for i, item := range items {
		to := len(lines)
		if i+1 < len(items) {
			to = items[i+1].Line - 1
		}
		piece := strings.TrimRight(strings.Join(lines[item.Line-1:to], "\n"), "\n")
		if slices.ContainsFunc(t.Pairs, func(p assignment.Pair) bool { return p.NL == item.Str("nl") && p.Obsolete }) {
			moved = append(moved, piece)
		} else {
			keep = append(keep, piece)
		}
	}
	return keep, moved, true
}

func heading(lang string) string {
	return "# Vertaling: elk paar is Nederlands -> " + lang + ". Verandert de Nederlandse tekst? Dan meldt lint dit paar als verouderd.\nlanguage: " + lang + "\ntexts:"
}

// pair writes a text and its translation down.
func pair(nl, lang, text string) string {
	return "  - nl: " + scalar(nl, 6) + "\n    " + lang + ": " + scalar(text, 6)
}

// scalar writes a text so that it reads back as it is: plain where that can be,
// on lines of its own where it has more than one, else between quotes.
func scalar(text string, indent int) string {
	margin := strings.Repeat(" ", indent)
	block := "|\n" + margin + strings.ReplaceAll(text, "\n", "\n"+margin)
	for _, form := range []string{text, block} {
		one := !strings.Contains(text, "\n")
		if text == "" || one != (form == text) {
			continue
		}
		n, problems := content.Parse("x", []byte("k:\n  - a: "+form+"\n    b: c\n"))
		if len(problems) == 0 && n.Field("k").Kind == content.List && n.Field("k").Items[0].Str("a") == text {
			return form
		}
	}
	var b strings.Builder
	encode := json.NewEncoder(&b)
	encode.SetEscapeHTML(false)
	_ = encode.Encode(text) // a text can always be written
	return strings.TrimSpace(b.String())
}
