// SPDX-License-Identifier: EUPL-1.2

package audit

import (
	"encoding/binary"
	"maps"
	"slices"

	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Chain binds entries to each other. Its key comes from the root key, which is
// not in the database: who can write to the database can break the chain and not
// mend it.
type Chain struct{ key seal.Key }

// NewChain makes the chain of a service from its root key.
func NewChain(root seal.Key) Chain { return Chain{root.Derive("audit")} }

// Start is where the log of a municipality begins: at its first entry ever, or
// later once the oldest were deleted after their term.
type Start struct {
	First  int64  // number of the oldest entry that is kept
	Before []byte // MAC of the entry before it
	Proof  []byte // that it was us who deleted what came before
}

// Head is the newest entry of a municipality at some moment. One that is kept
// elsewhere tells later whether the end of the log was cut off.
type Head struct {
	Tenant tenant.ID
	Seq    int64 // 0 when nothing was ever logged
	MAC    []byte
}

// Begin is the start of a log that holds nothing yet.
func (c Chain) Begin(t tenant.ID) Start { return c.From(t, 1, c.key.MAC([]byte("begin"), []byte(t))) }

// From is the start of a log whose entries before the first were deleted.
func (c Chain) From(t tenant.ID, first int64, before []byte) Start {
	return Start{First: first, Before: before, Proof: c.key.MAC([]byte("start"), []byte(t), number(first), before)}
}

// Link gives the MAC of an entry that comes after one with MAC before.
func (c Chain) Link(before []byte, e Entry) []byte {
	return c.key.MAC([]byte("entry"), before, []byte(e.Tenant), number(e.Seq), []byte(e.ID), number(e.At.Unix()),
		[]byte(e.Actor), []byte(e.Who), []byte(e.About), []byte(e.Action), []byte(e.Trail), e.Body)
}

func number(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

// Fault is what is wrong at one place of the log.
type Fault struct {
	Seq  int64
	What string // one of the Faults
}

// What can be wrong with a log.
const (
	FaultChanged = "changed"       // the entry is not as it was written, or another was put in its place
	FaultMissing = "missing"       // from this number entries are gone
	FaultStart   = "start changed" // the oldest entries were not deleted by us
	FaultEnd     = "end changed"   // the newest entry is not the one that was written last
	FaultCut     = "cut off"       // an entry that was seen earlier is gone, or is another
)

// Report is what checking a log found.
type Report struct {
	Tenant tenant.ID
	From   int64 // number of the oldest entry
	Head   Head  // newest entry
	N      int64 // how many entries were read
	Faults []Fault
}

// Walk checks the log of one municipality, entry by entry, oldest first.
type Walk struct {
	chain  Chain
	report Report
	before []byte
	next   int64
	seen   map[int64][]byte // heads that were kept elsewhere
}

// Check begins to check a log. Heads that were kept elsewhere have to be in it,
// unless they are from before its start.
func (c Chain) Check(t tenant.ID, s Start, kept ...Head) *Walk {
	w := &Walk{chain: c, report: Report{Tenant: t, From: s.First}, before: s.Before, next: s.First, seen: map[int64][]byte{}}
	if !seal.Equal(s.Proof, c.From(t, s.First, s.Before).Proof) {
		w.wrong(s.First, FaultStart)
	}
	for _, h := range kept {
		if h.Tenant == t && h.Seq >= s.First {
			w.seen[h.Seq] = h.MAC
		}
	}
	return w
}

func (w *Walk) wrong(seq int64, what string) {
	w.report.Faults = append(w.report.Faults, Fault{seq, what})
}

// Take looks at the next entry. After one that is wrong it goes on from what
// stands there, so that each change is told of once.
func (w *Walk) Take(e Entry) {
	switch {
	case e.Seq != w.next:
		w.wrong(w.next, FaultMissing)
	case !seal.Equal(e.MAC, w.chain.Link(w.before, e)):
		w.wrong(e.Seq, FaultChanged)
	}
	if kept, ok := w.seen[e.Seq]; ok && seal.Equal(kept, e.MAC) {
		delete(w.seen, e.Seq)
	}
	w.report.N++
	w.before, w.next = e.MAC, e.Seq+1
	w.report.Head = Head{Tenant: e.Tenant, Seq: e.Seq, MAC: e.MAC}
}

// End compares the end with the head that is kept beside the log, and with those
// that were kept elsewhere.
func (w *Walk) End(head Head) Report {
	if nothing := head.Seq == 0 && w.next == 1; !nothing && (head.Seq != w.next-1 || !seal.Equal(head.MAC, w.before)) {
		w.wrong(w.next-1, FaultEnd)
	}
	for _, seq := range slices.Sorted(maps.Keys(w.seen)) {
		w.wrong(seq, FaultCut)
	}
	return w.report
}
