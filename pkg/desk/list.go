// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// The groups of the work list, in order.
const (
	groupCrisis = "crisis"
	groupLate   = "late"
	groupToday  = "today"
	groupLater  = "later"
	groupClient = "client"
	groupAside  = "aside"
	groupClosed = "closed"
)

var groupOrder = []string{groupCrisis, groupLate, groupToday, groupLater, groupClient, groupAside, groupClosed}

// list is the work list: the promise that ends first stands first.
func (d *Desk) list(r *web.Request) error {
	if role := r.Counsellor().Role; !role.May(access.MayOpen) {
		return r.Go(homeOf(role))
	}
	in, tray, err := d.inbox(r)
	if err != nil {
		return err
	}
	counts := countGroups(held(in.Counts, tray.kind, tray.owner), r.Now(), r.Tenant.Calendar())
	page := listPage{Base: d.base(r, "tab.list", "list"), Heading: d.heading(r, counts), Tabs: d.tabs(r, in.Counts, tray.kind)}
	if err := d.replaced(r, in.Counts, tray, &page); err != nil {
		return err
	}
	if err := d.done(r, &page); err != nil {
		return err
	}
	rows := map[string][]row{}
	for _, one := range in.Rows {
		kind := groupOf(one.Case, r.Now(), r.Tenant.Calendar())
		rows[kind] = append(rows[kind], d.row(r, one, kind))
	}
	for _, kind := range groupOrder {
		page.Total += counts[kind]
		if len(rows[kind]) > 0 {
			page.Groups = append(page.Groups, group{Kind: kind, N: counts[kind], Note: d.groupNote(r, kind), Rows: rows[kind]})
		}
	}
	page.Elsewhere = len(in.Counts) > 0
	if in.Next != nil {
		page.More = nextPage(tray.path) + strconv.FormatInt(in.Next.Key, 10) + "." + string(in.Next.ID)
	}
	return r.Show(http.StatusOK, "desk/list", page)
}

// done tells what was just done, where somebody comes from.
func (d *Desk) done(r *web.Request, page *listPage) error {
	if r.QueryParam("klaar") != "" {
		return d.sent(r, page)
	}
	for name, key := range map[string]string{"legde": "list.proposed", "later": "list.aside", "dicht": "list.closed", "door": "list.passed", "gaf": "list.gaveback"} {
		if r.QueryParam(name) != "" {
			page.Note = r.Words.T(key, nil)
		}
	}
	return nil
}

// shown is the part of the work list that a page shows.
type shown struct {
	kind  casework.Tray
	owner access.CounsellorID
	path  string
}

// inbox reads the part of the work list that is asked for.
func (d *Desk) inbox(r *web.Request) (casework.Inbox, shown, error) {
	ctx, by, after := r.Request().Context(), r.Counsellor(), cursorIn(r.QueryParam("na"))
	if who := access.CounsellorID(r.QueryParam("voor")); who != "" && r.QueryParam("bak") == "voor" {
		in, err := d.cases.InboxFor(ctx, by, who, after)
		return in, shown{casework.TrayMine, who, insteadPath(who)}, err
	}
	tray := trayIn(r.QueryParam("bak"))
	in, err := d.cases.Inbox(ctx, by, tray, after)
	return in, shown{tray, by.ID, trayPath(tray)}, err
}

func insteadPath(who access.CounsellorID) string { return "/werkplek?bak=voor&voor=" + string(who) }

// replaced adds a part for each colleague whom the counsellor replaces today.
func (d *Desk) replaced(r *web.Request, counts []casework.Count, now shown, page *listPage) error {
	list, err := d.cases.Replaced(r.Request().Context(), r.Counsellor())
	if err != nil {
		return err
	}
	for _, a := range list {
		one := tab{To: insteadPath(a.Counsellor), Label: r.Words.T("tray.for", map[string]any{"Name": a.Name}), On: now.owner == a.Counsellor}
		for _, n := range counts {
			if casework.TrayMine.Holds(n, a.Counsellor) {
				one.N += n.N
			}
		}
		page.Tabs = append(page.Tabs, one)
	}
	if now.owner != r.Counsellor().ID {
		for i := range page.Tabs {
			page.Tabs[i].On = page.Tabs[i].To == now.path
		}
	}
	return nil
}

// nextPage is the address of the page after one, up to where it begins.
func nextPage(to string) string {
	if strings.Contains(to, "?") {
		return to + "&na="
	}
	return "/werkplek?na="
}

// held gives the counts of what stands in a tray.
func held(counts []casework.Count, tray casework.Tray, me access.CounsellorID) []casework.Count {
	return slices.DeleteFunc(slices.Clone(counts), func(n casework.Count) bool { return !tray.Holds(n, me) })
}

func cursorIn(text string) casework.Cursor {
	key, id, ok := strings.Cut(text, ".")
	n, err := strconv.ParseInt(key, 10, 64)
	if !ok || err != nil {
		return casework.Cursor{}
	}
	return casework.Cursor{Key: n, ID: access.CaseID(id)}
}

// groupOf places a case in the work list.
func groupOf(c casework.Case, now time.Time, cal *calendar.Calendar) string {
	switch {
	case c.Closed != "":
		return groupClosed
	case c.Until != "":
		return groupAside
	case c.Turn == casework.TurnClient:
		return groupClient
	case c.Urgency == casework.Crisis:
		return groupCrisis
	case now.After(c.Promised):
		return groupLate
	default:
		return dayGroup(casework.DateOf(c.Promised.In(calendar.Zone())), now, cal)
	}
}

// dayGroup places a promise that ends at the close of a day.
func dayGroup(day casework.Date, now time.Time, cal *calendar.Calendar) string {
	today := casework.DateOf(now.In(calendar.Zone()))
	switch {
	case day < today, day == today && !now.Before(cal.Closing(now)):
		return groupLate
	case day == today:
		return groupToday
	default:
		return groupLater
	}
}

// countGroups adds up the counts, which are kept a day and a kind.
func countGroups(counts []casework.Count, now time.Time, cal *calendar.Calendar) map[string]int {
	sum := map[string]int{}
	for _, c := range counts {
		switch c.Kind {
		case casework.CountCrisis:
			sum[groupCrisis] += c.N
		case casework.CountClosed:
			sum[groupClosed] += c.N
		case casework.CountLater:
			sum[groupAside] += c.N
		case casework.CountClient:
			sum[groupClient] += c.N
		default:
			sum[dayGroup(c.Day, now, cal)] += c.N
		}
	}
	return sum
}

// heading answers "what now?" in one sentence, with leave to let the rest wait.
func (d *Desk) heading(r *web.Request, counts map[string]int) string {
	var parts []string
	for _, kind := range []string{groupCrisis, groupLate, groupToday} {
		if n := counts[kind]; n > 0 {
			text := r.Words.T("heading."+kind, map[string]any{"N": n, "Clock": r.Words.Clock(d.closing(r))})
			if word := fmt.Sprintf("count.%d", n); r.Words.Has(word) { // a small number is written out
				text = strings.Replace(text, strconv.Itoa(n), r.Words.T(word, nil), 1)
			}
			parts = append(parts, text)
		}
	}
	rest := "heading.rest"
	text := strings.Join(parts, ", ") + "."
	if len(parts) == 0 {
		text, rest = r.Words.T("heading.none", nil), "heading.later"
	}
	if counts[groupLater] > 0 {
		text += " " + r.Words.T(rest, nil)
	}
	return capital(text)
}

// closing is the end of this working day, or of the next one.
func (d *Desk) closing(r *web.Request) time.Time {
	cal := r.Tenant.Calendar()
	return cal.Closing(cal.AddWorkdays(r.Now(), 0))
}

// groupNote says what the group asks, and how much time today's still has.
func (d *Desk) groupNote(r *web.Request, kind string) string {
	if kind != groupToday {
		return r.Words.T("group."+kind+".note", nil)
	}
	end := d.closing(r)
	left := d.working(r, r.Tenant.Calendar().Between(r.Now(), end))
	return r.Words.T("group.today.note", map[string]any{"Clock": r.Words.Clock(end), "Time": left})
}

// capital begins a sentence. Dutch drops the accent of the first letter: "Eén".
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if first == 'é' {
		first = 'e'
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

func (d *Desk) row(r *web.Request, in casework.Row, kind string) row {
	c := in.Case
	out := row{ID: string(c.ID), Nick: in.Label.Nick, Theme: in.Label.Theme, Task: "–", Owner: d.whose(r, c.Owner, in.Owner)}
	if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(c.Task.Assignment, r.Language); ok {
		out.Task = def.Title
		out.State = r.Words.T("state."+string(c.Task.State), nil)
		out.Steps = map[casework.TaskState]int{
			casework.TaskAssigned: 1, casework.TaskPaper: 1, casework.TaskStarted: 2, casework.TaskReopened: 2,
			casework.TaskSubmitted: 3, casework.TaskSeen: 3, casework.TaskAccepted: 4,
		}[c.Task.State]
	}
	if c.Closed != "" {
		out.When, out.Do = r.Words.Day(c.Closed.Time(calendar.Zone())), r.Words.T("list.done", nil)
		out.Next, out.NextNote = r.Words.Day(c.Gone().Time(calendar.Zone())), r.Words.T("list.gone", nil)
		return out
	}
	if c.Turn == casework.TurnClient {
		out.When, out.Do, out.Turn = r.Words.T("list.nopromise", nil), r.Words.T("list.wait", nil), r.Words.T("list.turn.client", nil)
	} else {
		out.When = d.relative(r, c.Promised)
		out.Wait = d.waits(r, in, kind)
		out.Do = r.Words.T("list.answer", nil)
		if c.Task.State.Waits() && out.State != "" {
			out.Do = r.Words.T("list.check", map[string]any{"Title": out.Task})
		}
		key, args := "list.turn.team", map[string]any{"Day": d.moment(r, in.Label.Wrote), "Name": in.Owner}
		if c.Owner != "" && c.Owner != r.Counsellor().ID {
			key = "list.turn.other"
		}
		out.Turn = r.Words.T(key, args)
	}
	switch {
	case kind == groupCrisis && c.Legal != "":
		out.Next, out.NextNote = r.Words.Day(c.Legal.Time(calendar.Zone())), r.Words.T("list.legal", nil)
	case c.Until != "":
		out.Next, out.NextNote = r.Words.Day(c.Until.Time(calendar.Zone())), r.Words.T("list.returns", nil)
	case c.Next != "":
		out.Next = r.Words.Day(c.Next.Time(calendar.Zone()))
	}
	return out
}

// relative names a day as people do.
func (d *Desk) relative(r *web.Request, t time.Time) string {
	now := r.Now().In(calendar.Zone())
	switch day := casework.DateOf(t.In(calendar.Zone())); day {
	case casework.DateOf(now):
		return r.Words.T("day.today", nil)
	case casework.DateOf(now.AddDate(0, 0, -1)):
		return r.Words.T("day.yesterday", nil)
	case casework.DateOf(now.AddDate(0, 0, 1)):
		return r.Words.T("day.tomorrow", nil)
	}
	return r.Words.Day(t)
}

// moment names a day, and the hour of a recent one.
func (d *Desk) moment(r *web.Request, t time.Time) string {
	day := d.relative(r, t)
	if day != r.Words.Day(t) {
		day += " " + r.Words.Clock(t)
	}
	return day
}

// waits says how long the client waits, in working time; past the promise, how
// long that is.
func (d *Desk) waits(r *web.Request, in casework.Row, kind string) string {
	cal := r.Tenant.Calendar()
	if kind == groupLate {
		return r.Words.T("list.over", map[string]any{"Time": d.working(r, cal.Between(in.Case.Promised, r.Now()))})
	}
	if waited := cal.Between(in.Label.Wrote, r.Now()); waited >= time.Minute {
		return r.Words.T("list.waits", map[string]any{"Time": d.working(r, waited)})
	}
	return r.Words.T("list.new", nil)
}

// working gives working time in hours and minutes.
func (d *Desk) working(r *web.Request, t time.Duration) string {
	if t < time.Hour {
		return r.Words.T("time.minutes", map[string]any{"M": int(t.Minutes())})
	}
	return r.Words.T("time.working", map[string]any{"H": int(t.Hours()), "M": fmt.Sprintf("%02d", int(t.Minutes())%60)})
}
