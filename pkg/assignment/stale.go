// SPDX-License-Identifier: EUPL-1.2

package assignment

import "slices"

// Merge merges what a page posted, as Draft.Merge does. A page of an older version
// may come in after the client moved on in another window: what it did not change
// is left alone, what was newly typed on it goes where that question went, and is
// parked where it went nowhere.
func (d *Definition) Merge(draft *Draft, page Posting) bool {
	moves := d.since(draft, page)
	if len(moves) == 0 {
		return draft.Merge(page)
	}
	page.Base = max(page.Base, 0)
	news, counted := draft.beat(page)
	if !news {
		return false
	}
	changed := false
	groups := map[string]answers{}
	for path, value := range page.Fields {
		s := spotOf(path)
		if _, _, otherwise := d.whereTo(moves, s); !otherwise {
			changed = draft.merge(page, path, value) || changed
			continue
		}
		if groups[s.base()] == nil {
			groups[s.base()] = answers{}
		}
		groups[s.base()][s.ending] = value
	}
	for _, base := range sortedKeys(groups) {
		changed = d.land(draft, moves, page, spotOf(base), groups[base]) || changed
	}
	if changed {
		draft.Rev++
	}
	return changed || counted
}

// since gives the steps that were made after a page was shown.
func (d *Definition) since(draft *Draft, page Posting) []Move {
	after := slices.IndexFunc(draft.Moves, func(m Move) bool { return m.Rev > page.Base })
	if page.Logic == "" {
		if after < 0 {
			return nil
		}
		return draft.Moves[after:]
	}
	if after >= 0 {
		if i := slices.IndexFunc(draft.Moves[after:], func(m Move) bool { return m.From == page.Logic }); i >= 0 {
			return draft.Moves[after+i:]
		}
	}
	if page.Logic == d.LogicHash {
		return nil
	}
	for i := len(draft.Moves) - 1; i >= 0; i-- { // it saved in the background since
		if draft.Moves[i].From == page.Logic {
			return draft.Moves[i:]
		}
	}
	return nil
}

// whereTo follows a question over steps: as it was asked, what it is called now,
// and whether anything about it is otherwise.
func (d *Definition) whereTo(moves []Move, s spot) (was Was, now string, otherwise bool) {
	now = s.name()
	for _, m := range moves {
		w, changed := m.Was[now]
		if !changed {
			continue
		}
		if !otherwise {
			was, otherwise = w, true
		}
		if w.To == "" {
			break // it may have come back since, under its own name
		}
		now = w.To
	}
	if otherwise && now != "" && d.asked(now) == nil {
		now = ""
	}
	return was, now, otherwise
}

// PathNow gives the path that a path, or the name of a list, of an older page has
// now; false when it is asked no more.
func (d *Definition) PathNow(draft *Draft, page Posting, path string) (string, bool) {
	s := spotOf(path)
	_, now, otherwise := d.whereTo(d.since(draft, page), s)
	if !otherwise {
		return path, true
	}
	return s.at(now).base() + s.ending, now != ""
}

// land brings the fields of one answer on a page of an older version home.
func (d *Definition) land(draft *Draft, moves []Move, page Posting, s spot, posted answers) bool {
	was, now, _ := d.whereTo(moves, s)
	parked := draft.parkedAt(s, moves)
	target := ""
	if now != "" {
		target = s.at(now).base()
	}
	fresh, whole := false, answers{}
	for ending, value := range posted {
		shown := draft.shownAt(parked, target, s.base(), ending, page.Base)
		whole[ending] = value
		fresh = fresh || value != shown && !parked.had(s.base()+ending, value)
	}
	if !fresh {
		return false
	}
	changed, lost := false, true
	carried := answers{}
	if now != "" {
		carried, lost = was.carry(d.asked(now), whole)
		for ending, value := range whole {
			if value == "" { // wiped out
				carried[ending] = ""
			}
		}
	}
	if lost {
		if parked == nil {
			parked = &Parked{Rev: moves[0].Rev, Path: s.base(), Was: was}
			draft.Parked = append(draft.Parked, parked)
		}
		changed = parked.merge(page, draft.Rev+1, whole)
	}
	page.Base = max(page.Base, moves[len(moves)-1].Rev)
	for ending, value := range carried {
		if value != "" || !lost {
			changed = draft.merge(page, target+ending, value) || changed
		}
	}
	return changed
}

// shownAt gives what a page of an older version showed in a field.
func (d *Draft) shownAt(p *Parked, target, path, ending string, base int) string {
	if p != nil && p.Fields[ending] != nil {
		return p.Fields[ending].at(base)
	}
	if f := d.Fields[target+ending]; target != "" && f != nil {
		return f.at(base)
	}
	if f := d.Fields[path+ending]; f != nil {
		return f.at(base)
	}
	return ""
}

// parkedAt finds what was parked of an answer since a page was shown.
func (d *Draft) parkedAt(s spot, moves []Move) *Parked {
	name := s.name()
	for _, m := range moves {
		path := s.at(name).base()
		if i := slices.IndexFunc(d.Parked, func(p *Parked) bool { return p.Rev == m.Rev && p.Path == path }); i >= 0 {
			return d.Parked[i]
		}
		if w, changed := m.Was[name]; changed && w.To != "" {
			name = w.To
		}
	}
	return nil
}

// had tells whether a value stood there before the client deleted it.
func (p *Parked) had(path, value string) bool {
	return p != nil && slices.Contains(p.Gone, mark(path, value))
}

// merge keeps what was typed on an old page for a question that is asked no more.
func (p *Parked) merge(page Posting, rev int, posted answers) bool {
	changed := false
	if p.Fields == nil {
		p.Fields = map[string]*Field{}
	}
	for ending, value := range posted {
		f := p.Fields[ending]
		if f == nil {
			f = &Field{}
		}
		if f.merge(page, rev, value) {
			p.Fields[ending], changed = f, true
		}
	}
	return changed
}
