// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"crypto/rand"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// Limiter slows one network down without locking out others. A network is known
// only by a keyed hash whose key lives in memory and changes every day; nothing
// of it is ever written.
type Limiter struct {
	mu     sync.Mutex
	key    seal.Key
	born   time.Time
	every  rate.Limit
	burst  int
	seen   map[[16]byte]*rate.Limiter // those that tried lately
	before map[[16]byte]*rate.Limiter // those that did not try since seen was full
	now    func() time.Time
}

// Bounds of the memory a Limiter takes.
const (
	maxNetworks = 100_000
	keyLife     = 24 * time.Hour
)

// NewLimiter allows burst tries at once and then perMinute a minute, for each
// network.
func NewLimiter(perMinute, burst int, now func() time.Time) *Limiter {
	l := &Limiter{every: rate.Limit(float64(perMinute) / 60), burst: burst, now: now}
	l.forget()
	return l
}

func (l *Limiter) forget() {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	l.key, _ = seal.KeyFrom(b[:])
	l.born, l.seen, l.before = l.now(), map[[16]byte]*rate.Limiter{}, nil
}

// Try counts a try from an address. It answers TooMany, with how long to wait,
// when the network tried too often.
func (l *Limiter) Try(address string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if now.Sub(l.born) > keyLife {
		l.forget()
	}
	r := l.of(l.network(address)).ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return &fault.Fault{Kind: fault.TooMany, Key: "toomany", RetryAfter: wait.Round(time.Second) + time.Second}
	}
	return nil
}

// of gives the count of a network. When too many are known, those that tried
// longest ago are forgotten: a flood of networks never frees one that keeps trying.
func (l *Limiter) of(id [16]byte) *rate.Limiter {
	one, ok := l.seen[id]
	if ok {
		return one
	}
	if one, ok = l.before[id]; !ok {
		one = rate.NewLimiter(l.every, l.burst)
	}
	delete(l.before, id)
	if len(l.seen) >= maxNetworks/2 {
		l.seen, l.before = map[[16]byte]*rate.Limiter{}, l.seen
	}
	l.seen[id] = one
	return one
}

// network hides an address in its neighbourhood: IPv4 /24, IPv6 /48.
func (l *Limiter) network(address string) [16]byte {
	text := "unknown"
	if ip, err := netip.ParseAddr(address); err == nil {
		bits := 48
		if ip = ip.Unmap(); ip.Is4() {
			bits = 24
		}
		if p, err := ip.WithZone("").Prefix(bits); err == nil {
			text = p.String()
		}
	}
	var id [16]byte
	copy(id[:], l.key.MAC([]byte(text)))
	return id
}
