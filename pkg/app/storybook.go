// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"net/http"
	"slices"
	"strings"

	"opgelucht/pkg/catalog"
	"opgelucht/pkg/desk"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/portal"
	"opgelucht/pkg/preview"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// storybook shows every page with sample data, through the templates that
// people see. It asks nothing of the database.
type storybook struct{ shelf *catalog.Shelf }

// openStorybook adds its addresses, in development only.
func (a *App) openStorybook(shelf *catalog.Shelf) {
	if !a.settings.Dev {
		return
	}
	b := storybook{shelf}
	a.Server.Add([]web.Route{
		{Method: http.MethodGet, Path: "/storybook", Do: b.index},
		{Method: http.MethodGet, Path: "/storybook/:door/:id", Do: b.show},
	}, nil)
}

// stories lists all there are, in the language that the address asks for.
func (b storybook) stories(r *web.Request) []web.Story {
	if lang := r.QueryParam(web.FieldLanguage); slices.Contains(r.Tenant.Languages, lang) {
		r.Language, r.Words = lang, r.Speak(lang)
	}
	return slices.Concat(portal.Stories(r, b.shelf), web.Stories(r), desk.Stories(r, b.shelf), preview.Stories(r))
}

type storyIndex struct {
	view.Base
	Groups []storyGroup
}

// storyGroup is the stories of one page.
type storyGroup struct {
	ID, Page string
	Stories  []web.Story
}

func (b storybook) index(r *web.Request) error {
	var page storyIndex
	for _, s := range b.stories(r) {
		at := slices.IndexFunc(page.Groups, func(g storyGroup) bool { return g.Page == s.Page })
		if at < 0 {
			at = len(page.Groups)
			page.Groups = append(page.Groups, storyGroup{ID: strings.ReplaceAll(s.Page, "/", "-"), Page: s.Page})
		}
		last := &page.Groups[at]
		last.Stories = append(last.Stories, s)
	}
	page.Base = r.Base("tab.start", "")
	return r.Show(http.StatusOK, "story/index", page)
}

func (b storybook) show(r *web.Request) error {
	for _, s := range b.stories(r) {
		if s.Door() == r.Param("door") && s.ID == r.Param("id") {
			return s.Show(r)
		}
	}
	return fault.New(fault.NotFound, "")
}
