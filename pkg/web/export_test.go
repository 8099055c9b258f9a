// SPDX-License-Identifier: EUPL-1.2

package web

import "opgelucht/pkg/seal"

// MaxNetworks is how many networks a Limiter remembers.
const MaxNetworks = maxNetworks

// KeyOf gives the key of the day.
func KeyOf(l *Limiter) seal.Key { return l.key }

// Networks counts the networks that a Limiter remembers.
func Networks(l *Limiter) int { return len(l.seen) + len(l.before) }

// NetworkOf gives the name of a network.
func NetworkOf(l *Limiter, address string) [16]byte { return l.network(address) }

// Cause is what the log says of a failure.
func Cause(err error) string { return cause(err) }
