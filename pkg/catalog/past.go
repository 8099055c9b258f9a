// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"context"
	"fmt"
	"sync"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
)

// Past keeps assignments as they were when they were handed out.
type Past interface {
	// Snapshot gives an assignment by the hash of its logic; NotFound when it was
	// never kept.
	Snapshot(ctx context.Context, logic string) ([]byte, error)
}

// past is what the shelf knows of earlier days. Old forms are read when someone
// needs them, and then kept.
type past struct {
	kept    Past
	retired map[string]*assignment.Shelf // by id: assignments whose files are gone
	mu      sync.Mutex
	read    map[string]*assignment.Shelf // by hash of the logic
}

// Snapshot reads an assignment as it was kept, in every language it has.
func Snapshot(body []byte) (*assignment.Shelf, error) {
	return assignment.ReadSnapshot(body, languages...)
}

// Remember lets the shelf find assignments as they were. Retired are the bundles
// of those whose files are gone.
func (s *Shelf) Remember(kept Past, retired [][]byte) error {
	s.past.kept, s.past.retired, s.past.read = kept, map[string]*assignment.Shelf{}, map[string]*assignment.Shelf{}
	for _, body := range retired {
		old, err := assignment.ReadSnapshot(body, languages...)
		if err != nil {
			return fmt.Errorf("catalog: %w", err)
		}
		s.past.retired[old.IDs()[0]] = old
	}
	return nil
}

// Pinned gives an assignment as it was when it was handed out, known by the hash
// of its logic: with today's words where only words changed, and else as it was.
// It answers NotFound when there is no such assignment at all.
func (s *Shelf) Pinned(ctx context.Context, id, logic, lang string) (*assignment.Definition, error) {
	now, ok := s.Assignment(id, lang)
	if ok && (now.LogicHash == logic || s.past.kept == nil) {
		return now, nil
	}
	old, err := s.before(ctx, logic)
	switch {
	case err == nil:
		if d, has := old.Get(id, lang); has && (!ok || d.LogicHash != now.LogicHash) {
			return d, nil // else it was kept under the hash of earlier days
		}
	case !fault.Is(err, fault.NotFound):
		return nil, err
	}
	if ok {
		return now, nil // handed out before old forms were kept
	}
	return nil, fault.New(fault.NotFound, "")
}

func (s *Shelf) before(ctx context.Context, logic string) (*assignment.Shelf, error) {
	s.past.mu.Lock()
	defer s.past.mu.Unlock()
	if old := s.past.read[logic]; old != nil {
		return old, nil
	}
	if s.past.kept == nil {
		return nil, fault.New(fault.NotFound, "")
	}
	body, err := s.past.kept.Snapshot(ctx, logic)
	if err != nil {
		return nil, err
	}
	old, err := assignment.ReadSnapshot(body, languages...)
	if err != nil {
		return nil, fault.Wrap("catalog.before", err)
	}
	s.past.read[logic] = old
	return old, nil
}
