// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/web"
)

// schemaText describes the downloaded copy, for whoever wants to read it in.
//
//go:embed copy.schema.json
var schemaText []byte

func schema(r *web.Request) error {
	return r.Blob(http.StatusOK, "application/schema+json", schemaText)
}

func (p *Portal) take(r *web.Request) error {
	return r.Show(http.StatusOK, "portal/take", takePage{Base: r.Base("tab.take", "dossier"), File: fileName(r)})
}

// fileName says nothing to who finds the file later: "kopie-15-juni".
func fileName(r *web.Request) string {
	day := strings.NewReplacer(" ", "-", "\u00a0", "-").Replace(r.Words.Date(r.Now()))
	return r.Words.T("take.filename", nil) + "-" + strings.ToLower(day)
}

// download gives the client everything there is of them.
func (p *Portal) download(r *web.Request) error {
	ctx := r.Request().Context()
	talk, err := p.cases.Conversation(ctx, r.Client())
	if err != nil {
		return err
	}
	_, d, err := p.cases.OwnDossier(ctx, r.Client())
	if err != nil {
		return err
	}
	aside, err := p.cases.Parked(ctx, r.Client(), r.Language)
	if err != nil {
		return err
	}
	if err := p.cases.TakeAlong(ctx, r.Client()); err != nil {
		return err
	}
	traces, err := p.cases.Traces(ctx, r.Client())
	if err != nil {
		return err
	}
	all := everything{talk, d, aside, traces}
	if r.Field("wat") == "bewaren" {
		return p.sendJSON(r, all)
	}
	return p.sendCopy(r, all)
}

// everything is what there is of one client, opened.
type everything struct {
	talk   casework.Conversation
	folder casework.Dossier
	aside  []casework.ParkedAnswers
	traces []casework.Trace
}

func (p *Portal) sendCopy(r *web.Request, all everything) error {
	talk, d := all.talk, all.folder
	page := copyPage{
		Base: r.Base("tab.take", ""), Nick: talk.Label.Nick, Made: r.Words.FullDate(r.Now()),
		Site: r.Request().Host, Looked: p.looked(r, all.traces),
	}
	page.Letters = p.letters(r, page.Base, talk.Letters)
	for _, one := range all.aside {
		page.Parked = append(page.Parked, copyParked{p.titleOf(r, one.Task), parkedLines(one.Answers, r.Language)})
	}
	for _, s := range p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language).Sections {
		if facts := p.facts(r, d, s.ID); len(facts) > 0 {
			page.Sections = append(page.Sections, copySection{Label: s.Label, Facts: facts})
		}
	}
	for _, sub := range d.Submissions {
		sheet := sub.Content.Client
		one := copySheet{
			Title: sheet.Title, Day: r.Words.FullDate(sheet.At), Lines: sheet.Answers, Results: sheet.Results, Notes: p.byPlace(r, d.Of(sub)),
		}
		if last, ok := d.Said(sub); ok {
			one.Said = r.Words.T("said."+string(last.Kind), map[string]any{"Name": last.Name, "Day": r.Words.Date(last.At)})
		}
		if sub.Of.Back() {
			one.Back = r.Words.T("copy.back", map[string]any{"Day": r.Words.Date(sub.Content.Back)})
		}
		page.Sheets = append(page.Sheets, one)
	}
	r.Response().Header().Set("Content-Disposition", `attachment; filename="`+fileName(r)+`.html"`)
	return r.Show(http.StatusOK, "portal/copy", page)
}

// copied is everything there is of one client, for a computer to read.
type copied struct {
	Schema   string         `json:"$schema"`
	Format   string         `json:"format"`
	Made     time.Time      `json:"made"`
	Nickname string         `json:"nickname"`
	Language string         `json:"language"`
	Draft    string         `json:"draft,omitempty"`
	Messages []copiedLetter `json:"messages"`
	Facts    []copiedFact   `json:"facts"`
	Sheets   []copiedSheet  `json:"sheets"`
	Parked   []copiedAside  `json:"parked,omitempty"`
	Remarks  []copiedRemark `json:"remarks,omitempty"` // beside facts
	Log      []copiedTrace  `json:"log,omitempty"`
}

// copiedTrace is something that was done with the case: reading it, for one.
type copiedTrace struct {
	At      time.Time `json:"at"`
	What    string    `json:"what"`
	Name    string    `json:"name,omitempty"`
	Section string    `json:"section,omitempty"`
	Reason  string    `json:"reason,omitempty"`
}

// copiedRemark is what the team wrote, or did.
type copiedRemark struct {
	Kind string    `json:"kind"`
	Name string    `json:"name"`
	At   time.Time `json:"at"`
	Path string    `json:"path,omitempty"`
	Row  string    `json:"row,omitempty"`
	Text string    `json:"text,omitempty"`
}

// copiedAside are answers of one assignment that are asked no more.
type copiedAside struct {
	Assignment string       `json:"assignment"`
	Version    int          `json:"version"`
	Title      string       `json:"title"`
	Answers    []copiedLine `json:"answers"`
}

type copiedLetter struct {
	From    casework.Author `json:"from"`
	Name    string          `json:"name,omitempty"`
	At      time.Time       `json:"at"`
	Text    string          `json:"text"`
	Removed bool            `json:"removed,omitempty"`
}

type copiedFact struct {
	Path      string                 `json:"path"`
	Row       string                 `json:"row,omitempty"`
	At        time.Time              `json:"at"`
	By        dossier.Author         `json:"by"`
	From      string                 `json:"assignment,omitempty"`
	Version   int                    `json:"version,omitempty"`
	Removed   bool                   `json:"removed,omitempty"`
	None      bool                   `json:"none,omitempty"`
	Withdrawn bool                   `json:"withdrawn,omitempty"`
	Values    map[string]copiedValue `json:"values,omitempty"`
	Still     []string               `json:"still,omitempty"`
	Said      time.Time              `json:"said,omitzero"`
	Copy      string                 `json:"copy,omitempty"`
}

// copiedValue names what the sealed form keeps short.
type copiedValue struct {
	State  string `json:"state"`
	Text   string `json:"text,omitempty"`
	Cents  *int64 `json:"cents,omitempty"`
	Period string `json:"period,omitempty"`
	About  bool   `json:"about,omitempty"`
}

type copiedSheet struct {
	Assignment string         `json:"assignment"`
	Version    int            `json:"version"`
	Title      string         `json:"title"`
	At         time.Time      `json:"at"`
	Answers    []copiedLine   `json:"answers"`
	Back       time.Time      `json:"taken_back,omitzero"`
	Remarks    []copiedRemark `json:"remarks,omitempty"`
}

type copiedLine struct {
	Question string       `json:"question"`
	Answer   string       `json:"answer,omitempty"`
	Rows     []copiedLine `json:"rows,omitempty"`
}

// copyFormat counts up when the shape of the copy changes.
const copyFormat = "opgelucht-copy/1"

func (p *Portal) sendJSON(r *web.Request, all everything) error {
	talk, d := all.talk, all.folder
	out := copied{
		Schema: r.Scheme() + "://" + r.Request().Host + "/kopie.schema.json", Format: copyFormat, Made: r.Now().In(calendar.Zone()),
		Nickname: talk.Label.Nick, Language: talk.Label.Language, Draft: talk.Draft,
		Messages: []copiedLetter{}, Facts: copyFacts(d.Record, p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)), Sheets: []copiedSheet{}, Remarks: copyRemarks(d, ""),
	}
	for _, l := range talk.Letters {
		out.Messages = append(out.Messages, copiedLetter{From: l.From, Name: l.Name, At: l.At, Text: l.Text, Removed: l.Removed})
	}
	for _, sub := range d.Submissions {
		s := sub.Content.Client
		out.Sheets = append(out.Sheets, copiedSheet{
			Assignment: sub.Of.Assignment, Version: sub.Of.Version, Title: s.Title, At: s.At, Answers: copyLines(s.Answers),
			Back: sub.Content.Back, Remarks: copyRemarks(d, sub.Root()),
		})
	}
	out.Parked = p.copyAside(r, all.aside)
	for _, t := range all.traces {
		out.Log = append(out.Log, copiedTrace{At: t.At, What: string(t.Action), Name: t.Note.Name, Section: t.Note.Section, Reason: strings.TrimSpace(string(t.Note.Why) + " " + t.Note.Text)})
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	r.Response().Header().Set("Content-Disposition", `attachment; filename="`+fileName(r)+`.json"`)
	return r.Blob(http.StatusOK, "application/json", buf.Bytes())
}
