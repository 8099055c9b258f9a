// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"io/fs"
	"path"
	"strings"

	"opgelucht/pkg/content"
)

// away finds links to elsewhere in what people come to read: who writes for a
// folder that is served need not have run the author's tools, and a link would tell
// another site who reads here. Remarks and examples are shown to nobody.
func (f Folder) away(name string) []content.Problem {
	kind, folder := path.Ext(name), path.Base(path.Dir(name))
	if f.Whole || kind != ".yaml" && kind != ".md" || folder == "tests" { // who writes for themselves has the lint beside it
		return nil
	}
	text, err := fs.ReadFile(f.Files, name)
	if err != nil || len(text) > maxFile {
		return nil // told already
	}
	var problems []content.Problem
	for i, line := range strings.Split(string(text), "\n") {
		if kind == ".yaml" {
			line = said(line)
		}
		for _, link := range content.Links(line) {
			p := whole(name, "Een link naar '"+link.Host+"' kan hier niet.", "A link to '"+link.Host+"' cannot stand here.")
			p.Rule, p.Line, p.Column = "link", i+1, len([]rune(line[:link.At]))+1
			problems = append(problems, p)
		}
	}
	return problems
}

// said is a line without the remark at its end.
func said(line string) string {
	if strings.HasPrefix(strings.TrimSpace(line), "#") {
		return ""
	}
	if !strings.ContainsAny(line, `"'`) { // within quotes, it may be no remark
		line, _, _ = strings.Cut(line, " #")
	}
	return line
}
