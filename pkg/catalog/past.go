// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Past keeps assignments as they were when they were handed out.
type Past interface {
	// Unkept gives those of a list that are not kept as they are.
	Unkept(ctx context.Context, marks []assignment.Snapshot) ([]assignment.Snapshot, error)
	// KeepSnapshots writes assignments as they are now.
	KeepSnapshots(ctx context.Context, list []assignment.Snapshot) error
	// Snapshot gives an assignment by the hash of its logic; NotFound when it was
	// never kept.
	Snapshot(ctx context.Context, logic string) ([]byte, error)
	// Retired gives the last form of every assignment that was kept and is not on
	// the list.
	Retired(ctx context.Context, present []string) ([]assignment.Snapshot, error)
}

// past is what shelves know of earlier days. Old forms are read when someone
// needs them, and then kept.
type past struct {
	kept Past
	mu   sync.Mutex
	read map[string]*assignment.Shelf // by the name a form was kept under
}

// Snapshot reads an assignment as it was kept, in every language it has.
func Snapshot(body []byte) (*assignment.Shelf, error) {
	return assignment.ReadSnapshot(body, languages...)
}

// ofTenant is how the past names what is of one municipality: the same questions
// in other words are still another municipality's words.
func ofTenant(name string, t tenant.ID) string {
	if t == "" {
		return name
	}
	return name + "@" + string(t)
}

// keep writes assignments of a shelf as they are now, under the names of a
// municipality. Nearly always they are kept already, and nothing is packed.
func (p *past) keep(ctx context.Context, list *assignment.Shelf, ids []string, t tenant.ID) error {
	if p.kept == nil {
		return nil
	}
	marks, err := list.MarksOf(ids)
	if err != nil {
		return err
	}
	for i := range marks {
		marks[i].Assignment, marks[i].Logic = ofTenant(marks[i].Assignment, t), ofTenant(marks[i].Logic, t)
	}
	if marks, err = p.kept.Unkept(ctx, marks); err != nil || len(marks) == 0 {
		return err
	}
	for i := range marks {
		marks[i].Assignment, _, _ = strings.Cut(marks[i].Assignment, "@")
	}
	if marks, err = list.Pack(marks); err != nil {
		return err
	}
	for i := range marks {
		marks[i].Assignment = ofTenant(marks[i].Assignment, t)
	}
	return p.kept.KeepSnapshots(ctx, marks)
}

// retired are assignments whose files are gone, by municipality and then by id.
type retired map[tenant.ID]map[string]*assignment.Shelf

func (p *past) retired(ctx context.Context, present []string) (retired, error) {
	gone := retired{}
	if p.kept == nil {
		return gone, nil
	}
	list, err := p.kept.Retired(ctx, present)
	if err != nil {
		return nil, err
	}
	for _, one := range list {
		id, of, _ := strings.Cut(one.Assignment, "@")
		t := tenant.ID(of)
		old, err := assignment.ReadSnapshot(one.Body, languages...)
		switch {
		case err != nil && t != "":
			continue // what one municipality wrote once, and cannot be read any more, closes nothing for others
		case err != nil:
			return nil, fmt.Errorf("catalog: %w", err)
		}
		if gone[t] == nil {
			gone[t] = map[string]*assignment.Shelf{}
		}
		gone[t][id] = old
	}
	return gone, nil
}

// forget lets old forms be read anew: a better word may have reached them.
func (p *past) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.read)
}

// Pinned gives an assignment as it was when it was handed out, known by the hash
// of its logic: with today's words where only words changed, and else as it was.
// It answers NotFound when there is no such assignment at all.
func (s *Shelf) Pinned(ctx context.Context, id, logic, lang string) (*assignment.Definition, error) {
	now, ok := s.Assignment(id, lang)
	if ok && (now.LogicHash == logic || s.past == nil || s.past.kept == nil) {
		return now, nil
	}
	for _, of := range []tenant.ID{s.tenant, ""} { // a municipality's own form, or that of everyone before it had one
		old, err := s.past.before(ctx, ofTenant(logic, of))
		if err == nil {
			if d, has := old.Get(id, lang); has && (!ok || d.LogicHash != now.LogicHash) {
				return d, nil // else it was kept under the hash of earlier days
			}
		} else if !fault.Is(err, fault.NotFound) {
			return nil, err
		}
	}
	if ok {
		return now, nil // handed out before old forms were kept
	}
	return nil, fault.New(fault.NotFound, "")
}

func (p *past) before(ctx context.Context, name string) (*assignment.Shelf, error) {
	if p == nil || p.kept == nil {
		return nil, fault.New(fault.NotFound, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if old := p.read[name]; old != nil {
		return old, nil
	}
	body, err := p.kept.Snapshot(ctx, name)
	if err != nil {
		return nil, err
	}
	old, err := assignment.ReadSnapshot(body, languages...)
	if err != nil {
		return nil, fault.Wrap("catalog.before", err)
	}
	p.read[name] = old
	return old, nil
}
