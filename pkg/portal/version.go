// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// newsView tells what is otherwise in a newer version of an assignment.
type newsView struct {
	Lines []string
	Moves string // what becomes of the answers
	Logic string
	Asked bool // the client did not choose yet, and is half way or about to begin
}

// newsOf tells the news of a task; nil when there is none. Who handed in or said
// no is not asked, and can still find it.
func newsOf(r *web.Request, w casework.Work) *newsView {
	n, ok := w.News()
	if !ok {
		return nil
	}
	return tellNews(r, n, w.Task.State, len(w.Task.Draft) > 0)
}

func tellNews(r *web.Request, n casework.News, state casework.TaskState, begun bool) *newsView {
	v := &newsView{Logic: n.Logic, Asked: !n.Declined && state != casework.TaskSubmitted}
	say := func(key string, args map[string]any) { v.Lines = append(v.Lines, r.Words.T(key, args)) }
	for _, one := range []struct {
		key    string
		labels []string
	}{{"news.added", n.Added}, {"news.gone", n.Gone}, {"news.changed", n.Changed}} {
		if len(one.labels) > 0 {
			say(one.key, map[string]any{"N": len(one.labels), "List": named(r, one.labels)})
		}
	}
	if n.Order {
		say("news.order", nil)
	}
	if n.Outcome {
		say("news.outcome", nil)
	}
	if n.Plain() {
		say("news.plain", nil)
	}
	switch {
	case n.Parks > 0:
		v.Moves = r.Words.T("news.parks", map[string]any{"N": n.Parks})
	case begun:
		v.Moves = r.Words.T("news.stay", nil)
	}
	return v
}

// mostNamed is how many questions are named: who is to choose reads a line, no list.
const mostNamed = 2

// named puts questions in a row: “…”, “…” and 3 more.
func named(r *web.Request, labels []string) string {
	more := max(0, len(labels)-mostNamed)
	var quoted []string
	for _, l := range labels[:len(labels)-more] {
		quoted = append(quoted, "“"+l+"”")
	}
	list := strings.Join(quoted, ", ")
	if more > 0 {
		list += " " + r.Words.T("news.more", map[string]any{"N": more})
	}
	return list
}

// chooseVersion does what the client chose: the newer version, or as it was. When
// there is yet another one by now, the page tells of that first.
func (p *Portal) chooseVersion(r *web.Request) error {
	no, err := strconv.Atoi(r.Param("no"))
	if err != nil {
		return fault.New(fault.NotFound, "")
	}
	ctx, logic := r.Request().Context(), r.Field("versie")
	if r.Field("keuze") != "nieuw" {
		if err := p.cases.KeepVersion(ctx, r.Tenant, r.Client(), no, r.Language, logic); err != nil {
			return err
		}
		return r.Go(fillPath(no, "", ""))
	}
	w, taken, err := p.cases.TakeVersion(ctx, r.Tenant, r.Client(), no, r.Language, logic)
	if err != nil {
		return err
	}
	if !taken || w.Task.State != casework.TaskStarted || len(w.Outcome.Draft.ShownParked(r.Language)) > 0 {
		return r.Go(taskPath(no))
	}
	return r.Go(fillPath(no, "", ""))
}

// parkedLine is an answer that is asked no more.
type parkedLine struct{ Key, Label, Text string }

func parkedLines(list []*assignment.Parked, lang string) []parkedLine {
	var lines []parkedLine
	for _, a := range list {
		lines = append(lines, parkedLine{a.Key(), a.Title(), a.Text(lang)})
	}
	return lines
}

// parked shows the answers of a task that are asked no more.
func (p *Portal) parked(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "portal/parked", parkedPage{
		Base: r.Base("tab.task", ""), No: no, Heading: w.Def.Title, Lines: parkedLines(w.Outcome.Draft.ShownParked(r.Language), r.Language),
	})
}

// forget deletes one such answer, or all of them, after asking once.
func (p *Portal) forget(r *web.Request) error {
	w, no, err := p.work(r)
	if err != nil {
		return err
	}
	key, lines := r.Field("wis"), parkedLines(w.Outcome.Draft.ShownParked(r.Language), r.Language)
	if r.Field("zeker") == "" {
		if key != wipeAll {
			lines = slices.DeleteFunc(lines, func(l parkedLine) bool { return l.Key != key })
		}
		if len(lines) == 0 {
			return r.Go(parkedPath(no))
		}
		return r.Show(http.StatusOK, "portal/parked", parkedPage{Base: r.Base("tab.task", ""), No: no, Heading: w.Def.Title, Lines: lines, Ask: key})
	}
	if key == wipeAll {
		key = ""
	}
	if err := p.cases.ForgetParked(r.Request().Context(), r.Tenant, r.Client(), no, r.Language, key); err != nil {
		return err
	}
	return r.Go(parkedPath(no))
}

// wipeAll stands for every answer that is asked no more.
const wipeAll = "alles"

func parkedPath(no int) string { return taskPath(no) + "/eerder" }
