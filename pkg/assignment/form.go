// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/formula"
	"opgelucht/pkg/money"
)

// FieldPrefix stands before the name of every answer in a form.
const FieldPrefix = "a."

// FormPage is one screen of questions, ready to be shown.
type FormPage struct {
	ID, Title string
	Text      template.HTML
	No, Of    int // this page among those that are asked
	Base      int // revision that the page shows
	Items     []Item
}

// Item is one question: an input, or a list of rows; or the head of a part, where
// all parts stand below each other.
type Item struct {
	Input *Input
	List  *ListItem
	Head  string
	Text  template.HTML
}

// Input is one thing to fill in.
type Input struct {
	Path, Name, ID string
	Kind           dossier.Kind
	Label, Help    string
	Example        string
	Value          string
	Options        []InputOption
	Periods        []InputOption // of an amount per period
	Unknown        bool          // "that I do not know" is offered
	UnknownOn      bool
	Required       bool
	Note           string  // "new" or "changed", after a client moved to a newer version
	Reads          string  // "we read this as …", where it is a guess
	Guess          bool    // it is one, and could be meant otherwise
	Issue          *Issue  // filled in by Mark
	Clashes        []Clash // typed elsewhere at the same time; still to choose
	Known          *Known  // it stood in the dossier; nil when it was typed here
}

// InputOption is one of the answers to choose from.
type InputOption struct {
	Value, Label string
	On           bool
}

// Clash is a value that stands and those that were typed in other windows, as a
// person knows them.
type Clash struct {
	Path   string
	Now    string
	Others []Other
}

// Other is a value that was typed in another window, named by its revision.
type Other struct {
	Rev   int
	Value string
}

// ListItem is a list of rows.
type ListItem struct {
	ID, Label, Help string
	Row, Add, Empty string
	None            string // "I have none"; empty where it is not offered
	NoneOn          bool
	Rows            []RowItem
	Full            bool // no more rows fit
	Undo            string
	Back            string // a row that just came back, because somebody typed in it: "Schuld 2"
	Issue           *Issue
	Ask             int // how many rows of the dossier are to be asked after
}

// RowItem is one row of a list: closed, with a title, or open, with inputs.
type RowItem struct {
	ID, Title string
	Name      string // "Schuld 2"
	No        int
	Inputs    []*Input // of an open row
	Known     *Known   // where it came from; nil when it was typed here
}

// Form gives a page with what was filled in. The row named open is unfolded.
func (o *Outcome) Form(page *Page, open string) *FormPage {
	f := &FormPage{ID: page.ID, Title: page.Title, Base: o.Draft.Rev}
	if page.text != nil {
		f.Text = page.text.HTML(nil)
	}
	for i, p := range o.Screens() {
		f.Of++
		if p.ID == page.ID {
			f.No = i + 1
		}
	}
	var part *Page
	for _, q := range page.Questions {
		if p := o.Def.names.pageOf[q.ID]; page.ID == whole && p != part && !o.hidden(q.ID) {
			part = p
			f.Items = append(f.Items, head(p))
		}
		switch {
		case o.hidden(q.ID):
		case q.Rows != nil:
			f.Items = append(f.Items, Item{List: o.listItem(q, open)})
		default:
			in := o.input(q, q.ID)
			in.Known = o.KnownAnswer(q)
			f.Items = append(f.Items, Item{Input: in})
		}
	}
	return f
}

func head(p *Page) Item {
	item := Item{Head: p.Title}
	if p.text != nil {
		item.Text = p.text.HTML(nil)
	}
	return item
}

// AskedPages lists the pages that have a question for this client.
func (o *Outcome) AskedPages() []*Page {
	var pages []*Page
	for _, p := range o.Def.Pages {
		for _, q := range p.Questions {
			if !o.hidden(q.ID) {
				pages = append(pages, p)
				break
			}
		}
	}
	return pages
}

func (o *Outcome) input(q *Question, path string) *Input {
	in := &Input{
		Path: path, Name: FieldPrefix + path, ID: idOf(path), Kind: q.Type.Kind, Label: q.Ask, Help: q.Help,
		Value: o.Draft.Value(path), Unknown: q.Unknown, UnknownOn: o.Draft.Value(path+".unknown") == "1", Required: q.Required, Example: q.Example,
	}
	in.Note = o.noteOf(q, path)
	in.offer(q.options(o.Def.Language))
	for _, f := range o.offers(q) {
		in.Options = append(in.Options, InputOption{Value: f.id, Label: f.title, On: in.Value == f.id})
	}
	if q.Pick != nil && len(in.Options) == 0 {
		in.Kind, in.Label = Info, q.Pick.Empty
	}
	if q.Type.Kind == dossier.MoneyPer {
		now := money.Period(o.Draft.Value(path + ".per"))
		if now == "" {
			now = q.Per[0]
		}
		offered := q.Per
		if now.Known() && !slices.Contains(offered, now) {
			offered = append(slices.Clone(offered), now) // else the page would post another one
		}
		for _, p := range offered {
			in.Periods = append(in.Periods, InputOption{Value: string(p), Label: PeriodText(o.Def.Language, p), On: p == now})
		}
	}
	if a, ok := o.asked(path); ok && a.issue == nil {
		in.Reads, in.Guess = o.reads(q, *a), a.guess
	}
	in.clash(o, path, in.Options)
	in.clash(o, path+".per", in.Periods)
	return in
}

// NewInput makes an input outside an assignment, as on the dossier page.
func NewInput(name string, t dossier.Type, typed Typed, lang string) *Input {
	q := &Question{Type: t}
	in := &Input{
		Path: name, Name: FieldPrefix + name, ID: idOf(name), Kind: t.Kind, Label: t.Label,
		Value: typed.Text, Unknown: true, UnknownOn: typed.Unknown,
	}
	in.offer(q.options(lang))
	if t.Kind == dossier.MoneyPer {
		for _, p := range money.Periods() {
			in.Periods = append(in.Periods, InputOption{Value: string(p), Label: PeriodText(lang, p), On: p == typed.Per})
		}
	}
	return in
}

// Mark puts what is open at the inputs it is about.
func (f *FormPage) Mark(open []Open) {
	at := map[string]*Issue{}
	for _, o := range open {
		if _, taken := at[o.Path]; !taken {
			at[o.Path] = o.Sentence()
		}
	}
	for _, item := range f.Items {
		if item.Input != nil {
			item.Input.Issue = at[item.Input.Path]
			continue
		}
		if item.List == nil {
			continue
		}
		item.List.Issue = at[item.List.ID]
		for _, row := range item.List.Rows {
			for _, in := range row.Inputs {
				in.Issue = at[in.Path]
			}
		}
	}
}

// Inputs lists everything on the page that can be filled in.
func (f *FormPage) Inputs() []*Input {
	var list []*Input
	for _, item := range f.Items {
		if item.Input != nil {
			list = append(list, item.Input)
			continue
		}
		if item.List == nil {
			continue
		}
		for _, row := range item.List.Rows {
			list = append(list, row.Inputs...)
		}
	}
	return list
}

// reads says how an amount or a day was understood, where it could be meant
// otherwise or is worked out to a month.
func (o *Outcome) reads(q *Question, a answer) string {
	month := a.value.Kind() == formula.MoneyPer && a.value.Per().Period != money.Month
	if !a.guess && !month {
		return ""
	}
	text := Describe(q.Type, a.keep(), o.Def.Language)
	if month {
		text += " = " + money.Format(a.value.Per().Monthly(), o.Def.Language) + " " + PeriodText(o.Def.Language, money.Month)
	}
	return text
}

// offer puts the answers to choose from, with those that were chosen on.
func (in *Input) offer(options []dossier.Option) {
	chosen := strings.Fields(in.Value)
	for _, opt := range options {
		in.Options = append(in.Options, InputOption{Value: opt.ID, Label: opt.Label, On: slices.Contains(chosen, opt.ID)})
	}
}

func (q *Question) options(lang string) []dossier.Option {
	switch q.Type.Kind {
	case dossier.YesNo:
		return []dossier.Option{{ID: "yes", Label: word(lang, "yes")}, {ID: "no", Label: word(lang, "no")}}
	case dossier.Confirm:
		return []dossier.Option{{ID: "yes", Label: q.Ask}}
	case dossier.Scale:
		return q.Type.Points()
	}
	return q.Type.Options
}

// clash asks which of the values at a path is meant, where windows differ.
func (in *Input) clash(o *Outcome, path string, options []InputOption) {
	c := Clash{Path: path, Now: typedAs(o.Draft.Value(path), options, o.Def.Language)}
	for _, e := range o.Draft.Others(path) {
		c.Others = append(c.Others, Other{Rev: e.Rev, Value: typedAs(e.Value, options, o.Def.Language)})
	}
	if len(c.Others) > 0 {
		in.Clashes = append(in.Clashes, c)
	}
}

// typedAs gives the labels of the options that were chosen, or else what was typed.
func typedAs(typed string, options []InputOption, lang string) string {
	var labels []string
	for _, opt := range options {
		if slices.Contains(strings.Fields(typed), opt.Value) {
			labels = append(labels, opt.Label)
		}
	}
	switch {
	case len(labels) > 0:
		return strings.Join(labels, ", ")
	case strings.TrimSpace(typed) == "":
		return word(lang, "blank")
	}
	return typed
}

func (o *Outcome) listItem(q *Question, open string) *ListItem {
	l := &ListItem{
		ID: q.ID, Label: q.Ask, Help: q.Help, Row: q.Rows.Row, Add: q.Rows.Add, Empty: q.Rows.Empty, None: q.Rows.None,
		NoneOn: o.none(q),
	}
	ids := o.Draft.RowIDs(q.ID)
	l.Full = len(ids) >= q.Rows.Max
	for i, id := range ids {
		r := RowItem{ID: id, No: i + 1, Name: rowName(q.Rows, strconv.Itoa(i+1)), Title: o.titleOf(q, id), Known: o.KnownRow(q, id)}
		if r.Known != nil && r.Known.Old && !r.Known.Still {
			l.Ask++
		}
		if id == open {
			for _, c := range q.Rows.Columns {
				if path := cell(q.ID, id, c.ID); !o.hidden(path) {
					r.Inputs = append(r.Inputs, o.input(c, path))
				}
			}
		}
		if row := o.Draft.row(q.ID, id); row.Back == o.Draft.Rev && row.Back > 0 {
			l.Back = r.Name
		}
		l.Rows = append(l.Rows, r)
	}
	if id, ok := o.Draft.LastRemoved(q.ID); ok {
		l.Undo = id
	}
	return l
}

// titleOf names a row of the draft, also one in which little was filled in.
func (o *Outcome) titleOf(q *Question, id string) string {
	row := formula.NewRows(q.Rows.names(), 1)
	for i, c := range q.Rows.Columns {
		path := cell(q.ID, id, c.ID)
		if a, ok := o.asked(path); ok {
			row[0].Set(i, a.value)
		} else {
			row[0].Set(i, read(c, o.Draft, path, o.world.Today).value)
		}
	}
	return o.rowTitle(q, row, 0)
}

// idOf makes an HTML id of a path.
func idOf(path string) string {
	b := []byte("v-" + path)
	for i, c := range b {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-') {
			b[i] = '-'
		}
	}
	return string(b)
}

// rowNo gives the number of a row among those on the list, "" when it is gone.
func (o *Outcome) rowNo(question, id string) string {
	for i, r := range o.Draft.RowIDs(question) {
		if r == id {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}
