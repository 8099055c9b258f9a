// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"regexp"
	"strconv"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// Pages on which something is typed that comes back after signing in again.
var (
	fillAt    = regexp.MustCompile(`^/opdracht/(\d+)/vul$`)
	reviewAt  = regexp.MustCompile(`^/opdracht/(\d+)/insturen$`)
	letterAt  = regexp.MustCompile(`^/opdracht/(\d+)/brief/([a-z0-9_.-]+)$`)
	correctAt = regexp.MustCompile(`^/dossier/([a-z0-9_]+)/aanpassen$`)
)

// comesBack gives how to show again what was typed on a page.
func comesBack(path string) (show func(*Portal, *web.Request) error, ok bool) {
	if at := fillAt.FindStringSubmatch(path); at != nil {
		return func(p *Portal, r *web.Request) error { return p.fillOn(r, at[1]) }, true
	}
	if at := reviewAt.FindStringSubmatch(path); at != nil { // nothing is handed in by signing in
		return func(_ *Portal, r *web.Request) error { return r.Go("/opdracht/" + at[1] + "/nakijken") }, true
	}
	if at := letterAt.FindStringSubmatch(path); at != nil {
		return func(p *Portal, r *web.Request) error {
			r.SetParamNames("no", "brief")
			r.SetParamValues(at[1], at[2])
			return p.showChanged(r)
		}, true
	}
	if at := correctAt.FindStringSubmatch(path); at != nil {
		return func(p *Portal, r *web.Request) error {
			r.SetParamNames("deel")
			r.SetParamValues(at[1])
			return p.showCorrect(r, http.StatusOK, r.Field("feit"), r.Field("rij"), fault.New(fault.Invalid, ""))
		}, true
	}
	return nil, false
}

// goOn brings back what someone was typing when their session ended: answers are
// kept as any page keeps them, the rest stands on the page again and waits for who
// typed it. What somebody else typed on this device goes nowhere.
func (p *Portal) goOn(r *web.Request) error {
	if r.FromAnother() {
		return r.Go("/vandaag")
	}
	if text := r.Field("bericht"); text != "" {
		if err := p.cases.SaveDraft(r.Request().Context(), r.Client(), text); err != nil {
			return p.notPosted(r, err, text)
		}
		return r.Go("/gesprek")
	}
	if text := r.Field("kopie"); text != "" {
		return p.meet(r, []byte(text)) // once more what it would change: nothing was done yet
	}
	if show, ok := comesBack(r.CarriedTo()); ok {
		err := show(p, r)
		if fault.Is(err, fault.NotFound) { // what it was typed for is not there any more
			return r.Go("/vandaag")
		}
		return err
	}
	return r.Go("/vandaag")
}

// fillOn keeps what was typed on a page of an assignment and shows that page; the
// button that was pressed has to be pressed again.
func (p *Portal) fillOn(r *web.Request, number string) error {
	no, err := strconv.Atoi(number)
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	return p.keepFilled(r, no, func(r *web.Request, f filledPage, got casework.Filled) error {
		row := f.row
		if got.NewRow != "" {
			row = got.NewRow
		}
		return r.Go(f.to(f.page.ID, row))
	})
}
