// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// dividePage shows who has how much, what nobody took yet, and which promises end
// when. It divides nothing by itself.
type dividePage struct {
	view.Base
	People    []load
	Free      []freeCase
	More      int // free cases that are not shown
	From, To  []choice
	Note      string
	Error, At string
}

// load is how much one of the team has, and when it asks to be answered.
type load struct {
	Name, Away                         string
	Crisis, Late, Today, Later, Client int
	Total                              int
}

// freeCase is a case that nobody took yet, with a suggestion whose it could be.
type freeCase struct {
	ID, Nick, Theme, When string
	Crisis                bool
	People                []choice
}

// divide shows the board.
func (d *Desk) divide(r *web.Request) error { return d.showDivide(r, http.StatusOK, nil) }

func (d *Desk) showDivide(r *web.Request, status int, wrong error) error {
	ctx, me := r.Request().Context(), r.Counsellor()
	in, err := d.cases.Inbox(ctx, me, casework.TrayFree, casework.Cursor{})
	if err != nil {
		return err
	}
	doors, err := d.members(r)
	if err != nil {
		return err
	}
	away, err := d.cases.Absences(ctx, me)
	if err != nil {
		return err
	}
	page := d.board(r, in, doors, away)
	page.Note = r.Field("notitie")
	page.Error, page.At = complaint(r, wrong)
	return r.Show(status, "desk/divide", page)
}

// board works out who has how much.
func (d *Desk) board(r *web.Request, in casework.Inbox, doors []access.CounsellorDoor, away []casework.Absence) dividePage {
	page := dividePage{Base: d.base(r, "tab.divide", "divide")}
	least := -1
	for i, c := range doors {
		own := slices.DeleteFunc(slices.Clone(in.Counts), func(n casework.Count) bool { return n.Owner != c.ID || n.Kind == casework.CountCheck })
		sum := countGroups(own, r.Now(), r.Tenant.Calendar())
		one := load{Name: c.Name, Crisis: sum[groupCrisis], Late: sum[groupLate], Today: sum[groupToday], Later: sum[groupLater], Client: sum[groupClient] + sum[groupAside]}
		one.Total = one.Crisis + one.Late + one.Today + one.Later + one.Client
		for _, a := range away {
			if a.Counsellor == c.ID && a.On(casework.DateOf(r.Now().In(zone))) {
				one.Away = r.Words.T("divide.away", map[string]any{"Day": r.Words.Day(a.To.Time(zone)), "Name": a.SubstituteName})
			}
		}
		if page.People = append(page.People, one); one.Away == "" && (least < 0 || one.asks() < page.People[least].asks()) {
			least = i
		}
		page.From = append(page.From, choice{Value: string(c.ID), Label: c.Name, On: string(c.ID) == r.Field("van")})
		page.To = append(page.To, choice{Value: string(c.ID), Label: c.Name, On: string(c.ID) == r.Field("naar")})
	}
	for _, row := range in.Rows {
		one := freeCase{ID: string(row.Case.ID), Nick: row.Label.Nick, Theme: row.Label.Theme, Crisis: row.Case.Urgency == casework.Crisis, When: r.Words.DayTime(row.Case.Promised)}
		if row.Case.Turn == casework.TurnClient {
			one.When = r.Words.T("list.nopromise", nil)
		}
		for i, c := range doors {
			one.People = append(one.People, choice{Value: string(c.ID), Label: c.Name, On: i == least})
		}
		page.Free = append(page.Free, one)
	}
	for _, n := range in.Counts {
		if casework.TrayFree.Holds(n, me(r)) {
			page.More += n.N
		}
	}
	page.More -= len(page.Free)
	return page
}

func me(r *web.Request) access.CounsellorID { return r.Counsellor().ID }

// asks is how much somebody still has to answer. An emergency takes the time of
// three other answers; it is a rule of thumb, and only a suggestion follows from it.
func (l load) asks() int { return 3*l.Crisis + l.Late + l.Today + l.Later }

// divided gives one case to somebody, or all cases of one to another.
func (d *Desk) divided(r *web.Request) error {
	if r.Field("doe") == "over" {
		return d.handOver(r)
	}
	to := access.CounsellorID(r.Field("aan"))
	if to == "" {
		return d.showDivide(r, http.StatusUnprocessableEntity, fault.At("aan", "owner.choose", nil))
	}
	if err := d.giveTo(r, access.CaseID(r.Field("traject")), to, "", true); err != nil {
		return err
	}
	return r.Go("/werkplek/verdeling")
}

func (d *Desk) handOver(r *web.Request) error {
	from, to := access.CounsellorID(r.Field("van")), access.CounsellorID(r.Field("naar"))
	if from == "" || to == "" || from == to {
		return d.showDivide(r, http.StatusUnprocessableEntity, fault.At("naar", "divide.two", nil))
	}
	h, err := d.handing(r, from, to, r.Field("notitie"))
	if err != nil {
		return err
	}
	_, err = d.cases.HandOver(r.Request().Context(), r.Counsellor(), from, h)
	if fault.Is(err, fault.Invalid) {
		return d.showDivide(r, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return r.Go("/werkplek/verdeling?over=1")
}
