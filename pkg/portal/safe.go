// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"net/url"
	"strings"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// safe is about who else may look at this screen, and about reading at ease.
func (p *Portal) safe(r *web.Request) error { return p.showSafe(r, http.StatusOK, nil, "") }

func (p *Portal) showSafe(r *web.Request, status int, typed *string, complaint string) error {
	page := safePage{Base: r.Base("tab.safe", ""), Error: complaint}
	page.Form.Own, page.Posts = true, r.Path("/veilig")
	switch {
	case typed != nil:
		page.Nick = *typed
	case page.Inside:
		talk, err := p.cases.Conversation(r.Request().Context(), r.Client())
		if err != nil {
			return err
		}
		page.Nick = talk.Label.Nick
	}
	return r.Show(status, "portal/safe", page)
}

func (p *Portal) keepSafe(r *web.Request) error {
	nick := r.Field("bijnaam")
	if r.Translating() {
		return p.showSafe(r, http.StatusOK, &nick, "")
	}
	r.KeepReading(view.Reading{Larger: r.Field("groot") != "", Airy: r.Field("lucht") != ""})
	if r.Session == nil || r.Session.Client == nil {
		return r.Go("/veilig")
	}
	err := p.cases.Rename(r.Request().Context(), r.Client(), nick)
	if sentence, ok := saying(r, err); err != nil && ok {
		return p.showSafe(r, web.Status(err), &nick, sentence)
	}
	if err != nil {
		return err
	}
	return r.Go("/veilig")
}

func (p *Portal) know(r *web.Request) error {
	return r.Show(http.StatusOK, "portal/know", plainPage{r.Base("tab.know", "")})
}

func (p *Portal) recipe(r *web.Request) error {
	return r.Show(http.StatusOK, "portal/recipe", plainPage{r.Base("recipe.title", "")})
}

// exit is "leave quickly": the session ends, and a page that says nothing comes
// in the place of ours. Out of a frame, or without cookies, the session comes
// along in a form: the whole window leaves, and the cookie stays behind.
func (p *Portal) exit(r *web.Request) error {
	if err := r.Leave(); err != nil {
		return err
	}
	r.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`)
	if r.Tenant.Exit != "" && r.Posted() {
		// A form may lead to pages of ours only, so the browser goes on by itself.
		r.Response().Header().Set("Refresh", "0; url="+r.Tenant.Exit)
		return r.HTMLBlob(http.StatusOK, nil)
	}
	if r.Tenant.Exit != "" {
		return r.Redirect(http.StatusSeeOther, r.Tenant.Exit)
	}
	return r.Redirect(http.StatusSeeOther, "/recept")
}

// leave closes the session.
func (p *Portal) leave(r *web.Request) error {
	if err := r.Leave(); err != nil {
		return err
	}
	return r.Go("/")
}

// language keeps the choice of another language, and shows the same page.
func (p *Portal) language(r *web.Request) error { return r.Go(ours(r.Field("terug"))) }

// turn is a link for a reader whose browser keeps no cookie: the session
// travels in the form.
func (p *Portal) turn(r *web.Request) error { return r.Go(ours(r.Field("naar"))) }

// ours lets only addresses of our own through. Browsers read "/\" as "//" and
// leave tabs out, so what is no plain address goes to the start.
func ours(to string) string {
	to = strings.TrimPrefix(to, web.FramePrefix)
	u, err := url.Parse(to)
	if err != nil || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.Contains(to, "\\") {
		return "/"
	}
	return to
}

// open shows in a window of its own what stood inside a municipality's page.
// The session comes along in the form and gets a fresh one for this window.
func (p *Portal) open(r *web.Request) error {
	if r.TooLate() {
		return p.showStart(r, http.StatusUnprocessableEntity, r.Field("bericht"), r.Words.T("start.late", nil))
	}
	if r.Session == nil || r.Session.Client == nil {
		return p.showStart(r, http.StatusOK, r.Field("bericht"), "")
	}
	session, err := p.sessions.OpenClient(r.Request().Context(), r.Client(), r.Session.Shared)
	if err != nil {
		return fault.Wrap("portal.open", err)
	}
	if err := r.Open(session); err != nil {
		return err
	}
	return r.Redirect(http.StatusSeeOther, "/vandaag")
}

func (p *Portal) askErase(r *web.Request) error {
	return r.Show(http.StatusOK, "portal/erase", plainPage{r.Base("tab.erase", "dossier")})
}

// erase makes everything disappear at once, without asking anyone.
func (p *Portal) erase(r *web.Request) error {
	if err := p.cases.Erase(r.Request().Context(), r.Client()); err != nil {
		return err
	}
	if err := r.Leave(); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "portal/erased", plainPage{r.Base("tab.erase", "")})
}
