// SPDX-License-Identifier: EUPL-1.2

// Package templates holds everything that people read and see: pages, words,
// sample messages and style sheets.
package templates

import "embed"

// FS holds the files of this folder.
//
//go:embed layout parts portal desk error locales messages static
var FS embed.FS
