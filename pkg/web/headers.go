// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// policy is the Content-Security-Policy of every page, but for who may frame it:
// nothing from elsewhere, nothing inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors "

// nothing of the browser that we do not need, for us or for whoever frames us.
const permissions = "accelerometer=(), ambient-light-sensor=(), autoplay=(), battery=(), browsing-topics=(), camera=(), " +
	"display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), " +
	"xr-spatial-tracking=(), interest-cohort=()"

// headers sets what every answer carries. Pages are never cached and never
// framed; embed changes the latter for the client's pages of a municipality
// that allows it.
func headers(hsts bool) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			h := c.Response().Header()
			h.Set("Content-Security-Policy", policy+"'none'")
			h.Set("X-Frame-Options", "DENY")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Embedder-Policy", "require-corp")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("Permissions-Policy", permissions)
			h.Set("Cache-Control", "no-store")
			h.Set("X-Robots-Tag", "noindex, noarchive")
			if hsts {
				h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
			}
			return next(c)
		}
	}
}

// allowFrames lets exactly these origins frame the answer.
func allowFrames(h http.Header, origins []string) {
	h.Set("Content-Security-Policy", policy+strings.Join(origins, " "))
	h.Del("X-Frame-Options")
	h.Del("Cross-Origin-Opener-Policy") // a frame has no opener of its own
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}
