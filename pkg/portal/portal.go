// SPDX-License-Identifier: EUPL-1.2

// Package portal is the client's door: every page someone with debts sees.
package portal

import (
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// Parts are what the door works with.
type Parts struct {
	Server   *web.Server
	Cases    *casework.Service
	Gate     *access.Gate
	Sessions *access.Sessions
	Shelf    catalog.Shelves
}

// Portal answers clients.
type Portal struct {
	server   *web.Server
	cases    *casework.Service
	gate     *access.Gate
	sessions *access.Sessions
	shelf    catalog.Shelves
}

// New makes the door.
func New(p Parts) *Portal {
	return &Portal{server: p.Server, cases: p.Cases, gate: p.Gate, sessions: p.Sessions, shelf: p.Shelf}
}

// Routes lists every address of the door.
func (p *Portal) Routes() []web.Route {
	return append(p.openRoutes(), p.clientRoutes()...)
}

// openRoutes are for anyone.
func (p *Portal) openRoutes() []web.Route {
	return []web.Route{
		{Method: http.MethodGet, Path: "/", Do: p.start, Embed: true},
		{Method: http.MethodPost, Path: "/begin", Do: p.begin, Embed: true, Late: true},
		{Method: http.MethodGet, Path: "/terug", Do: p.back, Embed: true},
		{Method: http.MethodPost, Path: "/terug", Do: p.comeBack, Embed: true},
		{Method: http.MethodPost, Path: "/open", Do: p.open, Embed: true, Handover: true, Late: true},
		{Method: http.MethodGet, Path: "/veilig", Do: p.safe, Embed: true},
		{Method: http.MethodPost, Path: "/veilig", Do: p.keepSafe, Embed: true},
		{Method: http.MethodGet, Path: "/weten", Do: p.know, Embed: true},
		{Method: http.MethodGet, Path: "/lezen", Do: p.library, Embed: true},
		{Method: http.MethodGet, Path: "/lezen/woorden", Do: p.register, Embed: true},
		{Method: http.MethodGet, Path: "/lezen/:no", Do: p.read, Embed: true},
		{Method: http.MethodGet, Path: "/weg", Do: p.exit, Embed: true},
		{Method: http.MethodPost, Path: "/weg", Do: p.exit, Embed: true, Open: true, Handover: true},
		{Method: http.MethodGet, Path: "/recept", Do: p.recipe, Embed: true},
		{Method: http.MethodPost, Path: "/taal", Do: p.language, Embed: true, Open: true},
		{Method: http.MethodPost, Path: "/ga", Do: p.turn, Embed: true, Open: true},
		{Method: http.MethodPost, Path: "/sluiten", Do: p.leave, Embed: true},
		{Method: http.MethodGet, Path: "/kopie.schema.json", Do: schema},
	}
}

// clientRoutes are for who came in.
func (p *Portal) clientRoutes() []web.Route {
	list := []web.Route{
		{Method: http.MethodGet, Path: "/code", Do: p.code},
		{Method: http.MethodPost, Path: "/code", Do: p.keepCode},
		{Method: http.MethodPost, Path: "/code/bewaard", Do: p.askCode},
		{Method: http.MethodPost, Path: "/code/tekst", Do: p.codeText},
		{Method: http.MethodPost, Path: "/code/kaart", Do: p.codeCard},
		{Method: http.MethodGet, Path: "/vandaag", Do: p.today},
		{Method: http.MethodPost, Path: "/vandaag/stap", Do: p.stepAhead},
		{Method: http.MethodPost, Path: "/vandaag/wie", Do: p.chooseWho},
		{Method: http.MethodPost, Path: "/vandaag/hoe", Do: p.chooseWay},
		{Method: http.MethodGet, Path: "/gesprek/afspraak/:no", Do: p.appointment},
		{Method: http.MethodPost, Path: "/vandaag/pauze", Do: p.pause},
		{Method: http.MethodGet, Path: "/gesprek", Do: p.talk},
		{Method: http.MethodPost, Path: "/gesprek", Do: p.post},
		{Method: http.MethodPost, Path: "/gesprek/weg", Do: p.removeMessage},
		{Method: http.MethodGet, Path: "/opdracht/:no", Do: p.task},
		{Method: http.MethodPost, Path: "/opdracht/:no/anders", Do: p.otherwise},
		{Method: http.MethodPost, Path: "/opdracht/:no/versie", Do: p.chooseVersion},
		{Method: http.MethodGet, Path: "/opdracht/:no/eerder", Do: p.parked},
		{Method: http.MethodPost, Path: "/opdracht/:no/eerder", Do: p.forget},
		{Method: http.MethodGet, Path: "/opdracht/:no/vul", Do: p.fill},
		{Method: http.MethodPost, Path: "/opdracht/:no/vul", Do: p.filled},
		{Method: http.MethodGet, Path: "/opdracht/:no/papier", Do: p.paper},
		{Method: http.MethodGet, Path: "/opdracht/:no/nakijken", Do: p.review},
		{Method: http.MethodPost, Path: "/opdracht/:no/insturen", Do: p.submit},
		{Method: http.MethodPost, Path: "/opdracht/:no/terug", Do: p.takeBack},
		{Method: http.MethodGet, Path: "/opdracht/:no/uitkomst", Do: p.result},
		{Method: http.MethodGet, Path: "/opdracht/:no/brief/:brief", Do: p.letter},
		{Method: http.MethodPost, Path: "/opdracht/:no/brief/:brief", Do: p.changeLetter},
		{Method: http.MethodGet, Path: "/dossier", Do: p.dossier},
		{Method: http.MethodGet, Path: "/dossier/:deel", Do: p.section},
		{Method: http.MethodPost, Path: "/dossier/:deel/delen", Do: p.share},
		{Method: http.MethodGet, Path: "/dossier/:deel/aanpassen", Do: p.correct},
		{Method: http.MethodPost, Path: "/dossier/:deel/aanpassen", Do: p.corrected},
		{Method: http.MethodGet, Path: "/meenemen", Do: p.take},
		{Method: http.MethodPost, Path: "/meenemen", Do: p.download},
		{Method: http.MethodGet, Path: "/terugzetten", Do: p.bring},
		{Method: http.MethodPost, Path: "/terugzetten", Do: p.brought, Large: true},
		{Method: http.MethodPost, Path: "/terugzetten/overnemen", Do: p.takeOver, Large: true},
		{Method: http.MethodGet, Path: "/wissen", Do: p.askErase},
		{Method: http.MethodPost, Path: "/wissen", Do: p.erase},
	}
	for i := range list {
		list[i].Who, list[i].Embed = web.Client, true
	}
	return list
}

// saying gives the first sentence of a failure that a form can show, and
// whether it is one: the rest goes to the error page.
func saying(r *web.Request, err error) (string, bool) {
	f := fault.As(err)
	switch f.Kind {
	case fault.Invalid:
		if len(f.Fields) > 0 {
			return r.Words.T(f.Fields[0].Key, f.Fields[0].Args), true
		}
		return r.Words.T(f.Key, f.Args), f.Key != ""
	case fault.TooMany, fault.Busy:
		key := map[fault.Kind]string{fault.TooMany: "slow.toomany", fault.Busy: "slow.busy"}[f.Kind]
		return r.Words.T(key, map[string]any{"N": max(1, int(f.RetryAfter.Seconds()))}), true
	default:
		return "", false
	}
}
