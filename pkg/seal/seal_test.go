// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
)

var here = Place{Table: "messages", Column: "body", Row: "r1", Case: "c1"}

func TestOpen_givesBackWhatCloseSealed(t *testing.T) {
	k := NewKey()
	for _, n := range []int{0, 1, 251, 252, 253, 1020, 1021, 4092, 4093, 16380, 16381, 40000} {
		text := bytes.Repeat([]byte("a"), n)
		got, err := Open(k, here, Close(k, here, text))
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("%d bytes: got %d bytes, %v", n, len(got), err)
		}
	}
}

func TestOpen_refusesACiphertextThatWasMovedOrChanged(t *testing.T) {
	k := NewKey()
	sealed := Close(k, here, []byte("geheim"))
	moved := []Place{
		{"messages", "body", "r2", "c1"}, {"messages", "body", "r1", "c2"},
		{"messages", "draft", "r1", "c1"}, {"facts", "body", "r1", "c1"},
	}
	for _, at := range moved {
		if _, err := Open(k, at, sealed); !errors.Is(err, ErrOpen) {
			t.Errorf("opened at %+v: %v", at, err)
		}
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 1
		if _, err := Open(k, here, changed); i != 1 && i != 2 && i != 3 && i != 4 && !errors.Is(err, ErrOpen) {
			t.Fatalf("opened with byte %d changed", i)
		}
	}
	if _, err := Open(NewKey(), here, sealed); !errors.Is(err, ErrOpen) {
		t.Error("opened with another key")
	}
}

func TestClose_showsOnlyAFewLengths(t *testing.T) {
	k, seen := NewKey(), map[int]bool{}
	for n := 0; n <= 5000; n += 7 {
		seen[len(Close(k, here, make([]byte, n)))] = true
	}
	if len(seen) != 4 { // 256 B, 1 KiB, 4 KiB, 16 KiB
		t.Errorf("texts to 5,000 bytes show %d lengths, want 4", len(seen))
	}
}

func TestUnwrap_opensOnlyForTheRightPersonAtTheRightPlace(t *testing.T) {
	anna, bert := NewPair(), NewPair()
	w, err := Wrap(anna.Public(), here, []byte("sleutel"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Unwrap(anna, here, w); err != nil || string(got) != "sleutel" {
		t.Errorf("anna: %q, %v", got, err)
	}
	if _, err := Unwrap(bert, here, w); !errors.Is(err, ErrOpen) {
		t.Error("bert opened what was wrapped for anna")
	}
	other := here
	other.Case = "c2"
	if _, err := Unwrap(anna, other, w); !errors.Is(err, ErrOpen) {
		t.Error("opened at another place")
	}
	if _, err := Unwrap(PrivateKey{}, here, w); !errors.Is(err, ErrOpen) {
		t.Error("opened without a key")
	}
}

func TestKeys_neverPrintThemselves(t *testing.T) {
	k, p := NewKey(), NewPair()
	j, err := json.Marshal(map[string]any{"k": k, "p": p})
	if err != nil {
		t.Fatal(err)
	}
	all := fmt.Sprintf("%v %+v %#v %s %v %+v %#v %s %s", k, k, k, k, p, p, p, p, j)
	if strings.Count(all, "[key]") != 10 {
		t.Errorf("printed: %s", all)
	}
}

func TestDerive_keepsPurposesApart(t *testing.T) {
	k := NewKey()
	if k.Derive("a") == k.Derive("b") || k.Derive("a", []byte("xy")) == k.Derive("a", []byte("x"), []byte("y")) {
		t.Error("two purposes share a key")
	}
	if k.Derive("a") != k.Derive("a") {
		t.Error("one purpose gives two keys")
	}
}

func TestStretch_refusesWhenTheQueueIsFull(t *testing.T) {
	s := NewStretcher(1, 1)
	s.running <- struct{}{} // somebody is at work and stays
	s.waiting <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, _, err := s.Stretch(ctx, []byte("x"), make([]byte, 16), Cost{1, 64})
		done <- err
	}()
	for len(s.waiting) < 2 { // until that caller stands in the queue
	}
	if _, _, err := s.Stretch(t.Context(), []byte("x"), make([]byte, 16), Cost{1, 64}); !errors.Is(err, ErrBusy) {
		t.Errorf("third caller: %v, want ErrBusy", err)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("waiting caller: %v", err)
	}
}

func TestStretch_costsWhatIsAskedButInARehearsal(t *testing.T) {
	secret, salt := []byte("x"), make([]byte, 16)
	dear, _, _ := NewStretcher(1, 1).Stretch(t.Context(), secret, salt, CodeCost)
	cheap, _, err := NewRehearsal().Stretch(t.Context(), secret, salt, CodeCost)
	if err != nil || cheap == dear {
		t.Errorf("a rehearsal gives %v, %v", cheap == dear, err)
	}
	if least, _, _ := NewStretcher(1, 1).Stretch(t.Context(), secret, salt, Cost{1, 8}); least != cheap {
		t.Error("a rehearsal spends something else than the least")
	}
}

func TestStretch_givesTheSameKeysForTheSameSecret(t *testing.T) {
	s := NewStretcher(2, 2)
	f1, o1, _ := s.Stretch(t.Context(), []byte("x"), make([]byte, 16), Cost{1, 64})
	f2, o2, _ := s.Stretch(t.Context(), []byte("x"), make([]byte, 16), Cost{1, 64})
	f3, _, _ := s.Stretch(t.Context(), []byte("y"), make([]byte, 16), Cost{1, 64})
	if f1 != f2 || o1 != o2 || f1 == o1 || f1 == f3 {
		t.Error("keys do not follow the secret")
	}
}

// Vectors keep old databases readable: a change here needs a new version byte.
func TestOpen_readsTheFirstVersionForever(t *testing.T) {
	var k Key
	for i := range k.b {
		k.b[i] = byte(i)
	}
	sealed, err := hex.DecodeString(firstVersion)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Open(k, here, sealed)
	if err != nil || string(got) != "eerste versie" {
		t.Errorf("%q, %v", got, err)
	}
	derived := k.Derive("vector")
	if got := fmt.Sprintf("%x", derived.b[:4]); got != "a49500fd" {
		t.Errorf("derivation changed: %s", got)
	}
}

func FuzzOpen(f *testing.F) {
	k := NewKey()
	f.Add(Close(k, here, []byte("x")))
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, b []byte) {
		if text, err := Open(k, here, b); err == nil && len(text) > len(b) {
			t.Error("more came out than went in")
		}
	})
}

// What takes more memory counts for more: codes and passwords at once never take
// more than codes alone would.
func TestStretch_boundsTheMemoryOfCodesAndPasswordsTogether(t *testing.T) {
	s := NewStretcher(3, 8)
	dear := Cost{1, 2*CodeCost.MemoryKiB + 1}
	leave, err := s.come(t.Context(), dear)
	if err != nil || len(s.running) != 3 {
		t.Fatalf("%d of 3 places are taken, %v", len(s.running), err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.come(gone, CodeCost); !errors.Is(err, context.Canceled) || len(s.running) != 3 || len(s.turn) != 0 {
		t.Errorf("%v, %d places, %d turns", err, len(s.running), len(s.turn))
	}
	leave()
	for range 3 {
		if _, err := s.come(t.Context(), CodeCost); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.come(gone, dear); err == nil || len(s.running) != 3 {
		t.Errorf("a fourth comes in")
	}
}

func TestPrivateKey_isMadeOnceForEverybodyWhoOpensAtTheSameTime(t *testing.T) {
	p, err := PrivateFrom(NewKey().Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if string(p.Public().Bytes()) != string(p.key().PublicKey().Bytes()) {
				t.Error("two keys")
			}
		})
	}
	all.Wait()
	for _, n := range []int{0, 31, 33} {
		if _, err := PrivateFrom(make([]byte, n)); err == nil {
			t.Errorf("%d bytes are a key", n)
		}
	}
}
