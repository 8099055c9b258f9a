// SPDX-License-Identifier: EUPL-1.2

package content

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

var lineInError = regexp.MustCompile(`line (\d+)`)

// yamlProblem turns an error of the YAML library into a sentence for people
// and, where it can, the corrected line.
func yamlProblem(file, text string, err error) Problem {
	p := Problem{File: file, Line: errorLine(err), Column: 1}
	lines := strings.Split(text, "\n")
	line := ""
	if p.Line >= 1 && p.Line <= len(lines) {
		line = lines[p.Line-1]
	}
	key, value, ok := strings.Cut(line, ": ")
	switch {
	case ok && strings.Contains(value, ": "):
		p.Column = strings.Index(line, value) + 1
		p.Rule, p.Say = "yaml-colon", Words{"In deze tekst staat een dubbele punt.", "There is a colon in this text."}
		fixed := strings.TrimSpace(key) + `: "` + value + `"`
		p.Advice = Words{"Zet de tekst tussen aanhalingstekens: " + fixed, "Put the text between quotes: " + fixed}
	case ok && value != "" && strings.ContainsRune("{[*&!%@`>|", rune(value[0])):
		p.Column = strings.Index(line, value) + 1
		p.Rule, p.Say = "yaml-sign", Words{"Een tekst mag niet beginnen met '" + value[:1] + "'.", "A text cannot begin with '" + value[:1] + "'."}
		fixed := strings.TrimSpace(key) + `: "` + value + `"`
		p.Advice = Words{"Zet de tekst tussen aanhalingstekens: " + fixed, "Put the text between quotes: " + fixed}
	case strings.Contains(line, "\t"):
		p.Column = strings.Index(line, "\t") + 1
		p.Rule, p.Say = "yaml-tab", Words{"Op deze regel staat een tab.", "There is a tab on this line."}
		p.Advice = Words{"Gebruik spaties.", "Use spaces."}
	default:
		p.Rule, p.Say = "yaml-indent", Words{"Deze regel springt niet goed in of is niet af.", "This line is not indented well or not finished."}
		p.Advice = Words{"Zet hem precies onder de regel erboven waar hij bij hoort.", "Put it exactly under the line above that it belongs to."}
	}
	return p
}

func errorLine(err error) int {
	var list *yaml.LoadErrors
	if errors.As(err, &list) && len(list.Errors) > 0 {
		err = list.Errors[0]
	}
	if m := lineInError.FindStringSubmatch(err.Error()); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			return n
		}
	}
	return 1
}
