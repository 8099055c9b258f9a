// SPDX-License-Identifier: EUPL-1.2

// Package bench measures the real program over HTTP beside a bare floor that
// runs the same statements and seals the same bytes. It holds tests only; see
// docs/performance.md.
package bench
