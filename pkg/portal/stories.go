// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"slices"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// Stories shows every page of the door in every state that matters. The request
// brings language, municipality and time; nothing is read or kept.
func Stories(r *web.Request, shelf *catalog.Shelf) []web.Story {
	s := stage{
		Portal: &Portal{shelf: shelf, cases: casework.New(casework.Parts{Catalog: shelf, Now: r.Now})}, shelf: shelf, out: r.As(nil), in: r.As(&access.Session{Client: &access.Client{}}),
		promise: r.Tenant.Calendar().Promise(r.Now(), r.Tenant.AnswerWorkdays),
	}
	return gathered(slices.Concat(
		s.startStories(), s.codeStories(), s.backStories(), s.todayStories(), s.talkStories(), s.taskStories(), s.versionStories(),
		s.fillStories(), s.paperStories(), s.knownStories(), s.knownReviews(), s.sheetStories(), s.saidStories(), s.dossierStories(), s.correctStories(), s.takeStories(), s.bringStories(), s.plainStories(), s.readStories(),
	))
}

// gathered puts the stories of one page together, in the order in which pages come
// first.
func gathered(list []web.Story) []web.Story {
	first := map[string]int{}
	for i, one := range slices.Backward(list) {
		first[one.Page] = i
	}
	slices.SortStableFunc(list, func(a, b web.Story) int { return first[a.Page] - first[b.Page] })
	return list
}

// stage is the door without anything behind it, and its readers.
type stage struct {
	*Portal
	shelf   *catalog.Shelf
	out, in *web.Request // someone who did not come in, and someone who did
	promise time.Time
}

func story(id, name, title string, page func() view.Page) web.Story {
	return web.StoryOf(id, "portal/"+name, title, page)
}

// played is a story of a page that the door itself shows.
func played(id, name, title string, show func() error) web.Story {
	return web.Story{ID: id, Page: "portal/" + name, Title: title, Show: func(*web.Request) error { return show() }}
}

// framed is a reader inside a municipality's page, whose browser keeps no cookie.
func framed(r *web.Request) *web.Request {
	q := *r
	q.Framed, q.ByField = true, true
	return &q
}

// sentence is what a form says of a failure.
func (s stage) sentence(err error) string {
	text, _ := saying(s.in, err)
	return text
}

const (
	sampleNick   = "Merel"
	sampleName   = "Sanne"
	sampleText   = "Ik maak mijn post niet meer open. Er ligt een hele stapel, en ik durf niet meer te kijken."
	sampleDraft  = "Ik heb de eerste twee brieven opengemaakt. Dat viel mee."
	sampleNumber = "Mijn BSN is 123456782. Kun je daar iets mee?"
)

// sampleNumbers has a number of every sort that is stopped.
func sampleNumbers() string {
	return "BSN 123456782, rekening NL12 BANK 0123 4567 89, pas 4111 1111 1111 1111, en mijn code is " + groups(sampleCode()) + "."
}

// sampleCode is a code that opens nothing: it only looks right.
func sampleCode() []string {
	const digits = "48213907556120384417236"
	all := digits + string(disclosure.CheckDigit(digits))
	var list []string
	for i := 0; i < len(all); i += 4 {
		list = append(list, all[i:i+4])
	}
	return list
}

// halt is what a text with numbers gives.
func (s stage) halt(r *web.Request, text, action string) *stopped {
	return stoppedBy(r, fault.At("bericht", "message.numbers", map[string]any{"N": len(disclosure.Find(text))}), text, action)
}

func (s stage) startStories() []web.Story {
	start := func(id, title string, r *web.Request, change func(*startPage)) web.Story {
		return story(id, "start", title, func() view.Page {
			page := startPage{Base: r.Base("tab.start", ""), Promised: s.promise}
			page.Form.Own, page.Posts = true, r.Path("/begin")
			change(&page)
			return page
		})
	}
	return []web.Story{
		start("start-empty", "Empty", s.out, func(*startPage) {}),
		start("start-error", "With a sentence, and what was typed", s.out, func(p *startPage) {
			p.Typed, p.Error = sampleText, s.sentence(&fault.Fault{Kind: fault.TooMany, RetryAfter: time.Minute})
		}),
		start("start-long", "A text that is too long", s.out, func(p *startPage) {
			p.Typed, p.Error = sampleText, s.sentence(fault.At("bericht", "message.long", map[string]any{"N": 12}))
		}),
		start("start-stopped", "Stopped: a BSN", s.out, func(p *startPage) { p.Stopped = s.halt(s.out, sampleNumber, "/begin") }),
		start("start-stopped-all", "Stopped: a number of every sort", s.out, func(p *startPage) {
			p.Stopped = s.halt(s.out, sampleNumbers(), "/begin")
		}),
		start("start-framed", "Inside a municipality's page", framed(s.out), func(*startPage) {}),
		start("start-silent", "A municipality without a phone or other languages", s.out, func(p *startPage) { p.Around = view.Around{Tenant: p.Around.Tenant} }),
	}
}

func (s stage) codeStories() []web.Story {
	code := func() view.Page {
		return codePage{Base: s.in.Base("tab.code", ""), Groups: sampleCode(), Promised: s.promise}
	}
	keep := func(id, title string, page keepPage) web.Story {
		return story(id, "keep", title, func() view.Page {
			page.Base = s.in.Base("tab.code", "")
			page.Form.Own, page.Posts = true, s.in.Path("/code")
			return page
		})
	}
	return []web.Story{
		story("code", "code", "The code, once", code),
		story("card", "card", "A card to print", code),
		keep("keep-plain", "Empty", keepPage{CanSkip: true}),
		keep("keep-wrong", "Wrong digits, and skipped once already", keepPage{Typed: "0000", Error: s.sentence(fault.At("laatste", "code.last", nil))}),
	}
}

func (s stage) backStories() []web.Story {
	typo := sampleCode()
	typo[5] = typo[5][1:] + typo[5][:1]
	back := func(id, title string, page backPage) web.Story {
		return story(id, "back", title, func() view.Page {
			page.Base = s.out.Base("tab.back", "")
			page.Form.Own, page.Posts = true, s.out.Path("/terug")
			return page
		})
	}
	wrong := func(typed string) string {
		_, err := access.ParseCode(typed)
		return s.sentence(err)
	}
	return []web.Story{
		back("back-plain", "Empty", backPage{}),
		back("back-typo", "A typing error", backPage{Error: wrong(groups(typo))}),
		back("back-short", "Digits are missing", backPage{Error: wrong(groups(typo[:4]))}),
		back("back-carried", "The session ended while writing", backPage{
			Carried: sampleDraft, Hidden: []view.Pair{{Name: "heen", Value: "/gesprek"}},
		}),
		back("back-answers", "The session ended while filling in", backPage{Typed: true, Hidden: []view.Pair{{Name: "heen", Value: "/opdracht/1/vul"}}}),
	}
}

func (s stage) plainStories() []web.Story {
	nick, long := sampleNick, sampleNick+" met een naam die langer is dan op de lijst past"
	return []web.Story{
		played("safe-outside", "safe", "For someone who did not come in", func() error { return s.showSafe(s.out, http.StatusOK, nil, "") }),
		played("safe-inside", "safe", "For someone who came in", func() error { return s.showSafe(s.in, http.StatusOK, &nick, "") }),
		played("safe-error", "safe", "A name that is too long", func() error {
			return s.showSafe(s.in, http.StatusOK, &long, s.sentence(fault.At("bijnaam", "nick.long", map[string]any{"N": 24})))
		}),
		played("know", "know", "What we know of you", func() error { return s.know(s.out) }),
		played("recipe", "recipe", "Where \"leave quickly\" goes", func() error { return s.recipe(s.out) }),
	}
}

// ago is a moment some days back, by day.
func (s stage) ago(days, hour, minute int) time.Time {
	t := s.in.Now().In(zone).AddDate(0, 0, -days)
	return time.Date(t.Year(), t.Month(), t.Day(), hour, minute, 0, 0, zone)
}

// due is a working day ahead.
func (s stage) due(workdays int) casework.Date {
	return casework.DateOf(s.in.Tenant.Calendar().AddWorkdays(s.in.Now(), workdays))
}
