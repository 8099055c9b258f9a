// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
)

// Strangers is how many people fill an assignment in at random in a trial.
const Strangers = 200

// Trial fills an assignment in as nobody would on purpose: nothing at all, 200
// times at random, every option once, each row of a dossier that can be chosen, and
// as many rows as fit. It gives what went wrong, each thing once, and which parts
// were shown at least once.
func (d *Definition) Trial(w World) (mishaps []Mishap, shown map[string]bool) {
	t := &trial{def: d, world: w, shown: map[string]bool{}, seen: map[string]bool{}}
	for seed := range d.dossiers() {
		t.records = append(t.records, d.someRecord(&Stranger{Rand: rand.New(rand.NewPCG(seed, 5))}, w))
	}
	t.play("empty", &Stranger{Rand: rand.New(rand.NewPCG(0, 0)), Draft: NewDraft()}, false)
	for seed := range uint64(Strangers) {
		s := &Stranger{Rand: rand.New(rand.NewPCG(seed, 6)), Draft: NewDraft(), Sloppy: seed%2 == 1}
		t.play("random "+strconv.FormatUint(seed, 10), s, true)
	}
	for _, one := range d.everyOption() {
		s := &Stranger{Rand: rand.New(rand.NewPCG(7, 7)), Draft: NewDraft(), Always: one}
		t.play(fmt.Sprint(one), s, true)
	}
	t.everyRow()
	t.play("most rows", &Stranger{Rand: rand.New(rand.NewPCG(8, 8)), Draft: NewDraft(), Full: true}, true)
	return t.mishaps, t.shown
}

// Mishap is something that must not happen, whatever someone fills in.
type Mishap struct {
	Part string // "results.3", "letters.0"; empty for the whole
	Case string // which answers: "random 17"
	Say  content.Words
}

type trial struct {
	def     *Definition
	world   World
	records []*dossier.Record // what may be known already
	shown   map[string]bool
	seen    map[string]bool
	mishaps []Mishap
}

func (t *trial) say(part, in, nl, en string) {
	if !t.seen[part+nl] {
		t.seen[part+nl] = true
		t.mishaps = append(t.mishaps, Mishap{Part: part, Case: in, Say: content.Words{NL: nl, EN: en}})
	}
}

func (t *trial) play(in string, s *Stranger, fill bool) {
	w := t.world
	if w.Record == nil && s.IntN(3) > 0 {
		w.Record = t.records[s.IntN(len(t.records))]
	}
	if fill {
		s.Draft = t.def.Prefill(w, func() string { return "p" + strconv.Itoa(s.IntN(1<<30)) })
		s.Fill(t.def)
	}
	o := t.def.Evaluate(s.Draft, w)
	o.Results()
	o.Replies()
	o.Alerts()
	if _, err := o.Letters(); err != nil {
		t.say("letters", in, "Een brief is niet te maken.", "A letter cannot be made.")
	}
	for part := range o.Shown() {
		t.shown[part] = true
	}
	t.holes(o, in)
	if o.stopped {
		t.say("", in, "Een berekening vraagt te veel werk.", "A computation takes too much work.")
	}
}

// holes finds texts that are shown while a value in them is not known.
func (t *trial) holes(o *Outcome, in string) {
	nl, en := "Deze tekst kan getoond worden met een leeg gat ('…').", "This text can be shown with an empty hole ('…')."
	for i, r := range t.def.results {
		if r.text != nil && o.holds(r.when) && o.open(r.text) {
			t.say("results."+strconv.Itoa(i), in, nl, en)
		}
	}
	for i, a := range t.def.counsel.alerts {
		if a.text != nil && a.when != nil && o.holds(a.when) && o.open(a.text) {
			t.say("counsellor.alerts."+strconv.Itoa(i), in, nl, en)
		}
	}
	for i, r := range t.def.counsel.replies {
		if r.text != nil && o.holds(r.when) && o.open(r.text) {
			t.say("counsellor.replies."+strconv.Itoa(i), in, nl, en)
		}
	}
}

// open tells whether a value of a text is not known.
func (o *Outcome) open(t *text) bool {
	for _, f := range t.holes {
		if f != nil && !o.eval(f, nil, 0).Answered() {
			return true
		}
	}
	return false
}

// picks are the questions that let choose a row of the dossier.
func (d *Definition) picks() []*Question {
	var list []*Question
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			if q.Pick != nil {
				list = append(list, q)
			}
		}
	}
	return list
}

// dossiers says how many are made up: many where what is asked hangs on a row of
// the dossier, of which most do not fit.
func (d *Definition) dossiers() uint64 {
	if len(d.picks()) > 0 {
		return 64
	}
	return 8
}

// everyRow chooses each row of each dossier, so that it hangs on no luck whether one
// that fits was ever chosen.
func (t *trial) everyRow() {
	for _, q := range t.def.picks() {
		for i, r := range t.records {
			for _, row := range r.Rows(q.Pick.From) {
				s := &Stranger{Rand: rand.New(rand.NewPCG(uint64(i), 9)), Draft: NewDraft(), Always: map[string]string{q.ID: row.Row}}
				t.world.Record = r
				t.play(fmt.Sprintf("%s of dossier %d", row.Row, i), s, true)
				t.world.Record = nil
			}
		}
	}
}

// everyOption lists answers that together choose every option once.
func (d *Definition) everyOption() []map[string]string {
	var list []map[string]string
	add := func(name string, q *Question) {
		for _, o := range q.options(source) {
			list = append(list, map[string]string{name: o.ID})
		}
	}
	for _, p := range d.Pages {
		for _, q := range p.Questions {
			add(q.ID, q)
			if q.Rows == nil {
				continue
			}
			for _, c := range q.Rows.Columns {
				add(q.ID+"."+c.ID, c)
			}
		}
	}
	return list
}

// someRecord makes up a dossier, so that assignments that read it have something
// to read.
func (d *Definition) someRecord(s *Stranger, w World) *dossier.Record {
	var facts []dossier.Fact
	value := func(t dossier.Type) dossier.Value {
		q, draft := &Question{Type: t, Unknown: true, Per: money.Periods()}, NewDraft()
		one := &Stranger{Rand: s.Rand, Draft: draft}
		one.answer(q, "x", "x")
		return read(q, draft, "x", w.Today).keep()
	}
	for _, t := range d.vocab.Facts {
		switch {
		case s.IntN(5) == 0:
		case t.Kind == dossier.Rows:
			for i := range 3 {
				f := dossier.Fact{Path: t.Path, Row: "d" + strconv.Itoa(i), Values: map[string]dossier.Value{}}
				for _, c := range t.Columns {
					f.Values[c.Path] = value(c)
				}
				facts = append(facts, f)
			}
		default:
			facts = append(facts, dossier.Fact{Path: t.Path, Values: map[string]dossier.Value{"": value(t)}})
		}
	}
	return dossier.NewRecord(facts)
}
