// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"strconv"

	"opgelucht/pkg/web"
)

// pause puts the case aside for as many weeks as the client wants.
func (p *Portal) pause(r *web.Request) error {
	weeks, _ := strconv.Atoi(r.Field("weken")) // what is no number is no choice, and refused
	if err := p.cases.Pause(r.Request().Context(), r.Tenant, r.Client(), weeks); err != nil {
		return err
	}
	return r.Go("/vandaag")
}
