// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"slices"
	"strings"
)

// Retype puts what was typed on the page back, by path, where it differs from what
// is kept: nothing that somebody typed goes off their screen.
func (in *Input) Retype(typed map[string]string) {
	if text, ok := typed[in.Path]; ok {
		in.Value = text
		turn(in.Options, strings.Fields(text))
	}
	if per, ok := typed[in.Path+".per"]; ok {
		turn(in.Periods, []string{per})
	}
	if on, ok := typed[in.Path+".unknown"]; ok {
		in.UnknownOn = strings.TrimSpace(on) == "1"
	}
}

func turn(options []InputOption, on []string) {
	for i, o := range options {
		options[i].On = slices.Contains(on, o.Value)
	}
}
