// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/web"
)

// tell says in words how far someone is, for the page and for its tab: a screen
// reader says the tab first, and first that something is to be looked at.
func (page *fillPage) tell(r *web.Request, f filledPage) {
	part, args := page.Part, map[string]any{"No": page.Part.No, "Of": page.Part.Of}
	where := ""
	switch layout := f.w.Outcome.Layout(); {
	case layout == assignment.Steps:
		where = r.Words.T("fill.step", args)
	case part.Of > 1:
		where = r.Words.T("fill.part", args)
	}
	page.At, page.Max = part.No, part.Of
	done, asked := f.w.Outcome.Done(f.page)
	if part.Of == 1 {
		page.At, page.Max = done, asked
	}
	page.Count = append(page.Count, where)
	if left := minutesLeft(f.w.Def.Minutes, part.No, part.Of); left > 0 && part.Of > 1 {
		page.Count = append(page.Count, r.Words.T("fill.left", map[string]any{"N": left}))
	}
	if done > 0 && asked > 1 {
		page.Count = append(page.Count, r.Words.T("fill.done", map[string]any{"Done": done, "N": asked}))
	}
	if where != "" {
		page.Title = where
	}
	if len(page.Open) > 0 {
		page.Title = r.Words.T("fill.look", map[string]any{"N": len(page.Open)})
	}
}

// minutesLeft is about how long the rest takes, this page included.
func minutesLeft(minutes, no, of int) int {
	if of == 0 {
		return 0
	}
	return (minutes*(of-no+1) + of - 1) / of
}
