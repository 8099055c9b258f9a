// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
)

// Who may use a route.
type Who int

// The people a route can be for.
const (
	Anyone     Who = iota
	Client         // with an open session
	Counsellor     // with an open session
	SettingUp      // a counsellor who chooses password and second factor
)

// Handler answers one request; an error becomes a page in one place.
type Handler func(*Request) error

// Route is one address of a door. All routes of a door stand in one list, so
// that a test can try each of them in every wrong way.
type Route struct {
	Method string
	Path   string
	Who    Who
	Right  access.Right // that a counsellor needs; empty for none
	Do     Handler
	Embed  bool // also answers inside a municipality's page
	Staff  bool // belongs to the desk, though anyone may come
	Open   bool // a post that changes nothing of anyone's: needs no form token

	Large bool // takes a file: its body may be MaxFile long, and stays in memory

	Handover bool // takes the session from the form before the cookie
	Late     bool // answers a form that is too old itself, to keep what was typed
}

// Add serves the routes of a door. Without a session, routes for people who
// entered give way to outside, which keeps what was typed.
func (s *Server) Add(routes []Route, outside Handler) {
	for _, route := range routes {
		s.Echo.Add(route.Method, route.Path, s.handle(route, outside, false))
		s.large[route.Path], s.large[FramePrefix+route.Path] = route.Large, route.Large
		if route.Embed {
			s.Echo.Add(route.Method, FramePrefix+route.Path, s.handle(route, outside, true))
		}
	}
}

func (s *Server) handle(route Route, outside Handler, framed bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := &Request{Context: c, Tenant: tenantOf(c), Framed: framed, route: route, server: s}
		c.Set(keyRequestOf, r)
		if framed {
			if len(r.Tenant.Embedders) == 0 {
				return fault.New(fault.NotFound, "")
			}
			allowFrames(c.Response().Header(), r.Tenant.Embedders)
		}
		if err := r.begin(); err != nil {
			return err
		}
		if !r.admitted() {
			return outside(r)
		}
		if route.Right != "" && !r.Counsellor().Role.May(route.Right) {
			return fault.New(fault.NotFound, "role.lacks")
		}
		if route.Method == http.MethodPost && !route.Open {
			if err := r.checkForm(); err != nil {
				if !route.Late || r.Session != nil {
					return err
				}
				r.late = true
			}
		}
		return route.Do(r)
	}
}

// keyRequestOf holds the Request, so that the error page knows the reader.
const keyRequestOf = "opgelucht"

// begin reads the form, the language and the session.
func (r *Request) begin() error {
	r.speak()
	if r.Posted() {
		if _, err := r.FormParams(); err != nil {
			return fault.New(fault.Invalid, "body")
		}
		r.speak()
	}
	return r.enter()
}

func (r *Request) admitted() bool {
	switch r.route.Who {
	case Client:
		return r.Session != nil && r.Session.Client != nil
	case Counsellor:
		return r.Session != nil && r.Session.Counsellor != nil
	case SettingUp:
		return r.Session != nil && r.Session.SetUp != nil
	default:
		return true
	}
}

// speak chooses the language: asked for just now, chosen before, or what the
// browser prefers among what the municipality offers.
func (r *Request) speak() {
	if c, ok := r.Request().Context().Value(carriedKey{}).(carried); ok {
		r.Language = c.language
	} else if c, err := r.Cookie(cookieLanguage); err == nil && r.offers(c.Value) {
		r.Language = c.Value
	} else if r.Language == "" {
		r.Language = r.server.parts.Words.Match(r.Request().Header.Get("Accept-Language"), r.Tenant.Languages)
	}
	if r.Posted() && r.Request().PostForm != nil && r.offers(r.Request().PostForm.Get(fieldSpoken)) {
		r.Language = r.Request().PostForm.Get(fieldSpoken)
	}
	if asked := r.askedLanguage(); asked != "" {
		r.Language = asked
		r.SetCookie(r.cookie(cookieLanguage, asked))
	}
	r.Words = r.server.parts.Words.Printer(r.Language)
}

// Choose changes the language, for this answer and those that follow.
func (r *Request) Choose(language string) {
	if !r.offers(language) {
		return
	}
	r.Language, r.Words = language, r.server.parts.Words.Printer(language)
	r.SetCookie(r.cookie(cookieLanguage, language))
}

func (r *Request) askedLanguage() string {
	if !r.Posted() || r.Request().PostForm == nil {
		return ""
	}
	if l := r.Request().PostForm.Get(FieldLanguage); r.offers(l) {
		return l
	}
	return ""
}

// Translating tells whether the post only asks for another language.
func (r *Request) Translating() bool { return r.askedLanguage() != "" }

func (r *Request) offers(language string) bool {
	for _, l := range r.Tenant.Languages {
		if l == language {
			return true
		}
	}
	return false
}
