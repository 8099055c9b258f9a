// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"strings"
	"time"

	"opgelucht/pkg/content"
	"opgelucht/pkg/money"
)

// notKnown is what stands where a figure is not known. It has to be written, so
// that nothing is left out by mistake.
const notKnown = "unknown"

func (r *reader) rows(n *content.Node) {
	if n == nil {
		return
	}
	r.complain(n.Want(content.List)...)
	if n.Kind == content.List && len(n.Items) == 0 {
		r.wrong(n, content.Words{NL: "Deze tabel heeft geen rijen.", EN: "This table has no rows."}, content.Words{})
	}
	for _, item := range n.Items {
		before := len(content.Errors(r.problems))
		row := r.row(item)
		if len(content.Errors(r.problems)) > before {
			continue // a row that does not read says nothing about its neighbours
		}
		if at := len(r.table.Rows); at > 0 {
			r.follows(&r.table.Rows[at-1], &row)
		}
		r.table.Rows = append(r.table.Rows, row)
	}
}

func (r *reader) row(n *content.Node) Row {
	values := n.Field("values")
	blank := values != nil && values.Kind == content.Text && values.Value == notKnown
	if blank {
		r.complain(n.Only("from!", "until", "values!", "source", "url", "checked", "confirm")...)
	} else {
		r.complain(n.Only("from!", "until", "values!", "source!", "url", "certainty!", "checked!", "confirm")...)
	}
	row := Row{From: r.day(n, "from"), Until: r.day(n, "until"), Figures: map[string]Figure{}, place: n}
	if !row.Until.IsZero() && row.Until.Before(row.From) {
		r.wrong(n.Field("until"), content.Words{NL: "Deze rij eindigt voordat hij begint.", EN: "This row ends before it begins."}, content.Words{})
	}
	basis := r.basis(n, Basis{})
	if !blank && values != nil {
		r.figures(values, basis, row.Figures)
	}
	return row
}

// basis reads where figures come from; what is not written is as in or.
func (r *reader) basis(n *content.Node, or Basis) Basis {
	b := or
	for i, put := range []*string{&b.Source, &b.URL, &b.Confirm} {
		if key := []string{"source", "url", "confirm"}[i]; n.Field(key) != nil {
			*put = r.text(n, key)
		}
	}
	if f := n.Field("url"); f != nil && !strings.HasPrefix(b.URL, "https://") {
		r.wrong(f, content.Words{NL: "Een adres begint met 'https://'.", EN: "An address begins with 'https://'."}, content.Words{})
	}
	if day := r.day(n, "checked"); !day.IsZero() {
		b.Checked = day
	}
	if f := n.Field("certainty"); f != nil {
		b.Certainty = Certainty(f.Value)
		if b.Certainty != Checked && b.Certainty != Estimate {
			r.wrong(f, content.Words{NL: "Hoe zeker dit is, is 'checked' of 'estimate'.", EN: "How sure this is, is 'checked' or 'estimate'."},
				content.Nearest(f.Value, []string{string(Checked), string(Estimate)}))
		}
	}
	if b.Certainty == Estimate && b.Confirm == "" {
		r.wrong(n, content.Words{NL: "Bij een schatting hoort 'confirm': wie moet wat bevestigen?", EN: "An estimate needs 'confirm': who must confirm what?"}, content.Words{})
	}
	return b
}

// figures reads the values of a row: each column once, and no other.
func (r *reader) figures(n *content.Node, basis Basis, into map[string]Figure) {
	names := make([]string, len(r.table.Columns))
	for i, c := range r.table.Columns {
		names[i] = c.ID + "!"
	}
	r.complain(n.Only(names...)...)
	for _, c := range r.table.Columns {
		f := n.Field(c.ID)
		if f == nil {
			continue
		}
		own, from := f, basis
		if f.Kind == content.Map {
			r.complain(f.Only("value!", "source", "url", "certainty", "checked", "confirm")...)
			own, from = f.Field("value"), r.basis(f, basis)
		}
		if own == nil || own.Value == notKnown && own.Kind == content.Text {
			continue
		}
		if number, ok := r.number(own, c.Kind); ok {
			into[c.ID] = Figure{c.Kind, number, from}
		}
	}
}

// number reads a figure of a kind. What can be read in two ways is refused.
func (r *reader) number(n *content.Node, kind Kind) (int64, bool) {
	if problems := n.Want(content.Text); len(problems) > 0 {
		r.complain(problems...)
		return 0, false
	}
	switch kind {
	case Money:
		reading, ok := money.Read(n.Value)
		if ok && strings.HasPrefix(n.Value, "€") && !reading.Guess && !reading.About {
			return int64(reading.Cents), true
		}
		r.wrong(n, content.Words{NL: "'" + n.Value + "' is geen bedrag dat ik zeker kan lezen.", EN: "'" + n.Value + "' is no amount that I am sure how to read."},
			content.Words{NL: "Schrijf het zo: € 1.234,56.", EN: "Write it like this: € 1.234,56."})
	case Percent:
		digits, marked := strings.CutSuffix(n.Value, "%")
		if f, ok := fixed(digits, 6); ok && marked {
			return f, true
		}
		r.wrong(n, content.Words{NL: "'" + n.Value + "' is geen percentage.", EN: "'" + n.Value + "' is no percentage."},
			content.Words{NL: "Schrijf het zo: 15% of 0,5%.", EN: "Write it like this: 15% or 0,5%."})
	default:
		if f, ok := fixed(n.Value, 8); ok {
			return f, true
		}
		r.wrong(n, content.Words{NL: "'" + n.Value + "' is geen getal.", EN: "'" + n.Value + "' is no number."},
			content.Words{NL: "Schrijf het zo: 14 of 0,5. Zonder punten.", EN: "Write it like this: 14 or 0,5. Without points."})
	}
	return 0, false
}

// fixed reads "12" or "0,5"; a 1 is places zeros long.
func fixed(text string, places int) (int64, bool) {
	whole, fraction, comma := strings.Cut(text, ",")
	if whole == "" || len(whole) > 6 || len(fraction) > places || comma && fraction == "" {
		return 0, false
	}
	n := int64(0)
	for _, d := range whole + fraction + strings.Repeat("0", places-len(fraction)) {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = n*10 + int64(d-'0')
	}
	return n, true
}

// follows complains when a row does not begin on the day after the one before.
func (r *reader) follows(before, row *Row) {
	dayBefore, from := row.From.AddDate(0, 0, -1), row.From.Format(time.DateOnly)
	switch {
	case !row.From.After(before.From):
		r.wrong(row.place, content.Words{NL: "Deze rij begint niet later dan de rij erboven.", EN: "This row does not begin later than the one above."},
			content.Words{NL: "Zet de rijen op volgorde, de oudste eerst.", EN: "Put the rows in order, the oldest first."})
	case before.Until.IsZero() || before.Until.After(dayBefore):
		r.wrong(row.place, content.Words{NL: "Op " + from + " gelden twee rijen.", EN: "On " + from + " two rows hold."},
			content.Words{NL: "Schrijf bij de rij erboven 'until: " + dayBefore.Format(time.DateOnly) + "'.", EN: "Write 'until: " + dayBefore.Format(time.DateOnly) + "' in the row above."})
	case before.Until.Before(dayBefore):
		first := before.Until.AddDate(0, 0, 1).Format(time.DateOnly)
		last := dayBefore.Format(time.DateOnly)
		r.wrong(row.place, content.Words{NL: "Van " + first + " tot en met " + last + " geldt geen rij.", EN: "From " + first + " until " + last + " no row holds."},
			content.Words{NL: "Weet je het niet? Schrijf dan een rij met 'values: unknown'.", EN: "Not known? Then write a row with 'values: unknown'."})
	}
}
