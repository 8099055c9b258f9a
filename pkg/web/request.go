// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/view"
)

// Names of what a request carries in echo's context.
const (
	keyRequest = "request"
	keyTenant  = "tenant"
)

// Names of form fields that every door shares.
const (
	FieldForm     = "vorm"    // proves that the form came from our own page
	FieldSession  = "sleutel" // the session, where a frame may keep no cookie
	FieldLanguage = "taal"    // changes the language, keeps what was typed

	fieldOwner  = "van"    // whose form it was
	fieldSpoken = "spreek" // the language of the page, where no cookie keeps it
)

// Request is one request of one reader of one municipality.
type Request struct {
	echo.Context
	Tenant   *tenant.Tenant
	Words    *locale.Printer
	Language string
	Session  *access.Session // nil for someone who did not enter
	Framed   bool            // shown inside a municipality's page
	ByField  bool            // the session came by a form field: no cookie was kept
	route    Route
	server   *Server
	late     bool      // the form was too old, or not ours
	shown    time.Time // the moment at which a story is told; zero for now
}

// Client gives the client of the session. Only routes for clients may ask.
func (r *Request) Client() access.Client { return *r.Session.Client }

// Counsellor gives the counsellor of the session. Only routes for counsellors may ask.
func (r *Request) Counsellor() access.Counsellor { return *r.Session.Counsellor }

// Now is the moment of the request.
func (r *Request) Now() time.Time {
	if !r.shown.IsZero() {
		return r.shown
	}
	return r.server.parts.Now()
}

// Path gives an address of ours as this reader must follow it: inside a frame
// it stays inside.
func (r *Request) Path(p string) string {
	if r.Framed && strings.HasPrefix(p, "/") && r.route.Embed {
		return FramePrefix + p
	}
	return p
}

// Speak gives the words of another language, for texts that someone else reads.
func (r *Request) Speak(lang string) *locale.Printer { return r.server.parts.Words.Printer(lang) }

// FormValue gives a form field out of the body of a post, and never out of the
// address: what is typed, and what opens anything, has no business there.
func (r *Request) FormValue(name string) string { return r.Request().PostFormValue(name) }

// Field gives what was typed in a form field.
func (r *Request) Field(name string) string { return r.FormValue(name) }

// Form gives the whole form that was posted.
func (r *Request) Form() url.Values {
	if _, err := r.FormParams(); err != nil {
		return url.Values{}
	}
	return r.Request().PostForm
}

// TooLate tells that the form was made too long ago, or not by us: nothing may be
// done with it but show it again.
func (r *Request) TooLate() bool { return r.late }

// Later tells the browser when to try again, for a page that shows the failure
// itself.
func (r *Request) Later(err error) {
	if f := fault.As(err); f.RetryAfter > 0 {
		r.Response().Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter/time.Second)))
	}
}

// Carried gives what was typed, but for fields with these names and our own, to
// stand in another form while the reader signs in again.
func (r *Request) Carried(without ...string) []view.Pair {
	skip := append(without, FieldForm, FieldSession, FieldLanguage, fieldSpoken, carriedTo)
	to := r.Field(carriedTo)
	if to == "" {
		to = r.Request().URL.Path
	}
	pairs := []view.Pair{{Name: carriedTo, Value: to}}
	form := r.Form()
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if slices.Contains(skip, name) {
			continue
		}
		for _, value := range form[name] {
			pairs = append(pairs, view.Pair{Name: name, Value: value})
		}
	}
	return pairs
}

// carriedTo names where what was typed belongs.
const carriedTo = "heen"

// CarriedTo gives the address that what was typed belongs to.
func (r *Request) CarriedTo() string {
	if to := r.Field(carriedTo); to != "" {
		return strings.TrimPrefix(to, FramePrefix)
	}
	return strings.TrimPrefix(r.Request().URL.Path, FramePrefix)
}

// Posted tells whether a form was sent.
func (r *Request) Posted() bool { return r.Request().Method == http.MethodPost }

// Number names the request, for a reader who wants to tell us of a failure.
func (r *Request) Number() string {
	n, _ := r.Get(keyRequest).(string)
	return n
}

// Go sends the reader on to another page of ours. Without a cookie the page is
// shown at once, because a redirect would lose the session.
func (r *Request) Go(to string) error {
	if !r.ByField {
		return r.Redirect(http.StatusSeeOther, r.Path(to))
	}
	return r.server.show(r, to)
}

// FormToken is the hidden value that proves a form to be our own.
func (r *Request) FormToken() string {
	if r.Session != nil {
		return encode(r.Session.Ticket.FormToken())
	}
	return r.server.stamp(r.Now())
}

// Owner tells the forms of one client from those of another and says nothing of
// either; empty without a client.
func (r *Request) Owner() string {
	if r.Session == nil || r.Session.Client == nil {
		return ""
	}
	return encode(r.server.parts.FormKey.MAC([]byte("owner"), []byte(r.Session.Client.ID))[:9])
}

// FromAnother tells whether what was typed and carried along belongs to someone
// else than who signed in with it: a device can have two of them.
func (r *Request) FromAnother() bool {
	return r.Field(fieldOwner) != "" && r.Field(fieldOwner) != r.Owner()
}

// formLife is how long a form without a session may stay open.
const formLife = 12 * time.Hour

// stamp makes the token of a form for someone without a session: its moment,
// signed.
func (s *Server) stamp(at time.Time) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(at.Unix()))
	return encode(append(b, s.parts.FormKey.MAC([]byte("form"), b)[:16]...))
}

// checkForm refuses a form that our own page did not make.
func (r *Request) checkForm() error {
	got, err := base64.RawURLEncoding.DecodeString(r.FormValue(FieldForm))
	if err != nil {
		return errForged()
	}
	if r.Session != nil {
		if !seal.Equal(got, r.Session.Ticket.FormToken()) {
			return errForged()
		}
		return nil
	}
	if len(got) != 8+16 || !seal.Equal(got[8:], r.server.parts.FormKey.MAC([]byte("form"), got[:8])[:16]) {
		return errForged()
	}
	age := r.Now().Sub(time.Unix(int64(binary.BigEndian.Uint64(got)), 0))
	if age > formLife || age < -time.Minute {
		return errForged()
	}
	return nil
}

// errForged is the answer to a form that was not ours, or too old.
func errForged() error { return fault.New(fault.Invalid, "forged") }

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// Fingerprint tells two forms apart without keeping what was in them.
func Fingerprint(text string) string {
	h := sha256.Sum256([]byte(text))
	return encode(h[:9])
}

// tenanted finds the municipality of a request, by host name.
func (s *Server) tenanted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		host := c.Request().Host
		if t, ok := s.parts.Tenants.ByHost(host); ok {
			c.Set(keyTenant, t)
			return next(c)
		}
		if p := c.Request().URL.Path; strings.HasPrefix(p, "/static/") || p == "/healthz" || p == "/readyz" {
			return next(c)
		}
		return fault.New(fault.NotFound, "tenant.unknown")
	}
}

func tenantOf(c echo.Context) *tenant.Tenant {
	t, _ := c.Get(keyTenant).(*tenant.Tenant)
	return t
}

func tenantName(c echo.Context) string {
	if t := tenantOf(c); t != nil {
		return string(t.ID)
	}
	return ""
}

func acceptsGzip(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
}
