// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"strconv"
	"time"
)

// sameMeasuring is how long after the same assignment was handed in first handing it
// in once more still belongs to that time: a sheet that was asked for again, or a
// slip of the finger, is no second measuring.
const sameMeasuring = 14 * 24 * time.Hour

// Saying is what the client said of a plain fact at one time.
type Saying struct {
	Value Value
	At    time.Time // when it was said first; what was put right later stands there too
}

// Sayings lists what the client said of a plain fact, oldest first, once for each
// time that it was asked. What was taken back was never said; what was put right is
// as it was put right.
func (r *Record) Sayings(path string) []Saying {
	var list []Saying
	var before Source
	for _, f := range r.History(path, "") {
		if f.Withdrawn || f.By != ByClient || f.Value().State != Answered {
			continue
		}
		one := Saying{Value: f.Value(), At: f.SaidAt()}
		if n := len(list); n > 0 && sameTime(list[n-1], before, one, f.Source) {
			list[n-1].Value = one.Value
		} else {
			list = append(list, one)
		}
		before = f.Source
	}
	return list
}

// sameTime tells whether what was said belongs to the time before it.
func sameTime(last Saying, before Source, one Saying, from Source) bool {
	switch {
	case one.At.Equal(last.At): // carried along
		return true
	case from.Submission != "" && from.Submission == before.Submission: // put right
		return true
	case from.Assignment == "": // put right, of what a copy brought
		return true
	}
	return from.Assignment == before.Assignment && one.At.Sub(last.At) <= sameMeasuring
}

// ThenNow is what the client said of one scale at first and at last. One that was
// said once has one of the two.
type ThenNow struct {
	Of        Type
	Then, Now *Saying
}

// Change tells whether it went up (1), down (-1) or stayed (0); ok is no where there
// are not two to put side by side.
func (t ThenNow) Change() (way int, ok bool) {
	if t.Then == nil || t.Now == nil {
		return 0, false
	}
	then, now := point(t.Then), point(t.Now)
	switch {
	case now > then:
		return 1, true
	case now < then:
		return -1, true
	}
	return 0, true
}

func point(s *Saying) int {
	n, _ := strconv.Atoi(s.Value.Text) // of a scale: a whole number, or it was not kept
	return n
}

// Picture puts what the client said at first and at last side by side, scale by
// scale. It never adds up.
type Picture struct {
	Then, Now time.Time // Now is zero when there was one time only
	Scales    []ThenNow
}

// Picture makes the picture of a section; nil when nothing of it was said.
func (r *Record) Picture(v *Vocabulary, section string) *Picture {
	p := &Picture{}
	for _, t := range v.Of(section) {
		said := r.Sayings(t.Path)
		if t.Kind != Scale || !t.Picture || len(said) == 0 {
			continue
		}
		one := ThenNow{Of: t, Then: &said[0]}
		if n := len(said); n > 1 {
			one.Now = &said[n-1]
		}
		if p.Then.IsZero() || one.Then.At.Before(p.Then) {
			p.Then = one.Then.At
		}
		if one.Now != nil && one.Now.At.After(p.Now) {
			p.Now = one.Now.At
		}
		p.Scales = append(p.Scales, one)
	}
	if len(p.Scales) == 0 {
		return nil
	}
	p.settle()
	return p
}

// settle finds of what was said once whether it was at first or at last: of two
// times it belongs to the nearer one.
func (p *Picture) settle() {
	for _, one := range p.Scales {
		if one.Now == nil && one.Then.At.Sub(p.Then) > sameMeasuring && one.Then.At.After(p.Now) {
			p.Now = one.Then.At
		}
	}
	if p.Now.IsZero() {
		return
	}
	for i, one := range p.Scales {
		if one.Now == nil && p.Now.Sub(one.Then.At) < one.Then.At.Sub(p.Then) {
			p.Scales[i].Then, p.Scales[i].Now = nil, one.Then
		}
	}
}
