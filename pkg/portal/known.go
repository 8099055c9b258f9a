// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"strings"
	"time"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// tellKnown says of every answer that came from the dossier where it came from
// and how old it is.
func (p *Portal) tellKnown(r *web.Request, form *assignment.FormPage) {
	for i := range form.Items {
		item := &form.Items[i]
		if item.Input != nil {
			p.tellOne(r, item.Input.Known)
		}
		if item.List == nil {
			continue
		}
		for k := range item.List.Rows {
			p.tellOne(r, item.List.Rows[k].Known)
		}
	}
}

func (p *Portal) tellOne(r *web.Request, k *assignment.Known) {
	if k == nil {
		return
	}
	args := map[string]any{"Day": r.Words.Date(k.At.In(zone)), "Age": age(r, k.At)}
	key := "known.page"
	if def, ok := p.shelf.Of(r.Tenant.ID).Assignment(k.Source.Assignment, r.Language); ok {
		key, args["Title"] = "known.from", def.Title
	} else if k.Source.Copy != "" {
		key = "known.copy"
	}
	k.Text = r.Words.T(key, args)
}

// age says how long ago something was, as people count: in days, then weeks, then
// months, then years.
func age(r *web.Request, at time.Time) string {
	days := int(r.Now().Sub(at).Hours() / 24)
	key, n := "age.days", days
	switch {
	case days < 1:
		return r.Words.T("age.today", nil)
	case days >= 730:
		key, n = "age.years", days/365
	case days >= 60:
		key, n = "age.months", days/30
	case days >= 14:
		key, n = "age.weeks", days/7
	}
	return r.Words.T(key, map[string]any{"N": n})
}

// sameField stands before the name of a pair of rows that look alike.
const sameField = "zelfde."

// twins reads what the client said of rows that look alike.
func twins(r *web.Request) casework.Filling {
	var in casework.Filling
	for name, values := range r.Form() {
		rest, ok := strings.CutPrefix(name, sameField)
		parts := strings.Split(rest, "/")
		if !ok || len(parts) != 3 {
			continue
		}
		twin := assignment.Twin{List: parts[0], Row: parts[1], Like: parts[2]}
		switch values[0] {
		case "ja":
			in.Same = append(in.Same, twin)
		case "nee":
			in.Apart = append(in.Apart, twin)
		}
	}
	return in
}
