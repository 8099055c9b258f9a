// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

type bringPage struct {
	view.Base
	Error string
}

type meetPage struct {
	view.Base
	Day    string // of the copy
	Copy   string // what goes along to the next step: nothing of it is kept here before
	New    []meetLine
	Ask    []meetLine
	Same   int
	Older  int
	Sheets int
	Left   []string // what does not come along, and why, in a sentence each
	Shared bool
}

// meetLine is something that a copy brings, and what it meets.
type meetLine struct {
	Label, Value, Name string
	Meeting            dossier.Meeting
	Chosen             dossier.Decision
	Columns            []assignment.Side
}

// bring asks for a copy that someone took along earlier.
func (p *Portal) bring(r *web.Request) error { return p.showBring(r, http.StatusOK, "") }

func (p *Portal) showBring(r *web.Request, status int, complaint string) error {
	return r.Show(status, "portal/bring", bringPage{Base: r.Base("tab.take", "dossier"), Error: complaint})
}

// brought reads the file and shows what it would change. The file stays in memory
// and is forgotten; what can be taken over travels in the page to the next step, so
// that nothing of it is ours to keep, or to clean up, before the client says yes.
func (p *Portal) brought(r *web.Request) error {
	text, err := upload(r)
	if err != nil {
		return p.showBring(r, http.StatusUnprocessableEntity, r.Words.T(fault.As(err).Key, nil))
	}
	return p.meet(r, text)
}

// upload gives the text of the file; an error has the key of a sentence.
func upload(r *web.Request) ([]byte, error) {
	head, err := r.FormFile("bestand")
	if err != nil || head.Size == 0 {
		return nil, errCopy("bring.none")
	}
	file, err := head.Open()
	if err != nil {
		return nil, errCopy("bring.notours")
	}
	defer func() { _ = file.Close() }() // it is only read
	text, err := io.ReadAll(io.LimitReader(file, web.MaxFile))
	if err != nil {
		return nil, errCopy("bring.notours")
	}
	return text, nil
}

func (p *Portal) meet(r *web.Request, text []byte) error {
	vocab := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)
	back, err := readCopy(text, vocab, r.Now().In(zone))
	if err != nil {
		return p.showBring(r, http.StatusUnprocessableEntity, r.Words.T(fault.As(err).Key, nil))
	}
	list, err := p.cases.Meets(r.Request().Context(), r.Client(), casework.Bringing{Made: back.Made, Facts: back.Facts}, r.Language)
	if err != nil {
		return err
	}
	return p.showMeet(r, back, list)
}

func (p *Portal) showMeet(r *web.Request, back readBack, list []dossier.Brought) error {
	vocab := p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language)
	small, err := json.Marshal(copied{Format: copyFormat, Made: back.Made, Facts: copyFacts(dossier.NewRecord(back.Facts), vocab)})
	if err != nil {
		return fault.Wrap("portal.showMeet", err)
	}
	page := meetPage{
		Base: r.Base("tab.take", "dossier"), Day: r.Words.FullDate(back.Made.In(zone)), Copy: string(small), Older: back.Older, Sheets: back.Sheet,
		Left: leftWords(r, back.Left), Shared: r.Field("zien") == "ja",
	}
	page.Form.Own, page.Posts = true, r.Path("/terugzetten/overnemen")
	for _, b := range list {
		switch line := p.meetLine(r, vocab, b); {
		case b.Asked():
			line.Chosen = dossier.Decision(r.Field(line.Name))
			page.Ask = append(page.Ask, line)
		case b.Meeting == dossier.Same:
			page.Same++
		default:
			page.New = append(page.New, line)
		}
	}
	return r.Show(http.StatusOK, "portal/meet", page)
}

// leftWords says what does not come along, what shares a reason together. The list
// is in order of its reasons.
func leftWords(r *web.Request, list []leftOut) []string {
	var said []string
	for i := 0; i < len(list); {
		var labels []string
		key := list[i].Key
		for ; i < len(list) && list[i].Key == key; i++ {
			labels = append(labels, list[i].Label)
		}
		said = append(said, r.Words.T(key, map[string]any{"What": strings.Join(labels, ", ")}))
	}
	return said
}

// choiceField stands before the name of something that is asked about.
const choiceField = "keus."

func (p *Portal) meetLine(r *web.Request, vocab *dossier.Vocabulary, b dossier.Brought) meetLine {
	t, _ := vocab.Type(b.File.Path)
	line := meetLine{Label: t.Label, Value: p.spoken(r, t, b.File), Name: choiceField + b.Key(), Meeting: b.Meeting}
	if !b.Asked() {
		return line
	}
	if b.File.Row == "" || b.Meeting == dossier.Gone {
		line.Columns = []assignment.Side{{Label: t.Label, New: line.Value, Was: p.spoken(r, t, b.Now)}}
		return line
	}
	for _, c := range t.Columns {
		file, one := b.File.Values[c.Path]
		now, other := b.Now.Values[c.Path]
		if c.Computed || !one && !other {
			continue
		}
		side := assignment.Side{Label: c.Label}
		if one {
			side.New = assignment.Describe(c, file, r.Language)
		}
		if other {
			side.Was = assignment.Describe(c, now, r.Language)
		}
		line.Columns = append(line.Columns, side)
	}
	return line
}

// takeOver adds what the client chose to their dossier. The text is read again as
// strictly as the file was: it was out of our hands.
func (p *Portal) takeOver(r *web.Request) error {
	text := []byte(r.Field("kopie"))
	if r.Translating() {
		return p.meet(r, text)
	}
	back, err := readCopy(text, p.shelf.Of(r.Tenant.ID).Assignments.Vocabulary(r.Language), r.Now().In(zone))
	if err != nil {
		return p.showBring(r, http.StatusUnprocessableEntity, r.Words.T(fault.As(err).Key, nil))
	}
	in := casework.Bringing{Made: back.Made, Facts: back.Facts, Shared: r.Field("zien") == "ja", Choose: map[string]dossier.Decision{}}
	for name, values := range r.Form() {
		if key, ok := strings.CutPrefix(name, choiceField); ok {
			in.Choose[key] = dossier.Decision(values[0])
		}
	}
	n, err := p.cases.Bring(r.Request().Context(), r.Tenant, r.Client(), in, r.Language)
	if err != nil {
		return err
	}
	return r.Go("/dossier?terug=" + strconv.Itoa(n))
}
