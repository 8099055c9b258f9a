// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"errors"

	"github.com/labstack/echo/v4"

	"opgelucht/pkg/tenant"
)

// nobody makes a Request for a host that is no municipality's: a clear page
// without anyone's name or number on it.
func (s *Server) nobody(c echo.Context) *Request {
	r := &Request{Context: c, Tenant: &tenant.Tenant{Name: "Opgelucht", Languages: tenant.Spoken}, server: s}
	r.speak()
	return r
}

func asHTTP(err error, e **echo.HTTPError) bool { return errors.As(err, e) }
