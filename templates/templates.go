// SPDX-License-Identifier: EUPL-1.2

// Package templates holds everything that people read and see: pages, words,
// sample messages, the library and style sheets.
package templates

import "embed"

// FS holds the files of this folder.
//
//go:embed all:parts all:portal all:desk all:error all:story all:preview all:locales messages library all:static
var FS embed.FS
