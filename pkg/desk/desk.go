// SPDX-License-Identifier: EUPL-1.2

// Package desk is the counsellor's door: work list, case, sample messages.
package desk

import (
	"context"
	"net/http"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// Team keeps the accounts of colleagues.
type Team interface {
	Counsellors(ctx context.Context, t tenant.ID, team access.TeamID) ([]access.CounsellorDoor, error)
	SaveCounsellor(ctx context.Context, d access.CounsellorDoor) error
}

// Log keeps who did what; see package audit.
type Log interface {
	Record(ctx context.Context, entries ...audit.Entry) error
}

// Parts are what the door works with.
type Parts struct {
	Server   *web.Server
	Cases    *casework.Service
	Gate     *access.Gate
	Sessions *access.Sessions
	Shelf    catalog.Shelves
	Team     Team
	Log      Log
}

// Desk answers counsellors.
type Desk struct {
	server   *web.Server
	cases    *casework.Service
	gate     *access.Gate
	sessions *access.Sessions
	shelf    catalog.Shelves
	team     Team
	log      Log
}

// New makes the door.
func New(p Parts) *Desk {
	return &Desk{server: p.Server, cases: p.Cases, gate: p.Gate, sessions: p.Sessions, shelf: p.Shelf, team: p.Team, log: p.Log}
}

// Routes lists every address of the door.
func (d *Desk) Routes() []web.Route {
	return []web.Route{
		{Method: http.MethodGet, Path: "/werkplek/inloggen", Do: d.sign, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/inloggen", Do: d.signIn, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/herstel", Do: d.recover, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/herstel", Do: d.recovered, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/afmelden", Do: d.signOut, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/instellen", Do: d.setUp, Who: web.SettingUp, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/instellen", Do: d.finish, Who: web.SettingUp, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek", Do: d.list, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/traject/:id", Right: access.MayOpen, Do: d.open, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/traject/:id", Right: access.MayOpen, Do: d.answer, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/traject/:id/voorstel", Right: access.MayOpen, Do: d.proposed, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/traject/:id/terug", Right: access.MayAnswer, Do: d.unsend, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/traject/:id/van", Right: access.MayAnswer, Do: d.pass, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/traject/:id/van", Right: access.MayAnswer, Do: d.passed, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/traject/:id/later", Right: access.MayAnswer, Do: d.askLater, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/traject/:id/later", Right: access.MayAnswer, Do: d.putLater, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/traject/:id/sluiten", Right: access.MaySend, Do: d.askClose, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/traject/:id/sluiten", Right: access.MaySend, Do: d.shut, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/traject/:id/reden", Right: access.MayOpen, Do: d.why, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/traject/:id/reden", Right: access.MayOpen, Do: d.explained, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/voorbeelden", Right: access.MayTexts, Do: d.shelfPage, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/voorbeelden", Right: access.MayTexts, Do: d.shelfPage, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/zoeken", Right: access.MayOpen, Do: d.search, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/zoeken", Right: access.MayOpen, Do: d.searched, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/cijfers", Right: access.MayFigures, Do: d.figures, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/cijfers/:soort", Right: access.MayFigures, Do: d.figuresFile, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/verdeling", Right: access.MayDivide, Do: d.divide, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/verdeling", Right: access.MayDivide, Do: d.divided, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/afwezig", Right: access.MayAnswer, Do: d.away, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/afwezig", Right: access.MayAnswer, Do: d.goAway, Who: web.Counsellor, Staff: true},
		{Method: http.MethodGet, Path: "/werkplek/team", Do: d.colleagues, Who: web.Counsellor, Staff: true},
		{Method: http.MethodPost, Path: "/werkplek/team", Right: access.MayAccounts, Do: d.manage, Who: web.Counsellor, Staff: true},
	}
}

// Outside meets people who did not sign in, or whose session ended. What they
// were writing was kept with every press of a button.
func (d *Desk) Outside(r *web.Request) error {
	if !r.Posted() {
		return r.Go("/werkplek/inloggen")
	}
	return d.showSign(r, http.StatusUnauthorized, signPage{Carried: r.Field("tekst")})
}

// note logs what a counsellor did, before it is done: without its entry it does
// not happen.
func (d *Desk) note(r *web.Request, who access.CounsellorID, a audit.Action, about access.CounsellorID) error {
	e := audit.New(r.Tenant.ID, r.Now(), audit.Counsellor, string(who), a)
	e.About = string(about)
	return d.log.Record(r.Request().Context(), e)
}

// base makes what every page of the desk knows.
func (d *Desk) base(r *web.Request, titleKey, place string) view.Base {
	b := r.Base(titleKey, place)
	b.Around.Now = stamp(r, r.Now())
	return b
}

// stamp names a moment with its day and hour.
func stamp(r *web.Request, t time.Time) string { return r.Words.Day(t) + ", " + r.Words.Clock(t) }

// complaint gives the sentence of a refused form and the field it belongs to; nothing
// when nothing was refused.
func complaint(r *web.Request, wrong error) (sentence, at string) {
	if wrong == nil {
		return "", ""
	}
	sentence, _ = saying(r, wrong)
	if f := fault.As(wrong); sentence != "" && len(f.Fields) > 0 {
		at = f.Fields[0].Name
	}
	return sentence, at
}

// saying gives the sentence of a failure that a form can show, and whether it
// is one: the rest goes to the error page.
func saying(r *web.Request, err error) (string, bool) {
	f := fault.As(err)
	switch f.Kind {
	case fault.Invalid:
		if len(f.Fields) > 0 {
			return r.Words.T(f.Fields[0].Key, f.Fields[0].Args), true
		}
	case fault.Unauthorized:
		if f.Key != "" {
			return r.Words.T(f.Key, f.Args), true
		}
	case fault.TooMany:
		return r.Words.T("slow.toomany", map[string]any{"N": max(1, int(f.RetryAfter.Seconds()))}), true
	case fault.Busy:
		return r.Words.T("slow.busy", map[string]any{"N": max(1, int(f.RetryAfter.Seconds()))}), true
	}
	return "", false
}
