// SPDX-License-Identifier: EUPL-1.2

// Package assignments holds the assignments that ship: text files, one folder
// each.
package assignments

import "embed"

// FS holds the files of this folder.
//
//go:embed *.yaml */*.yaml */*.md */tests/*.yaml
var FS embed.FS
