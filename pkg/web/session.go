// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"context"
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
)

// Names of the cookies. Embedded sessions have a name and a jar of their own: a
// partitioned cookie is invisible to the same page in a window of its own.
const (
	cookieClient   = "__Host-og"
	cookieFramed   = "__Host-og-in"
	cookieStaff    = "__Host-og-desk"
	cookieLanguage = "__Host-og-taal"
)

// carriedKey hands what a form post carried to the page that answers it, within
// one request.
type carriedKey struct{}

type carried struct {
	session  *access.Session
	language string
}

func (r *Request) cookieName() string {
	switch {
	case r.route.Who == Counsellor || r.route.Who == SettingUp || r.route.Staff:
		return cookieStaff
	case r.Framed:
		return cookieFramed
	default:
		return cookieClient
	}
}

// enter finds the session of a request: by cookie, or by form field where the
// browser keeps no cookie.
func (r *Request) enter() error {
	if c, ok := r.Request().Context().Value(carriedKey{}).(carried); ok {
		r.Session, r.ByField = c.session, true
		return nil
	}
	if r.route.Handover && r.Posted() && r.FormValue(FieldSession) != "" {
		return r.read(r.FormValue(FieldSession))
	}
	signed := ""
	if c, err := r.Cookie(r.cookieName()); err == nil {
		signed = c.Value
	} else if r.Posted() && !r.route.Staff {
		signed, r.ByField = r.FormValue(FieldSession), true
	}
	if signed == "" {
		r.ByField = false
		return nil
	}
	return r.read(signed)
}

// read opens the session of a signed token. One that ended leaves the reader
// without a session; only our own failures are errors.
func (r *Request) read(signed string) error {
	ticket, err := r.server.parts.Signer.Read(signed, r.Tenant.ID)
	if err != nil {
		return nil // not ours, another municipality's or too old: nobody entered
	}
	session, err := r.server.parts.Sessions.Read(r.Request().Context(), ticket)
	if err != nil && !fault.Is(err, fault.Unauthorized) {
		return err
	}
	r.Session = session
	return nil
}

// Open gives the browser its half of a new session, and ends the one that it
// held until now: nobody could leave that any more.
func (r *Request) Open(s *access.Session) error {
	if r.Session != nil {
		if err := r.server.parts.Sessions.End(r.Request().Context(), r.Session.Ticket); err != nil {
			return err
		}
	}
	signed, err := r.server.parts.Signer.Sign(s.Ticket)
	if err != nil {
		return fault.Wrap("web.Open", err)
	}
	r.Session = s
	r.SetCookie(r.cookie(r.cookieName(), signed))
	// Until the browser shows that it keeps cookies, the session also travels in
	// the forms: whoever sends a first message must see their code, whatever
	// the browser is set to.
	r.ByField = !r.route.Staff && (r.Framed || len(r.Cookies()) == 0)
	return nil
}

// cookie makes a cookie that ends with the browser window. In a frame of
// another site it must be partitioned.
func (r *Request) cookie(name, value string) *http.Cookie {
	c := &http.Cookie{Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if r.Framed {
		c.SameSite, c.Partitioned = http.SameSiteNoneMode, true
	}
	return c
}

// Leave ends the session and clears what the browser holds of it.
func (r *Request) Leave() error {
	if r.Session != nil {
		if err := r.server.parts.Sessions.End(r.Request().Context(), r.Session.Ticket); err != nil {
			return err
		}
		r.Session = nil
	}
	c := r.cookie(r.cookieName(), "")
	c.MaxAge = -1
	r.SetCookie(c)
	return nil
}

// SessionField is the session as a hidden form field, for a frame that may keep
// no cookie; empty where the cookie works.
func (r *Request) SessionField() string {
	if !r.ByField || r.Session == nil {
		return ""
	}
	signed, err := r.server.parts.Signer.Sign(r.Session.Ticket)
	if err != nil {
		return ""
	}
	return signed
}

// handed is the session as a hidden field of the one form that opens it in a
// window of its own, where the cookie of the frame is not sent.
func (r *Request) handed() string {
	if !r.Framed || r.Session == nil {
		return ""
	}
	signed, err := r.server.parts.Signer.Sign(r.Session.Ticket)
	if err != nil {
		return ""
	}
	return signed
}

// show answers a post with a page of ours, as if the reader had been sent there.
func (s *Server) show(r *Request, to string) error {
	ctx := context.WithValue(r.Request().Context(), carriedKey{}, carried{session: r.Session, language: r.Language})
	next, err := http.NewRequestWithContext(ctx, http.MethodGet, r.Path(to), nil)
	if err != nil {
		return fault.Wrap("web.show", err)
	}
	next.Host, next.RemoteAddr = r.Request().Host, r.Request().RemoteAddr
	next.Header = r.Request().Header.Clone()
	next.Header.Del("Content-Type")
	next.Header.Del("Content-Length")
	c := s.Echo.NewContext(next, r.Response())
	c.Set(keyTenant, r.Tenant)
	c.Set(keyRequest, r.Number())
	s.Echo.Router().Find(http.MethodGet, next.URL.Path, c)
	return c.Handler()(c)
}
