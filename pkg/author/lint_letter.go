// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"opgelucht/pkg/content"
)

var control = regexp.MustCompile(`^\s*\{\s*(if|else if|else|end|for each)\b([^}]*)\}\s*$`)

// letters looks at the files of letters: values that can stay empty, sentences,
// pictures and links.
func (l *linter) letters() {
	list := l.root.Field("letters")
	if list == nil {
		return
	}
	for _, item := range list.Items {
		file := path.Join(l.id, item.Str("file"))
		lines := l.source(file)
		whole := &content.Node{File: file, Line: 1, Column: 1, Value: strings.Join(lines, "\n")}
		l.outside(whole)
		l.emptyHoles(item, file, lines)
	}
}

// emptyHoles finds values of a letter that nobody has to fill in. A condition
// around them that names them is enough.
func (l *linter) emptyHoles(item *content.Node, file string, lines []string) {
	guarded := []string{item.Str("show_if")}
	told := map[string]bool{}
	for i, line := range lines {
		if m := control.FindStringSubmatch(line); m != nil {
			switch m[1] {
			case "end":
				guarded = guarded[:max(len(guarded)-1, 1)]
			case "if", "for each":
				guarded = append(guarded, m[2])
			default:
				guarded[len(guarded)-1] = m[2]
			}
			continue
		}
		for _, at := range holes.FindAllStringSubmatchIndex(line, -1) {
			src := line[at[2]:at[3]]
			id := l.canStayEmpty(src)
			if id == "" || told[id] || slices.Contains(namesIn(strings.Join(guarded, " ")), id) {
				continue
			}
			told[id] = true
			n := &content.Node{File: file, Line: i + 1, Column: utf8.RuneCountInString(line[:at[0]]) + 1}
			l.warn("letter-hole", n, both("'%s' hoeft niemand in te vullen: dan staat hier een gat.", "Nobody has to fill in '%s': then there is a hole here.", id),
				both("Zet er {if %s is answered} en {end} omheen, elk op een eigen regel.", "Put {if %s is answered} and {end} around it, each on a line of its own.", id))
		}
	}
}

// canStayEmpty gives the question of a value that may stay empty, or nothing.
func (l *linter) canStayEmpty(src string) string {
	if strings.HasPrefix(strings.TrimSpace(src), "paper:") {
		return ""
	}
	for _, n := range namesIn(src) {
		base, _, _ := strings.Cut(n, ".")
		if q, ok := l.questions()[base]; ok && (q.node.Str("required") == "no" || q.node.Field("show_if") != nil) {
			return base
		}
	}
	return ""
}
