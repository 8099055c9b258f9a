// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/money"
)

// Bounds of a copy. A list of an assignment has at most 200 rows, and a text that
// we kept at most 2,000 characters: more was never in a copy of ours.
const (
	maxCopyFacts = 5000
	maxCopyRows  = 200
	maxCopyText  = 2000
)

// readBack is what a copy holds that can come into a dossier, and what cannot.
type readBack struct {
	Made  time.Time
	Facts []dossier.Fact
	Left  []leftOut
	Older int // lines of the history, which stay in the copy
	Sheet int // sheets and messages, which stay in the copy
}

// leftOut is something that does not come along, with the key of why.
type leftOut struct{ Label, Key string }

// errCopy refuses a file as a whole: it is not as we make them, and nothing of it
// is taken over.
func errCopy(key string) error { return fault.New(fault.Invalid, key) }

// readCopy reads a copy strictly against copy.schema.json. Anything that we never
// write refuses the whole file; what this municipality does not know, or what would
// give a person away, is left out and named.
func readCopy(text []byte, vocab *dossier.Vocabulary, now time.Time) (readBack, error) {
	var in copied
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil || !utf8.Valid(text) {
		return readBack{}, errCopy("bring.notours")
	}
	if _, err := dec.Token(); err != io.EOF || in.Format != copyFormat || in.Made.IsZero() || in.Made.After(now.Add(24*time.Hour)) {
		return readBack{}, errCopy("bring.notours")
	}
	if len(in.Facts) > maxCopyFacts {
		return readBack{}, errCopy("bring.much")
	}
	var all []dossier.Fact
	for _, one := range in.Facts {
		f, ok := one.fact(in.Made)
		if !ok {
			return readBack{}, errCopy("bring.changed")
		}
		all = append(all, f)
	}
	out := readBack{Made: in.Made, Sheet: len(in.Sheets) + len(in.Messages)}
	out.fold(vocab, all, now)
	if slices.ContainsFunc(vocab.Paths(), func(path string) bool { return out.rowsOf(path) > maxCopyRows }) {
		return readBack{}, errCopy("bring.much")
	}
	return out, nil
}

func (b *readBack) rowsOf(path string) int {
	n := 0
	for _, f := range b.Facts {
		if f.Path == path && f.Row != "" {
			n++
		}
	}
	return n
}

var (
	copyRow  = regexp.MustCompile(`^[a-z0-9]{1,40}$`)
	copyPath = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$`)
)

// fact reads one line; false for one that no copy of ours holds. Who wrote it, and
// with which assignment, is not believed: a file says what its maker wants.
func (c copiedFact) fact(made time.Time) (dossier.Fact, bool) {
	f := dossier.Fact{Path: c.Path, Row: c.Row, At: c.At, By: c.By, Removed: c.Removed, None: c.None, Said: c.Said}
	if f.At.After(made) {
		f.At = made
	}
	if f.Said.After(f.At) {
		f.Said = f.At
	}
	if !copyPath.MatchString(c.Path) || c.Row != "" && !copyRow.MatchString(c.Row) || c.At.IsZero() || c.By != dossier.ByClient && c.By != dossier.ByComputer {
		return f, false
	}
	for name, v := range c.Values {
		value, ok := v.value()
		if !ok || c.Row == "" && name != "value" || c.Row != "" && !copyPath.MatchString(name) {
			return f, false
		}
		if c.Row == "" {
			name = ""
		}
		if f.Values == nil {
			f.Values = map[string]dossier.Value{}
		}
		f.Values[name] = value
	}
	return f, true
}

func (c copiedValue) value() (dossier.Value, bool) {
	v := dossier.Value{Text: c.Text, Period: money.Period(c.Period), About: c.About}
	if c.Cents != nil {
		v.Cents = money.Cents(*c.Cents)
	}
	if c.Period != "" && !v.Period.Known() || utf8.RuneCountInString(c.Text) > maxCopyText || strings.ContainsFunc(c.Text, unseen) {
		return v, false
	}
	switch c.State {
	case "answered":
		return v, c.Text != "" || c.Cents != nil
	case string(dossier.Blank), string(dossier.Unknown):
		return dossier.Value{State: dossier.State(c.State)}, true
	}
	return v, false
}

// unseen tells the characters that nobody types and that make a text say something
// else than it shows: controls, and those that turn the order of reading around.
// The marks that keyboards for Arabic and Hebrew put in may stay.
func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == utf8.RuneError
}

// fold gives what the copy says last, each value read as if it were typed now.
func (b *readBack) fold(vocab *dossier.Vocabulary, all []dossier.Fact, now time.Time) {
	unknown := map[string]bool{}
	for _, f := range all {
		if _, ok := vocab.Type(f.Path); !ok && !unknown[f.Path] {
			unknown[f.Path] = true
			b.Left = append(b.Left, leftOut{f.Path, "bring.left.unknown"})
		}
	}
	record := dossier.NewRecord(all)
	facts, older := record.Current(vocab)
	b.Older = older
	for _, t := range vocab.Facts {
		if f, ok := record.Fact(t.Path); ok && f.By == dossier.ByComputer && f.Value().State == dossier.Answered {
			b.Left = append(b.Left, leftOut{t.Label, "bring.left.computed"})
		}
	}
	for _, f := range facts {
		t, _ := vocab.Type(f.Path)
		if (t.Kind == dossier.Rows) != (f.Row != "" || f.None) {
			b.Left = append(b.Left, leftOut{t.Label, "bring.left.unknown"})
			continue
		}
		said := map[string]dossier.Value{}
		for name, v := range f.Values {
			b.take(t, f, name, v, said, now)
		}
		if f.None || len(said) > 0 {
			f.Values = said
			b.Facts = append(b.Facts, f)
		}
	}
	slices.SortFunc(b.Left, func(x, y leftOut) int { return strings.Compare(x.Key+x.Label, y.Key+y.Label) })
	b.Left = slices.Compact(b.Left)
}

// take reads one value into said, or says why it does not come along.
func (b *readBack) take(t dossier.Type, f dossier.Fact, name string, v dossier.Value, said map[string]dossier.Value, now time.Time) {
	of, label := t, t.Label
	if f.Row != "" {
		c, ok := t.Column(name)
		if !ok {
			b.Left = append(b.Left, leftOut{label + ": " + name, "bring.left.unknown"})
			return
		}
		if of, label = c, label+": "+c.Label; c.Computed {
			return // follows from the others
		}
	}
	if v.State == dossier.Blank {
		return
	}
	if len(disclosure.Find(v.Text)) > 0 {
		b.Left = append(b.Left, leftOut{label, "bring.left.number"})
		return
	}
	if of.Kind == dossier.MoneyPer && v.State == dossier.Answered && v.Period == "" {
		b.Left = append(b.Left, leftOut{label, "bring.left.unreadable"})
		return
	}
	again, issue := assignment.ReadValue(of, assignment.TypedOf(of, v), now)
	if again.About = v.About; issue != nil || !again.Alike(v) {
		b.Left = append(b.Left, leftOut{label, "bring.left.unreadable"})
		return
	}
	again.Raw = ""
	said[name] = again
}
