// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
)

// ExportPO gives all texts of the folder in the format of gettext, for programs
// such as Poedit and Weblate. The context of a text is its folder.
func (f *Folder) ExportPO(lang string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n", lang)
	for _, folder := range f.folders() {
		t := f.state(folder, lang)
		said := map[string]string{}
		for _, p := range t.Pairs {
			said[p.NL] = p.Text
		}
		for _, nl := range t.Texts {
			at := f.find(folder, nl)
			fmt.Fprintf(&b, "\n#: %s:%d\n", at.File, at.Line)
			if old, ok := t.Stale[nl]; ok {
				fmt.Fprintf(&b, "#, fuzzy\n#| msgid %s\n", quoted(old))
			}
			fmt.Fprintf(&b, "msgctxt %s\nmsgid %s\nmsgstr %s\n", quoted(folder), quoted(nl), quoted(said[nl]))
		}
		for _, p := range t.Pairs {
			if p.Obsolete {
				fmt.Fprintf(&b, "\n#~ msgctxt %s\n#~ msgid %s\n#~ msgstr %s\n", quoted(folder), quoted(p.NL), quoted(p.Text))
			}
		}
	}
	return b.String()
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

func quoted(text string) string { return `"` + escapes.Replace(text) + `"` }

// message is one text of a PO file.
type message struct {
	folder, nl, text string
	line             int
}

// parsePO reads the messages of a PO file, with its language.
func parsePO(file, text string) (list []message, lang string, problems []content.Problem) {
	now, field := message{}, (*string)(nil)
	seen := false
	end := func() {
		switch {
		case !seen:
		case now.nl == "":
			if _, rest, ok := strings.Cut(now.text, "Language: "); ok {
				lang, _, _ = strings.Cut(rest, "\n")
			}
		default:
			list = append(list, now)
		}
		now, field, seen = message{}, nil, false
	}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimRight(line, "\r"), "#~ "))
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "":
			end()
			continue
		case strings.HasPrefix(line, "#"):
			continue
		case word == "msgctxt":
			field = &now.folder
		case word == "msgid":
			field, seen, now.line = &now.nl, true, i+1
		case word == "msgstr":
			field = &now.text
		case strings.HasPrefix(line, `"`):
			rest = line
		default:
			field = nil
		}
		value, ok := unquoted(rest)
		if field == nil || !ok {
			problems = append(problems, content.Problem{File: file, Line: i + 1, Column: 1, Rule: "po",
				Say:    both("Deze regel is geen regel van een PO-bestand.", "This line is no line of a PO file."),
				Advice: both("Een PO-bestand heeft msgctxt, msgid en msgstr, met tekst tussen aanhalingstekens.", "A PO file has msgctxt, msgid and msgstr, with text between quotes.")})
			continue
		}
		*field += value
	}
	end()
	return list, lang, problems
}

func unquoted(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", false
	}
	var b strings.Builder
	for i, inside := 0, s[1:len(s)-1]; i < len(inside); i++ {
		c := inside[i]
		if c == '"' {
			return "", false
		}
		if c != '\\' {
			b.WriteByte(c)
			continue
		}
		if i++; i == len(inside) {
			return "", false
		}
		switch inside[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case '"', '\\':
			b.WriteByte(inside[i])
		default:
			return "", false
		}
	}
	return b.String(), true
}

// ImportPO gives the files of translations that change when a PO file is read
// back. A file that says the same already is left as it is.
func (f *Folder) ImportPO(file, text string) (map[string]string, []content.Problem) {
	list, lang, problems := parsePO(file, text)
	if len(lang) != 2 || lang == "nl" {
		problems = append(problems, content.Problem{File: file, Rule: "po", Say: both("Het bestand zegt niet in welke taal het is.", "The file does not say in which language it is."),
			Advice: both("Bovenaan hoort: \"Language: en\\n\"", "At the top belongs: \"Language: en\\n\"")})
	}
	for _, m := range list {
		if !slices.Contains(f.folders(), m.folder) {
			problems = append(problems, content.Problem{File: file, Line: m.line, Column: 1, Rule: "po", Say: both("Er is geen opdracht '%s'.", "There is no assignment '%s'.", m.folder),
				Advice: content.Nearest(m.folder, f.folders())})
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	files := map[string]string{}
	for _, folder := range f.folders() {
		var own []message
		for _, m := range list {
			if m.folder == folder {
				own = append(own, m)
			}
		}
		if t := f.state(folder, lang); len(own) > 0 && !sayTheSame(t, own) {
			files[path.Join(folder, lang+".yaml")] = f.pairsText(t, own)
		}
	}
	return files, nil
}

func sayTheSame(t assignment.Translation, list []message) bool {
	have := map[string]string{}
	for _, p := range t.Pairs {
		have[p.NL] = p.Text
	}
	for _, m := range list {
		if got, ok := have[m.nl]; got != m.text || !ok && m.text != "" {
			return false
		}
	}
	return true
}

// pairsText writes a file of pairs anew, under its own heading: first what it
// held, in its order, then what is new.
func (f *Folder) pairsText(t assignment.Translation, list []message) string {
	said := map[string]string{}
	for _, m := range list {
		said[m.nl] = m.text
	}
	var head []string
	for _, line := range f.source(t.File) {
		if !strings.HasPrefix(line, "#") {
			break
		}
		head = append(head, line)
	}
	out := heading(t.Lang)
	if len(head) > 0 {
		out = strings.Join(head, "\n") + out[strings.IndexByte(out, '\n'):]
	}
	done := map[string]bool{}
	for _, p := range t.Pairs {
		text, ok := said[p.NL]
		if !ok {
			text = p.Text
		}
		done[p.NL] = true
		out += "\n" + pair(p.NL, t.Lang, text)
	}
	for _, m := range list {
		if !done[m.nl] && m.text != "" {
			out += "\n" + pair(m.nl, t.Lang, m.text)
		}
	}
	return out + "\n"
}
