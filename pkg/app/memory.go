// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"os"
	"runtime"
	"runtime/debug"

	"opgelucht/pkg/seal"
)

// How much memory may be in use before it is collected. What a page leaves
// behind is collected when the heap is five times what lives; codes and
// passwords that are stretched take more at once, and what they leave is then
// collected sooner.
const (
	furnishAt  = 50       // percent, while the house is built
	heapAtRest = 48 << 20 // bytes, beside stretching
)

// CollectAt is by how many percent of what lives the heap may grow before it is
// collected.
const CollectAt = 400

// collectOften lets what is thrown away while the house is built not stay in
// between what lives, unless GOGC says how often to collect.
func collectOften() (after func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(furnishAt)
	return func() { debug.SetGCPercent(before) }
}

// boundMemory says how much memory the program uses, unless GOGC or GOMEMLIMIT
// say so, and gives back what building the house took.
func boundMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(CollectAt)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		stretching := int64(runtime.NumCPU()) * int64(seal.CodeCost.MemoryKiB) << 10
		debug.SetMemoryLimit(heapAtRest + stretching)
	}
	debug.FreeOSMemory()
}
