// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"context"
	"errors"

	"golang.org/x/crypto/argon2"
)

// ErrBusy says that too many secrets wait to be stretched; try again shortly.
var ErrBusy = errors.New("seal: too many secrets at once")

// Cost is what one guess at a secret costs an attacker.
type Cost struct {
	Passes    uint32
	MemoryKiB uint32
}

// CodeCost is for access codes: 76 random bits need little stretching, and the
// service must answer many at once (OWASP's smallest Argon2id setting).
var CodeCost = Cost{Passes: 2, MemoryKiB: 19 * 1024}

// PasswordCost is for passwords that people choose (RFC 9106, second choice,
// with one lane).
var PasswordCost = Cost{Passes: 3, MemoryKiB: 64 * 1024}

// Stretcher runs Argon2id for a bounded number of callers at once. It bounds
// both memory (running × cost) and waiting, so that a flood of guesses becomes
// a refusal instead of a full machine.
type Stretcher struct {
	running chan struct{}
	waiting chan struct{}
}

// NewStretcher lets running secrets be stretched at once and waiting more wait
// for their turn.
func NewStretcher(running, waiting int) *Stretcher {
	return &Stretcher{
		running: make(chan struct{}, running),
		waiting: make(chan struct{}, running+waiting),
	}
}

// Stretch derives two keys from a secret (Argon2id, RFC 9106). It gives ErrBusy
// when the queue is full and the context's error when the caller gave up.
// It must never be called inside a database transaction: it takes tens of
// milliseconds.
func (s *Stretcher) Stretch(ctx context.Context, secret, salt []byte, cost Cost) (find, open Key, err error) {
	select {
	case s.waiting <- struct{}{}:
		defer func() { <-s.waiting }()
	default:
		return Key{}, Key{}, ErrBusy
	}
	select {
	case s.running <- struct{}{}:
		defer func() { <-s.running }()
	case <-ctx.Done():
		return Key{}, Key{}, ctx.Err()
	}
	b := argon2.IDKey(secret, salt, cost.Passes, cost.MemoryKiB, 1, 2*keySize)
	defer clear(b)
	copy(find.b[:], b[:keySize])
	copy(open.b[:], b[keySize:])
	return find, open, nil
}
