// SPDX-License-Identifier: EUPL-1.2

// Package config holds the files that a new server begins with, and the figures
// of the law.
package config

import "embed"

// Tenants holds the demonstration municipality, under tenants/.
//
//go:embed tenants/*.yaml
var Tenants embed.FS

// Norms holds the dated tables of amounts and terms, under norms/.
//
//go:embed norms/*.yaml
var Norms embed.FS
