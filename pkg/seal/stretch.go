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
// both memory (running × CodeCost; what takes more counts for more) and waiting,
// so that a flood of guesses becomes a refusal instead of a full machine.
type Stretcher struct {
	running chan struct{}
	waiting chan struct{}
	turn    chan struct{} // one at a time comes in, or two would wait for each other halfway
	most    Cost          // what is spent at most; nothing: what is asked
}

// NewStretcher lets running secrets be stretched at once and waiting more wait
// for their turn.
func NewStretcher(running, waiting int) *Stretcher {
	return &Stretcher{
		running: make(chan struct{}, running),
		waiting: make(chan struct{}, running+waiting),
		turn:    make(chan struct{}, 1),
	}
}

// NewRehearsal gives a stretcher that spends next to nothing. It is only for
// secrets that guard nothing: what they open is an example, lives in memory and
// ends with the program.
func NewRehearsal() *Stretcher {
	s := NewStretcher(1, 1<<10)
	s.most = Cost{Passes: 1, MemoryKiB: 8}
	return s
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
	if s.most != (Cost{}) {
		cost = s.most
	}
	leave, err := s.come(ctx, cost)
	if err != nil {
		return Key{}, Key{}, err
	}
	defer leave()
	b := argon2.IDKey(secret, salt, cost.Passes, cost.MemoryKiB, 1, 2*keySize)
	defer clear(b)
	copy(find.b[:], b[:keySize])
	copy(open.b[:], b[keySize:])
	return find, open, nil
}

// come waits until there is room for a cost, and takes it until leave is called.
func (s *Stretcher) come(ctx context.Context, cost Cost) (leave func(), err error) {
	room := int((cost.MemoryKiB + CodeCost.MemoryKiB - 1) / CodeCost.MemoryKiB)
	room = max(1, min(room, cap(s.running)))
	taken := 0
	leave = func() {
		for range taken {
			<-s.running
		}
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	for ; taken < room; taken++ {
		select {
		case s.running <- struct{}{}:
		case <-ctx.Done():
			leave()
			return nil, ctx.Err()
		}
	}
	return leave, nil
}
