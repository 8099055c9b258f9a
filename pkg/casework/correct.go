// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"maps"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Correction is what a client puts right on the dossier page.
type Correction struct {
	Path   string
	Row    string // of a list; empty for a plain fact
	Remove bool   // takes the row off the list
	Typed  map[string]assignment.Typed
}

// Correct writes a new value beside the old one: nothing is ever lost. It
// answers Invalid, with a sentence for each field, for what cannot be read, and
// NotFound for a fact that is not there or was worked out by the computer.
func (s *Service) Correct(ctx context.Context, t *tenant.Tenant, client access.Client, in Correction, lang string) error {
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		folder, err := s.store.Folder(ctx, c.Tenant, c.ID)
		if err != nil {
			return err
		}
		d, err := s.openFolder(folder, c, ownKeys(client))
		if err != nil {
			return err
		}
		vocab := s.shelf.Of(t.ID).Assignments.Vocabulary(lang)
		fact, err := s.correct(vocab, d.Record, in)
		if err != nil {
			return err
		}
		facts := s.workOut(t, d, []dossier.Fact{fact}, lang)
		change, err := s.file(client, c, folder, vocab, facts, nil, Sheet{})
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Correct", s.store.Save(ctx, Change{Case: c, Folder: change}))
	})
}

// correct decides what a correction writes.
func (s *Service) correct(vocab *dossier.Vocabulary, r *dossier.Record, in Correction) (dossier.Fact, error) {
	now := s.now().In(zone)
	t, ok := vocab.Type(in.Path)
	old, known := r.Last(in.Path, in.Row)
	if !ok || !known || old.Removed || old.None || old.By == dossier.ByComputer {
		return dossier.Fact{}, fault.New(fault.NotFound, "")
	}
	fact := dossier.Fact{Path: in.Path, Row: in.Row, At: now, By: dossier.ByClient, Values: maps.Clone(old.Values)}
	fact.Source.Submission = old.Source.Submission // who takes that back takes back what it was put right to
	if in.Remove {
		if in.Row == "" {
			return dossier.Fact{}, fault.New(fault.NotFound, "")
		}
		fact.Removed, fact.Values = true, nil
		return fact, nil
	}
	var fields []fault.Field
	for column, typed := range in.Typed {
		of, ok := typedAt(t, in.Row, column)
		if !ok {
			return dossier.Fact{}, fault.New(fault.NotFound, "")
		}
		if len(disclosure.Find(typed.Text)) > 0 {
			fields = append(fields, fault.Field{Name: column, Key: "message.numbers", Args: map[string]any{"N": 1}})
			continue
		}
		value, issue := assignment.ReadValue(of, typed, now)
		if issue != nil {
			fields = append(fields, fault.Field{Name: column, Key: issue.Key, Args: issue.Args})
			continue
		}
		if fact.Values[column] = value; value.State == dossier.Blank && column != "" {
			delete(fact.Values, column)
		}
	}
	if len(fields) > 0 {
		return dossier.Fact{}, &fault.Fault{Kind: fault.Invalid, Key: "dossier.invalid", Fields: fields}
	}
	return fact, nil
}

// typedAt gives what a client fills in of a fact: its one value, or a column of a
// row that is not worked out.
func typedAt(t dossier.Type, row, column string) (dossier.Type, bool) {
	if row == "" || column == "" {
		return t, row == column
	}
	of, ok := t.Column(column)
	return of, ok && !of.Computed
}

// workOut gives facts that the client put right or brought, all of one moment, with
// all that an assignment computed from them, worked out again: a sum never stands
// beside amounts it is not of.
func (s *Service) workOut(t *tenant.Tenant, d Dossier, facts []dossier.Fact, lang string) []dossier.Fact {
	own, at, record := len(facts), facts[0].At, d.Record.With(facts...)
	for _, src := range record.Computed() {
		def, ok := s.shelf.Of(t.ID).Assignment(src.Assignment, lang)
		if !ok || def.Version != src.Version {
			continue // an older version computed otherwise; its figures stay those of then
		}
		was, is := s.replay(t, def, d.Record), s.replay(t, def, record)
		for _, f := range is.Facts(at, src) {
			for i, mine := range facts[:own] {
				if f.Row != "" && f.Row == mine.Row && f.Path == mine.Path && !mine.Removed {
					facts[i].Values = f.Values // the columns that follow from the others
				}
			}
		}
		facts = append(facts, follow(d.Record, was, is, at, src)...)
		record = d.Record.With(facts...)
	}
	return facts
}

// replay gives what an assignment would say of a record.
func (s *Service) replay(t *tenant.Tenant, def *assignment.Definition, r *dossier.Record) *assignment.Outcome {
	world := s.world(t, r)
	return def.Evaluate(def.Prefill(world, s.newID), world)
}

// follow gives the computed facts that a correction changes, from what came out
// without it and with it. What the record did not explain before, as when an
// answer is no fact, it does not explain now either: that stays as it was.
func follow(before *dossier.Record, was, is *assignment.Outcome, at time.Time, src dossier.Source) []dossier.Fact {
	unexplained, changed := computed(was.Facts(at, src)), computed(is.Facts(at, src))
	var facts []dossier.Fact
	for _, c := range was.Def.Computes {
		old, known := before.Fact(c.Save)
		_, other := unexplained[c.Save]
		if !known || other || was.Value(c.ID).Answered() != (old.Value().State == dossier.Answered) {
			continue
		}
		if f, ok := changed[c.Save]; ok {
			facts = append(facts, f)
		} else if old.Value().State == dossier.Answered && !is.Value(c.ID).Answered() {
			blank := map[string]dossier.Value{"": {State: dossier.Blank}}
			facts = append(facts, dossier.Fact{Path: c.Save, Values: blank, At: at, By: dossier.ByComputer, Source: src})
		}
	}
	return facts
}

func computed(facts []dossier.Fact) map[string]dossier.Fact {
	byPath := map[string]dossier.Fact{}
	for _, f := range facts {
		if f.By == dossier.ByComputer {
			byPath[f.Path] = f
		}
	}
	return byPath
}
