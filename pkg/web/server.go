// SPDX-License-Identifier: EUPL-1.2

// Package web is what all doors share: the municipality of a request, the
// session, the guard on forms, limits, headers, embedding, and the one place
// where a failure becomes a page.
package web

import (
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"opgelucht/pkg/access"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/token"
	"opgelucht/pkg/view"
)

// maxBody bounds what one form may hold: far above the longest assignment.
const maxBody = "512K"

// MaxFile bounds what a file may hold, with the form around it. It is far below
// what is kept in memory while a form is read (32 MB), so that nothing of it is
// ever written to a disk on the way.
const MaxFile = 4 << 20

// FramePrefix stands before the addresses of pages shown inside a
// municipality's own page.
const FramePrefix = "/in"

// Parts are what a Server works with.
type Parts struct {
	Tenants  *tenant.Registry
	Words    *locale.Bundle
	Pages    *view.Set
	Static   *view.Static
	Sessions *access.Sessions
	Signer   *token.Signer
	FormKey  seal.Key // stamps forms of people without a session
	Log      *slog.Logger
	Now      func() time.Time
	Proxies  []*net.IPNet // whose word on the client's address is taken
	HTTPS    bool         // the world reaches us by https only: send HSTS
	Dev      bool
}

// Server serves the doors.
type Server struct {
	Echo  *echo.Echo
	parts Parts
	large map[string]bool // paths that take a file
	Codes *Limiter        // tries of access codes
	Signs *Limiter        // tries of staff signing in
	Opens *Limiter        // new cases
}

// How often one network may try. Libraries and community centres share one
// address, so this is generous; a code has 76 bits.
const (
	codesPerMinute = 10
	signsPerMinute = 10
	opensPerMinute = 20
	burst          = 10
)

// New makes a server with what every answer needs. Doors add their routes.
func New(p Parts) *Server {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	if len(p.Proxies) > 0 {
		options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
		for _, n := range p.Proxies {
			options = append(options, echo.TrustIPRange(n))
		}
		e.IPExtractor = echo.ExtractIPFromXFFHeader(options...)
	}
	s := &Server{
		Echo: e, parts: p, large: map[string]bool{},
		Codes: NewLimiter(codesPerMinute, burst, p.Now),
		Signs: NewLimiter(signsPerMinute, burst, p.Now),
		Opens: NewLimiter(opensPerMinute, 2*burst, p.Now),
	}
	e.HTTPErrorHandler = s.fail
	guard := http.NewCrossOriginProtection()
	e.Use(logged(p.Log, p.Now), recovered(p.Log), headers(p.HTTPS), s.limited(true, strconv.Itoa(MaxFile)+"B"), s.limited(false, maxBody),
		s.tenanted, crossOrigin(guard))
	s.static()
	return s
}

// limited bounds the bodies of the paths that take a file, or of all others.
func (s *Server) limited(large bool, limit string) echo.MiddlewareFunc {
	return middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{
		Skipper: func(c echo.Context) bool { return s.large[c.Path()] != large }, Limit: limit,
	})
}

// crossOrigin refuses posts that another site's page made.
func crossOrigin(guard *http.CrossOriginProtection) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := guard.Check(c.Request()); err != nil {
				return errForged()
			}
			return next(c)
		}
	}
}

// FrameOwn lets pages of ours be shown inside another page of ours. Only who
// looks at assignments on their own machine asks for it.
func (s *Server) FrameOwn() {
	s.Echo.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			allowFrames(c.Response().Header(), []string{"'self'; frame-src 'self'"})
			return next(c)
		}
	})
}

// static serves what never changes under its name: kept by browsers for ever.
func (s *Server) static() {
	s.Echo.GET("/static/:name", func(c echo.Context) error {
		f, ok := s.parts.Static.File(c.Param("name"))
		if !ok {
			return echo.ErrNotFound
		}
		h := c.Response().Header()
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Vary", "Accept-Encoding")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin") // also inside a municipality's page
		body := f.Body
		if acceptsGzip(c.Request()) && len(f.Gzip) > 0 {
			h.Set("Content-Encoding", "gzip")
			body = f.Gzip
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		return c.Blob(http.StatusOK, f.Type, body)
	})
}
