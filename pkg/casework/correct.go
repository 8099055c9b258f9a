// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"maps"

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
		vocab := s.shelf.Assignments.Vocabulary(lang)
		fact, err := s.correct(vocab, d.Record, in)
		if err != nil {
			return err
		}
		facts := s.workOut(t, d, fact, lang)
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
	old := latest(r.History(in.Path, in.Row))
	if !ok || old == nil || old.By == dossier.ByComputer {
		return dossier.Fact{}, fault.New(fault.NotFound, "")
	}
	fact := dossier.Fact{Path: in.Path, Row: in.Row, At: now, By: dossier.ByClient, Values: maps.Clone(old.Values)}
	if in.Remove {
		if in.Row == "" {
			return dossier.Fact{}, fault.New(fault.NotFound, "")
		}
		fact.Removed, fact.Values = true, nil
		return fact, nil
	}
	var fields []fault.Field
	for column, typed := range in.Typed {
		of := t
		if column != "" {
			if of, ok = t.Column(column); !ok {
				return dossier.Fact{}, fault.New(fault.NotFound, "")
			}
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

// workOut gives a corrected fact with all that an assignment computed from it,
// worked out again: a sum never stands beside amounts it is not of.
func (s *Service) workOut(t *tenant.Tenant, d Dossier, fact dossier.Fact, lang string) []dossier.Fact {
	facts, record := []dossier.Fact{fact}, d.Record.With(fact)
	for _, src := range record.Computed() {
		def, ok := s.shelf.Assignment(src.Assignment, lang)
		if !ok || def.Version != src.Version {
			continue // an older version computed otherwise; its figures stay those of then
		}
		o := def.Evaluate(def.Prefill(s.world(t, record), s.newID), s.world(t, record))
		for _, f := range o.Facts(fact.At, dossier.Source{Assignment: src.Assignment, Version: src.Version}) {
			old, known := record.Fact(f.Path)
			switch {
			case f.Row != "" && f.Row == fact.Row && f.Path == fact.Path && !fact.Removed:
				facts[0].Values = f.Values // the columns that follow from the others
			case f.By == dossier.ByComputer && known && old.Value() != f.Value():
				facts = append(facts, f)
			}
		}
		record = d.Record.With(facts...)
	}
	return facts
}

func latest(history []dossier.Fact) *dossier.Fact {
	if len(history) == 0 {
		return nil
	}
	return &history[len(history)-1]
}
