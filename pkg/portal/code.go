// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// waiting gives the code while it is still shown. Once it was kept it is gone
// for good, and the reader goes on.
func (p *Portal) waiting(r *web.Request, show func(codePage) error) error {
	kept, err := p.cases.Code(r.Request().Context(), r.Client())
	if fault.Is(err, fault.Gone) {
		return r.Go("/vandaag")
	}
	if err != nil {
		return err
	}
	page := codePage{Base: r.Base("tab.code", ""), Groups: kept.Code.Groups(), Promised: kept.Promised}
	return show(page)
}

func (p *Portal) code(r *web.Request) error {
	return p.waiting(r, func(page codePage) error { return r.Show(http.StatusOK, "portal/code", page) })
}

func (p *Portal) codeCard(r *web.Request) error {
	return p.waiting(r, func(page codePage) error { return r.Show(http.StatusOK, "portal/card", page) })
}

// codeText is the code as a small file. Its name says nothing.
func (p *Portal) codeText(r *web.Request) error {
	return p.waiting(r, func(page codePage) error {
		text := r.Words.T("code.file", map[string]any{
			"Code": groups(page.Groups), "Host": r.Request().Host, "When": r.Words.DayTime(page.Promised),
		})
		r.Response().Header().Set("Content-Disposition", `attachment; filename="`+r.Words.T("code.filename", nil)+`.txt"`)
		return r.Blob(http.StatusOK, "text/plain; charset=utf-8", []byte(text+"\n"))
	})
}

func groups(list []string) string {
	text := ""
	for i, g := range list {
		if i > 0 {
			text += " "
		}
		text += g
	}
	return text
}

// askCode asks the last digits back, so that nobody loses their way back.
func (p *Portal) askCode(r *web.Request) error { return p.showKeep(r, http.StatusOK, "", "") }

func (p *Portal) showKeep(r *web.Request, status int, typed, complaint string) error {
	kept, err := p.cases.Code(r.Request().Context(), r.Client())
	if fault.Is(err, fault.Gone) {
		return r.Go("/vandaag")
	}
	if err != nil {
		return err
	}
	page := keepPage{Base: r.Base("tab.code", ""), Typed: typed, Error: complaint, CanSkip: !kept.Skipped}
	page.Form.Own, page.Posts = true, r.Path("/code")
	return r.Show(status, "portal/keep", page)
}

func (p *Portal) keepCode(r *web.Request) error {
	last := r.Field("laatste")
	if r.Translating() {
		return p.showKeep(r, http.StatusOK, last, "")
	}
	err := p.cases.KeepCode(r.Request().Context(), r.Client(), last, r.Field("later") != "")
	if sentence, ok := saying(r, err); err != nil && ok {
		return p.showKeep(r, web.Status(err), last, sentence)
	}
	if err != nil {
		return err
	}
	return r.Go("/vandaag")
}

func (p *Portal) back(r *web.Request) error {
	if r.Session != nil && r.Session.Client != nil {
		return r.Go("/vandaag")
	}
	return p.showBack(r, http.StatusOK, "")
}

// Outside meets people who need a session and have none. What they were typing
// comes along, on their own screen only.
func (p *Portal) Outside(r *web.Request) error {
	if !r.Posted() {
		return r.Go("/terug")
	}
	return p.showBack(r, http.StatusUnauthorized, "")
}

func (p *Portal) showBack(r *web.Request, status int, complaint string) error {
	page := backPage{Base: r.Base("tab.back", ""), Error: complaint}
	page.Form.Own, page.Posts = true, r.Path("/terug")
	if r.Posted() {
		page.Carried, page.Hidden = r.Field("bericht"), r.Carried("code", "gedeeld", "bericht")
		_, page.Typed = comesBack(r.CarriedTo())
	}
	return r.Show(status, "portal/back", page)
}

// comeBack opens a case with its code. The check digit catches typing errors
// before any costly work, so they do not count as tries.
func (p *Portal) comeBack(r *web.Request) error {
	if r.Translating() {
		return p.showBack(r, http.StatusOK, "")
	}
	err := p.openCode(r)
	if sentence, ok := saying(r, err); err != nil && ok {
		r.Later(err)
		return p.showBack(r, web.Status(err), sentence)
	}
	if err != nil {
		return err
	}
	return p.goOn(r)
}

func (p *Portal) openCode(r *web.Request) error {
	ctx := r.Request().Context()
	code, err := access.ParseCode(r.Field("code"))
	if err != nil {
		return err
	}
	if err := p.server.Codes.Try(r.RealIP()); err != nil {
		return err
	}
	client, err := p.gate.OpenCode(ctx, r.Tenant.ID, code)
	if err != nil {
		return err
	}
	session, err := p.sessions.OpenClient(ctx, client, r.Field("gedeeld") != "")
	if err != nil {
		return err
	}
	if err := r.Open(session); err != nil {
		return err
	}
	return p.cases.ForgetCode(ctx, client)
}
