// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"slices"
	"time"

	"opgelucht/pkg/library"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// sampleRead is the page of the library that stories show.
const sampleRead = 1

func (s stage) readStories() []web.Story {
	read := func(id, title string, r *web.Request, from way, change func(*library.Page)) web.Story {
		return played(id, "read", title, func() error {
			one, _ := s.shelf.Library.Page(r.Language, sampleRead)
			change(&one)
			return s.showRead(r, one, from)
		})
	}
	nothing := func(p *library.Page) { p.Review = s.out.Now().AddDate(0, 6, 0) }
	return []web.Story{
		played("library", "library", "Every page by topic", func() error { return s.library(s.out) }),
		played("library-inside", "library", "For someone who came in, inside a municipality's page", func() error { return s.library(framed(s.in)) }),
		played("register", "register", "Every word", func() error { return s.register(s.out) }),
		read("read-plain", "A page, for anyone", s.out, way{}, nothing),
		read("read-task", "A page, on the way from an assignment", s.in, way{task: 1, page: "home"}, nothing),
		read("read-framed", "A page inside a municipality's page, without cookies", framed(s.in), way{}, nothing),
		read("read-late", "A page that somebody had to read again", s.out, way{}, func(p *library.Page) { p.Review = s.out.Now().AddDate(0, 0, -1) }),
		read("read-pending", "A page that is still to be held beside its sources", s.out, way{}, func(p *library.Page) {
			nothing(p)
			unread(p)
		}),
		read("read-pending-late", "A page that had to be held beside its sources by now", s.out, way{}, func(p *library.Page) {
			p.Review = s.out.Now().AddDate(0, 0, -1)
			unread(p)
		}),
		story("task-read", "task", "With something to read about it", func() view.Page {
			def, _ := s.shelf.Assignment("spoedcheck", s.in.Language)
			return taskPage{
				Base: s.in.Base("tab.task", ""), Heading: def.Title, Why: def.Why, Minutes: def.Minutes, Prepare: def.Prepare, No: 1,
				Begin: fillPath(1, "", ""), Button: "begin", Read: s.reading(s.in, def.Read, way{task: 1}),
			}
		}),
	}
}

// unread makes a page one that nobody held beside its sources; those on the shelf
// stay as they are.
func unread(p *library.Page) {
	p.Checked, p.Sources = time.Time{}, slices.Clone(p.Sources)
	p.Sources[0].Date = time.Time{}
}
