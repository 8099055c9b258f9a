// SPDX-License-Identifier: EUPL-1.2

// Package config holds the files that a new server begins with.
package config

import "embed"

// Tenants holds the demonstration municipality, under tenants/.
//
//go:embed tenants/*.yaml
var Tenants embed.FS
