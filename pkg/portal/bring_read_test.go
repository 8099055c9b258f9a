// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"opgelucht/assignments"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
)

var readOn = time.Date(2027, time.June, 7, 10, 0, 0, 0, calendar.Zone())

func shelved(t testing.TB) *assignment.Shelf {
	t.Helper()
	s, problems := assignment.Load(assignments.FS, "en")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

// copyWith gives a copy with these lines as its facts.
func copyWith(facts ...string) string {
	return `{"$schema": "x", "format": "opgelucht-copy/1", "made": "2027-06-01T10:00:00+02:00", "nickname": "Merel", "messages": [], "sheets": [], "facts": [` + strings.Join(facts, ",") + `]}`
}

// line gives a fact of a copy.
func line(path, row, values string) string {
	return fmt.Sprintf(`{"path": %q, "row": %q, "at": "2027-05-01T10:00:00+02:00", "by": "client", "values": {%s}}`, path, row, values)
}

func TestReadCopy_whatWeWriteWeReadBack(t *testing.T) {
	shelf := shelved(t)
	vocab, values := shelf.Vocabulary("nl"), 0
	for seed := range uint64(150) {
		record := dossier.NewRecord(nil)
		for _, id := range shelf.IDs() {
			def, _ := shelf.Get(id, "nl")
			s := &assignment.Stranger{Rand: rand.New(rand.NewPCG(seed, 21)), Draft: assignment.NewDraft()}
			s.Fill(def)
			w := assignment.World{Today: readOn, AddWorkdays: calendar.New(calendar.OfficeWeek(), nil).AddWorkdays, Record: record}
			record = record.With(def.Evaluate(s.Draft, w).Facts(readOn.AddDate(0, -1, 0), dossier.Source{Assignment: id, Version: 1, Submission: "s"})...)
		}
		text, err := json.Marshal(copied{Format: copyFormat, Made: readOn, Facts: copyFacts(record, vocab)})
		if err != nil {
			t.Fatal(err)
		}
		back, err := readCopy(text, vocab, readOn)
		if err != nil {
			t.Fatalf("%d: %v in %s", seed, err, text)
		}
		for _, l := range back.Left {
			if l.Key != "bring.left.computed" {
				t.Fatalf("%d: %+v is left out", seed, l)
			}
		}
		facts, _ := record.Current(vocab)
		got := dossier.NewRecord(back.Facts)
		for _, f := range facts {
			values += sameValues(t, vocab, f, got)
		}
	}
	if values < 2000 {
		t.Errorf("only %d values were looked at", values)
	}
}

func sameValues(t *testing.T, vocab *dossier.Vocabulary, f dossier.Fact, got *dossier.Record) int {
	t.Helper()
	now, _ := got.Fact(f.Path)
	if row := got.Row(f.Path, f.Row); row != nil {
		now = *row
	}
	of, _ := vocab.Type(f.Path)
	n := 0
	for name, v := range f.Values {
		if c, _ := of.Column(name); c.Computed || v.State == dossier.Blank {
			continue
		}
		if n++; !now.Values[name].Alike(v) || !now.At.Equal(f.At) {
			t.Fatalf("%s %s %s was %+v and comes back as %+v", f.Path, f.Row, name, v, now.Values[name])
		}
	}
	return n
}

func TestReadCopy_refusesWhatWeNeverWrite(t *testing.T) {
	vocab := shelved(t).Vocabulary("nl")
	adults := line("household.adults", "", `"value": {"state": "answered", "text": "2"}`)
	if back, err := readCopy([]byte(copyWith(adults)), vocab, readOn); err != nil || len(back.Facts) != 1 {
		t.Fatalf("a good copy: %+v, %v", back, err)
	}
	many := make([]string, 100_000)
	for i := range many {
		many[i] = fmt.Sprintf(`{"path":"debts","row":"r%d","at":"2027-05-01T10:00:00Z","by":"client"}`, i)
	}
	rows := make([]string, maxCopyRows+1)
	for i := range rows {
		rows[i] = line("debts", fmt.Sprint("r", i), `"creditor": {"state": "answered", "text": "x"}`)
	}
	text := func(s string) string { return line("debts", "a", `"creditor": {"state": "answered", "text": "`+s+`"}`) }
	tests := map[string]struct{ file, key string }{
		"nothing":                  {"", "bring.notours"},
		"no JSON":                  {"PK\x03\x04 a zip", "bring.notours"},
		"other JSON":               {`{"a": 1}`, "bring.notours"},
		"a list":                   {`[]`, "bring.notours"},
		"half a file":              {copyWith(adults)[:80], "bring.notours"},
		"two files":                {copyWith(adults) + copyWith(adults), "bring.notours"},
		"another format":           {strings.Replace(copyWith(adults), "copy/1", "copy/2", 1), "bring.notours"},
		"made tomorrow next year":  {strings.Replace(copyWith(adults), "2027-06-01", "2028-06-01", 1), "bring.notours"},
		"never made":               {strings.Replace(copyWith(adults), "2027-06-01T10:00:00+02:00", "0001-01-01T00:00:00Z", 1), "bring.notours"},
		"bytes that are no text":   {copyWith(text("\xff\xfe")), "bring.notours"},
		"nested without end":       {strings.Repeat(`{"facts":[`, 20_000), "bring.notours"},
		"a field that is not ours": {strings.Replace(copyWith(adults), `"by"`, `"owner": "admin", "by"`, 1), "bring.notours"},
		"100,000 rows":             {copyWith(many...), "bring.much"},
		"too many rows of a list":  {copyWith(rows...), "bring.much"},
		"a text of a megabyte":     {copyWith(text(strings.Repeat("x", 1<<20))), "bring.changed"},
		"a text turned around":     {copyWith(text(`Zonne\u202estroom`)), "bring.changed"},
		"an isolate":               {copyWith(text(`Zonne\u2066stroom`)), "bring.changed"},
		"a null character":         {copyWith(text(`Zonne\u0000stroom`)), "bring.changed"},
		"an escape":                {copyWith(text(`\u001b[2J`)), "bring.changed"},
		"written by a counsellor":  {strings.Replace(copyWith(adults), `"by": "client"`, `"by": "counsellor"`, 1), "bring.changed"},
		"a row with a strange id":  {copyWith(line("debts", "a].x", `"creditor": {"state": "answered", "text": "x"}`)), "bring.changed"},
		"a strange path":           {copyWith(line("../x", "", `"value": {"state": "answered", "text": "x"}`)), "bring.changed"},
		"a strange column":         {copyWith(line("debts", "a", `"A B": {"state": "answered", "text": "x"}`)), "bring.changed"},
		"a state that is not ours": {copyWith(line("debts", "a", `"creditor": {"state": "sure", "text": "x"}`)), "bring.changed"},
		"a period that is not":     {copyWith(line("income", "a", `"amount": {"state": "answered", "cents": 1, "period": "day"}`)), "bring.changed"},
		"an amount without one":    {copyWith(line("debts", "a", `"owed": {"state": "answered"}`)), "bring.changed"},
		"no moment":                {strings.Replace(copyWith(adults), "2027-05-01T10:00:00+02:00", "0001-01-01T00:00:00Z", 1), "bring.changed"},
	}
	for name, tt := range tests {
		back, err := readCopy([]byte(tt.file), vocab, readOn)
		if !fault.Is(err, fault.Invalid) || fault.As(err).Key != tt.key || len(back.Facts) > 0 {
			t.Errorf("%s: %v with %d facts, want %s", name, err, len(back.Facts), tt.key)
		}
	}
}

func TestReadCopy_leavesOutAndNamesWhatCannotComeAlong(t *testing.T) {
	vocab := shelved(t).Vocabulary("nl")
	back, err := readCopy([]byte(copyWith(
		line("household.adults", "", `"value": {"state": "answered", "text": "veel"}`),
		line("household.children", "", `"value": {"state": "answered", "text": "1"}`),
		line("household.children", "", `"value": {"state": "answered", "text": "2"}`),
		line("elsewhere.fact", "", `"value": {"state": "answered", "text": "x"}`),
		line("debts", "a", `"creditor": {"state": "answered", "text": "BSN 123456782"}, "owed": {"state": "answered", "cents": 39000}, "kind": {"state": "answered", "text": "castle"}, "colour": {"state": "answered", "text": "red"}, "order": {"state": "answered", "text": "1"}`),
		line("debts", "b", `"creditor": {"state": "answered", "text": "שלום \u200fמים"}, "owed": {"state": "unknown"}`),
		strings.Replace(line("debts_summary.total", "", `"value": {"state": "answered", "cents": 1}`), "client", "computed", 1),
	)), vocab, readOn)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, l := range back.Left {
		got[l.Label] = strings.TrimPrefix(l.Key, "bring.left.")
	}
	want := map[string]string{
		"Aantal volwassenen": "unreadable", "elsewhere.fact": "unknown", "Schulden: Wie geld vraagt": "number", "Schulden: Soort schuld": "unreadable",
		"Schulden: colour": "unknown", "Samen gevraagd": "computed",
	}
	for label, key := range want {
		if got[label] != key {
			t.Errorf("%s is left out as %q, not %q", label, got[label], key)
		}
	}
	if len(got) != len(want) || back.Older != 1 {
		t.Errorf("left out %v, and %d older lines", got, back.Older)
	}
	r := dossier.NewRecord(back.Facts)
	f, _ := r.Fact("household.children")
	if a, b := r.Row("debts", "a"), r.Row("debts", "b"); f.Value().Text != "2" || len(a.Values) != 1 || a.Values["owed"].Cents != 39000 || len(b.Values) != 2 || b.Values["owed"].State != dossier.Unknown {
		t.Errorf("what comes along is %+v", back.Facts)
	}
	if f.Source != (dossier.Source{}) || f.At.Month() != time.May {
		t.Errorf("it comes from %+v of %v", f.Source, f.At)
	}
}

func FuzzReadCopy(f *testing.F) {
	f.Add(copyWith(line("household.adults", "", `"value": {"state": "answered", "text": "2"}`)))
	f.Add(copyWith(line("debts", "a", `"creditor": {"state": "answered", "text": "x"}, "owed": {"state": "unknown"}`)))
	vocab := shelved(f).Vocabulary("nl")
	f.Fuzz(func(t *testing.T, text string) {
		back, err := readCopy([]byte(text), vocab, readOn)
		if err != nil {
			return
		}
		for _, fact := range back.Facts {
			of, ok := vocab.Type(fact.Path)
			if !ok || fact.Removed || fact.Source != (dossier.Source{}) || fact.At.IsZero() {
				t.Fatalf("%+v", fact)
			}
			for name, v := range fact.Values {
				if c, isColumn := of.Column(name); isColumn && c.Computed || strings.ContainsFunc(v.Text, unseen) {
					t.Fatalf("%s: %+v", name, v)
				}
			}
		}
	})
}
