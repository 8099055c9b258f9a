// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"net/http"
	"strings"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/view"
)

// Story is one page in one state, with sample data: to look at while building
// it, and for tests that look at every page. Only development serves them.
type Story struct {
	ID    string // "start-empty", once in its door
	Page  string // "portal/start", the template
	Title string // which state this is
	Show  Handler
}

// Door names the folder of the page: "portal".
func (s Story) Door() string {
	door, _, _ := strings.Cut(s.Page, "/")
	return door
}

// StoryOf makes a story of a page that is made when it is asked for.
func StoryOf(id, name, title string, page func() view.Page) Story {
	return Story{ID: id, Page: name, Title: title, Show: func(r *Request) error { return r.Show(http.StatusOK, name, page()) }}
}

// At gives the request as it would be at another moment.
func (r *Request) At(t time.Time) *Request {
	c := *r
	c.shown = t
	return &c
}

// As gives the request as if this session were open; nil is nobody's.
func (r *Request) As(s *access.Session) *Request {
	q := *r
	q.Session = s
	return &q
}

// Stories shows a failure of every kind, and what comes with it.
func Stories(r *Request) []Story {
	var list []Story
	for _, kind := range errorKinds {
		reader := r.As(nil)
		if kind == "tenant" {
			reader = r.server.nobody(r.Context)
			reader.Language, reader.Words = r.Language, r.Words
		}
		list = append(list, failed("error-"+kind, "The failure \""+kind+"\"", reader, ErrorPage{Kind: kind, Again: "/"}))
	}
	client := r.As(&access.Session{Client: &access.Client{}})
	typed := []view.Pair{{Name: carriedTo, Value: "/gesprek"}, {Name: "bericht", Value: "Ik wil nog één ding vertellen."}}
	return append(list,
		failed("error-wait", "Too many tries: how long to wait, and what was typed goes along", r.As(nil), ErrorPage{
			Kind: "toomany", Wait: int(time.Minute / time.Second), Again: "/", Action: "/begin", Carry: typed,
		}),
		failed("error-typed", "A form that was too old: the text to copy", client, ErrorPage{Kind: "forged", Again: "/vandaag", Typed: typed[1].Value}),
		failed("error-inside", "Something changed meanwhile, for someone who came in", client, ErrorPage{
			Kind: "conflict", Again: "/vandaag", Action: "/gesprek", Carry: typed,
		}),
	)
}

// failed makes the story of a failure as this reader meets it.
func failed(id, title string, reader *Request, page ErrorPage) Story {
	return StoryOf(id, "error/error", title, func() view.Page {
		page.Base = reader.Base("error.title", "")
		return page
	})
}
