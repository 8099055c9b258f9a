// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
)

// Base makes what every page knows. The title stands in the tab and in the
// history of a device that others may use: it never says what this is about.
func (r *Request) Base(titleKey, place string) view.Base {
	b := view.Base{
		Lang: r.Language, Title: r.Words.T(titleKey, nil), Place: place, Framed: r.Framed, Number: r.Number(),
		Form:    view.Form{Token: r.FormToken(), Session: r.SessionField(), Handed: r.handed(), Owner: r.Owner()},
		Around:  view.Around{Tenant: r.Tenant.Name, Help: r.Tenant.Help, Links: r.Tenant.Links, Languages: r.otherLanguages()},
		Reading: r.reading(), Inside: r.Session != nil && r.Session.Client != nil, Posts: r.Request().URL.Path,
	}
	if r.Framed {
		b.Prefix = FramePrefix
	}
	if r.Session != nil && r.Session.Counsellor != nil {
		b.Around.Staff, b.Around.Shut = r.Session.Counsellor.Name, shutTo(r.Session.Counsellor.Role)
	}
	return b
}

// needs are the rights that places of the desk ask for.
var needs = map[string]access.Right{"list": access.MayOpen, "search": access.MayOpen, "shelf": access.MayTexts, "figures": access.MayFigures, "divide": access.MayDivide}

// shutTo names the places of the desk that are not for a role.
func shutTo(role access.Role) map[string]bool {
	shut := map[string]bool{}
	for place, right := range needs {
		shut[place] = !role.May(right)
	}
	return shut
}

func (r *Request) otherLanguages() []view.Language {
	var list []view.Language
	for _, l := range r.Tenant.Languages {
		if l != r.Language {
			list = append(list, view.Language{Code: l, Name: r.server.parts.Words.Printer(l).T("language.name", nil)})
		}
	}
	return list
}

// reading reads the choices that make reading easier; they hold nothing about
// a person and are kept in the browser only.
func (r *Request) reading() view.Reading {
	c, err := r.Cookie(cookieReading)
	if err != nil {
		return view.Reading{}
	}
	return view.Reading{Larger: strings.Contains(c.Value, "l"), Airy: strings.Contains(c.Value, "a")}
}

const cookieReading = "__Host-og-lees"

// KeepReading keeps the choices that make reading easier.
func (r *Request) KeepReading(c view.Reading) {
	value := ""
	if c.Larger {
		value += "l"
	}
	if c.Airy {
		value += "a"
	}
	cookie := r.cookie(cookieReading, value)
	if value == "" {
		cookie.MaxAge = -1
	}
	r.SetCookie(cookie)
}

// sheets are buffers that pages are rendered in, empty and used again.
var sheets = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// maxSheet is the largest buffer that is kept.
const maxSheet = 256 << 10

// wipe overwrites what a page said, before its buffer is another's.
func wipe(buf *bytes.Buffer) {
	clear(buf.Bytes())
	if buf.Cap() <= maxSheet {
		buf.Reset()
		sheets.Put(buf)
	}
}

// Show sends a page. It is rendered whole before anything is sent.
func (r *Request) Show(status int, name string, page view.Page) error {
	buf := sheets.Get().(*bytes.Buffer)
	defer wipe(buf)
	if err := r.server.parts.Pages.Render(buf, name, page); err != nil {
		return fault.Wrap("web.Show", err)
	}
	r.Response().Header().Set("Content-Language", r.Language)
	if r.Session != nil || r.Posted() || !acceptsGzip(r.Request()) {
		return r.HTMLBlob(status, buf.Bytes())
	}
	// Only pages that hold nothing of anyone's are compressed: the length of a
	// compressed secret beside something a stranger chose gives it away.
	var small bytes.Buffer
	zip := gzip.NewWriter(&small)
	if _, err := zip.Write(buf.Bytes()); err != nil {
		return fault.Wrap("web.Show", err)
	}
	if err := zip.Close(); err != nil {
		return fault.Wrap("web.Show", err)
	}
	r.Response().Header().Set("Content-Encoding", "gzip")
	r.Response().Header().Add("Vary", "Accept-Encoding")
	return r.HTMLBlob(status, small.Bytes())
}

// Status gives the status of a failure.
func Status(err error) int {
	switch fault.As(err).Kind {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Unauthorized:
		return http.StatusUnauthorized
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.Busy:
		return http.StatusServiceUnavailable
	case fault.Gone:
		return http.StatusGone
	default:
		return http.StatusInternalServerError
	}
}

// ErrorPage is what a reader sees when something failed.
type ErrorPage struct {
	view.Base
	Kind  string // key of the sentences: internal, notfound, busy …
	Wait  int    // seconds after which to try again; 0 for none
	Again string // where to go on

	Action string      // where to send once more what was typed; empty: nowhere
	Carry  []view.Pair // what was typed
	Typed  string      // a text that cannot be sent once more, to copy
}

// kinds of failures that have sentences of their own.
var errorKinds = []string{"internal", "notfound", "forged", "toomany", "busy", "gone", "body", "tenant", "conflict", "role"}

// kindOf names the sentences for a failure.
func kindOf(err error) string {
	f := fault.As(err)
	key, _, _ := strings.Cut(f.Key, ".")
	if slices.Contains(errorKinds, key) {
		return key
	}
	switch f.Kind {
	case fault.NotFound, fault.Unauthorized:
		return "notfound"
	case fault.Conflict:
		return "conflict"
	case fault.TooMany:
		return "toomany"
	case fault.Busy:
		return "busy"
	case fault.Gone:
		return "gone"
	case fault.Invalid:
		return "body"
	default:
		return "internal"
	}
}

// fail is the one place where a failure becomes an answer. It never shows what
// went wrong inside.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	typed := ""
	if big := (*echo.HTTPError)(nil); asHTTP(err, &big) && big.Code == http.StatusRequestEntityTooLarge {
		typed = tooLong(c)
	}
	err = own(err)
	f := fault.As(err)
	if f.RetryAfter > 0 {
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter/time.Second)))
	}
	r, ok := c.Get(keyRequestOf).(*Request)
	if !ok || r.Words == nil {
		r = s.stranger(c)
	}
	if c.Request().Method == http.MethodHead {
		_ = c.NoContent(Status(err)) // nothing more can be done for this reader
		return
	}
	page := ErrorPage{Base: r.Base("error.title", ""), Kind: kindOf(err), Wait: int(f.RetryAfter / time.Second), Again: "/", Typed: typed}
	if r.Session != nil && r.Session.Client != nil {
		page.Again = "/vandaag"
	} else if r.route.Staff || r.route.Who == Counsellor {
		page.Again = "/werkplek"
	}
	r.keepTyped(&page)
	if err := r.Show(Status(err), "error/error", page); err != nil {
		_ = c.String(http.StatusInternalServerError, "Het ging mis bij ons. Probeer het over 5 minuten nog eens.\n") // the page itself failed
	}
}

// keepTyped gives back what was typed. A form that was not ours is never made
// ready to be sent once more; its text is only shown.
func (r *Request) keepTyped(page *ErrorPage) {
	if !r.Posted() || r.route.Do == nil || r.route.Staff {
		return
	}
	switch page.Kind {
	case "internal", "busy", "toomany", "conflict":
		page.Action, page.Carry = r.Request().URL.Path, r.Carried()
	case "forged":
		page.Typed = r.Field("bericht")
	}
}

// own turns echo's own failures into ours.
func own(err error) error {
	var e *echo.HTTPError
	if !asHTTP(err, &e) {
		return err
	}
	switch e.Code {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return fault.New(fault.NotFound, "")
	case http.StatusRequestEntityTooLarge:
		return fault.New(fault.Invalid, "body")
	default:
		return fault.New(fault.Internal, "")
	}
}

// stranger makes a Request for a reader of no route.
func (s *Server) stranger(c echo.Context) *Request {
	t := tenantOf(c)
	if t == nil {
		return s.nobody(c)
	}
	r := &Request{Context: c, Tenant: t, server: s}
	r.speak()
	return r
}

// Health answers machines: alive, and ready to serve.
func (s *Server) Health(ready func(context.Context) error) {
	s.Echo.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	s.Echo.GET("/readyz", func(c echo.Context) error {
		if err := ready(c.Request().Context()); err != nil {
			return c.String(http.StatusServiceUnavailable, "not ready\n")
		}
		return c.String(http.StatusOK, "ok\n")
	})
}
