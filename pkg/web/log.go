// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"opgelucht/pkg/fault"
)

// allowed are the only fields that may stand in the log. Nothing a person
// wrote, no address, no browser and no id can get in by a field of another name.
var allowed = map[string]bool{
	"time": true, "level": true, "msg": true, "method": true, "route": true, "status": true, "ms": true,
	"tenant": true, "request": true, "kind": true, "at": true, "address": true, "n": true, "version": true,
}

// LogHandler lets only allowed fields through, in groups as well, and of those
// only plain words, numbers and moments: whatever else there is can hold text.
type LogHandler struct{ slog.Handler }

// Handle drops every field that is not on the list.
func (l LogHandler) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, r.Message, r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(permitted([]slog.Attr{a})...)
		return true
	})
	return l.Handler.Handle(ctx, clean)
}

// WithAttrs drops every field that is not on the list.
func (l LogHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return LogHandler{l.Handler.WithAttrs(permitted(attrs))}
}

// WithGroup keeps the list in force inside a group, whose name counts as well.
func (l LogHandler) WithGroup(name string) slog.Handler {
	if !allowed[name] {
		return l
	}
	return LogHandler{l.Handler.WithGroup(name)}
}

// permitted gives what of these fields may stand in the log.
func permitted(attrs []slog.Attr) []slog.Attr {
	var clean []slog.Attr
	for _, a := range attrs {
		if !allowed[a.Key] {
			continue
		}
		switch a.Value = a.Value.Resolve(); a.Value.Kind() {
		case slog.KindAny:
			continue
		case slog.KindGroup:
			a.Value = slog.GroupValue(permitted(a.Value.Group())...)
		}
		clean = append(clean, a)
	}
	return clean
}

// requests numbers requests, so that a person can name a failure to us without
// saying who they are.
var requests atomic.Uint64

func nextRequest() string {
	const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	n := requests.Add(1)
	var b [4]byte
	for i := range b {
		b[len(b)-1-i] = letters[n%uint64(len(letters))]
		n /= uint64(len(letters))
	}
	return string(b[:])
}

// logged writes one line a request: the pattern of the route, never the address.
func logged(log *slog.Logger, now func() time.Time) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			begun := now()
			number := nextRequest()
			c.Set(keyRequest, number)
			err := next(c)
			if err != nil {
				c.Error(err)
			}
			route := c.Path()
			if route == "" {
				route = "none"
			}
			level, fields := slog.LevelInfo, []any{
				"method", method(c.Request()), "route", route, "status", c.Response().Status,
				"ms", now().Sub(begun).Milliseconds(), "tenant", tenantName(c), "request", number,
			}
			if c.Response().Status >= 500 {
				level = slog.LevelError
				fields = append(fields, "kind", cause(err))
			}
			log.Log(c.Request().Context(), level, "request", fields...)
			return nil
		}
	}
}

// method names the method, when it is one: a client can send any word as that.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// place is how a failure of ours begins: the package and what it was doing.
var place = regexp.MustCompile(`^(access|app|assignment|casework|catalog|desk|portal|seal|store|token|view|web)\.\w+( [a-z]+)?$`)

// cause names the place where an internal failure came up, without what the
// driver said: that can hold values. Our own place comes first in every wrapped error.
func cause(err error) string {
	if err == nil {
		return ""
	}
	f := fault.As(err)
	from, _, _ := strings.Cut(err.Error(), ":")
	if !place.MatchString(from) {
		from = "unknown"
	}
	return f.Kind.String() + " " + from
}

// recovered turns a panic into a failure and logs where it happened: functions
// and lines, without values.
func recovered(log *slog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			defer func() {
				if p := recover(); p != nil {
					log.Error("panic", "at", stack(), "route", c.Path())
					err = fault.New(fault.Internal, "")
				}
			}()
			return next(c)
		}
	}
}

func stack() string {
	pcs := make([]uintptr, 24)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	var b strings.Builder
	for {
		f, more := frames.Next()
		if strings.Contains(f.Function, "opgelucht") {
			fmt.Fprintf(&b, "%s:%d ", f.Function[strings.LastIndex(f.Function, "/")+1:], f.Line)
		}
		if !more {
			return strings.TrimSpace(b.String())
		}
	}
}
