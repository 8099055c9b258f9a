// SPDX-License-Identifier: EUPL-1.2

package sample

import "opgelucht/pkg/content"

// about makes a problem at a line of a file; line 0 is the file as a whole.
func about(file string, line int, say, advice content.Words) content.Problem {
	p := content.Problem{File: file, Line: line, Say: say, Advice: advice}
	if line > 0 {
		p.Column = 1
	}
	return p
}
