// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"opgelucht/config"
	"opgelucht/pkg/content"
)

// good is a table in which each mistake of the tests is made in turn.
const good = `title:
  nl: Vrij bedrag
  en: Free amount
values:
  single: {kind: money, nl: Alleen, en: Alone}
  part: {kind: percent, nl: Deel, en: Part}
  weeks: {kind: number, nl: Weken, en: Weeks}
rows:
  - from: 2023-01-01
    until: 2023-06-30
    source: Regeling van 2023
    url: https://example.nl/2023
    certainty: checked
    checked: 2026-11-25
    values:
      single: € 1.234,56
      part: 12,5%
      weeks: 4
  - from: 2023-07-01
    until: 2023-12-31
    values: unknown
    confirm: iemand
  - from: 2024-01-01
    source: Regeling van 2024
    certainty: estimate
    checked: 2026-11-25
    confirm: een jurist
    values:
      single: {value: "€ 0,50", certainty: checked, source: Elders}
      part: unknown
      weeks: 0,5
`

func TestParse_readsEveryFigureWithItsBasis(t *testing.T) {
	table, problems := Parse("norms/free.yaml", []byte(good))
	if len(problems) > 0 || table.ID != "free" || table.Title.EN != "Free amount" || len(table.Rows) != 3 {
		t.Fatalf("%v, %+v", problems, table)
	}
	all := &Tables{byID: map[string]*Table{"free": table}}
	for _, c := range []struct {
		name, day string
		want      int64
		known     bool
		certainty Certainty
		source    string
	}{
		{"free.single", "2022-12-31", 0, false, "", ""}, {"free.single", "2023-01-01", 123456, true, Checked, "Regeling van 2023"},
		{"free.part", "2023-06-30", One / 8, true, Checked, "Regeling van 2023"}, {"free.weeks", "2023-06-30", 4 * One, true, Checked, "Regeling van 2023"},
		{"free.weeks", "2023-07-01", 0, false, "", ""}, {"free.weeks", "2023-12-31", 0, false, "", ""},
		{"free.weeks", "2024-01-01", One / 2, true, Estimate, "Regeling van 2024"}, {"free.single", "2031-01-01", 50, true, Checked, "Elders"},
		{"free.part", "2024-01-01", 0, false, "", ""}, {"free.other", "2024-01-01", 0, false, "", ""}, {"fee.single", "2024-01-01", 0, false, "", ""},
	} {
		got, ground := all.Value(c.name, on(c.day))
		if got != c.want || ground.Known() != c.known {
			t.Errorf("%s on %s: %d, %+v", c.name, c.day, got, ground)
		}
		if c.known && (ground.Certainty() != c.certainty || ground.Uses[0].Basis.Source != c.source) {
			t.Errorf("%s on %s rests on %+v", c.name, c.day, ground.Uses)
		}
	}
	if url := table.Rows[0].Figures["part"].Basis.URL; url != "https://example.nl/2023" {
		t.Errorf("address %q", url)
	}
	for name, want := range map[string]string{"free": "Vrij bedrag", "free.part": "Vrij bedrag: Deel", "free.x": "Vrij bedrag", "x.y": "x.y"} {
		if got := all.Title(name).NL; got != want {
			t.Errorf("%s is called %q, want %q", name, got, want)
		}
	}
}

// A clock time or another zone does not move a day.
func TestValue_looksAtTheCalendarDay(t *testing.T) {
	table, _ := Parse("free.yaml", []byte(good))
	all := &Tables{byID: map[string]*Table{"free": table}}
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("east", 9*3600), time.FixedZone("west", -9*3600)} {
		if _, ground := all.Value("free.single", time.Date(2023, 6, 30, 23, 59, 59, 0, zone)); !ground.Known() {
			t.Errorf("the last evening is not known in %v", zone)
		}
		if _, ground := all.Value("free.single", time.Date(2023, 1, 1, 0, 0, 1, 0, zone)); !ground.Known() {
			t.Errorf("the first morning is not known in %v", zone)
		}
	}
}

func TestParse_saysWhatIsWrongAndWhere(t *testing.T) {
	for _, c := range []struct{ name, old, new, where, nl, en string }{
		{"no title", "title:\n  nl: Vrij bedrag\n  en: Free amount\n", "", "free.yaml:1:1", "'title' ontbreekt.", "'title' is missing."},
		{"no English", "  en: Free amount\n", "", "free.yaml:2:3", "'en' ontbreekt.", "'en' is missing."},
		{"empty words", "nl: Alleen", `nl: ""`, "free.yaml:5:25", "Achter 'nl' staat niets.", "There is nothing after 'nl'."},
		{"unknown key", "    until: 2023-06-30\n", "    untill: 2023-06-30\n", "free.yaml:10:5", "'untill' ken ik hier niet. Bedoelde je 'until'?", "I do not know 'untill' here. Did you mean 'until'?"},
		{"unknown kind", "kind: money", "kind: mony", "free.yaml:5:18", "De soort 'mony' bestaat niet. Bedoelde je 'money'?", "There is no kind 'mony'. Did you mean 'money'?"},
		{"strange kind", "kind: money", "kind: date", "free.yaml:5:18", "Kies uit: money, percent, number.", "Choose from: money, percent, number."},
		{"bad name", "  weeks: {kind", "  Weeks: {kind", "free.yaml:7:3", "'Weeks' kan geen naam zijn.", "'Weeks' cannot be a name."},
		{"no day", "from: 2023-01-01", "from: 1 januari 2023", "free.yaml:9:11", "'1 januari 2023' is geen dag. Schrijf jaar, maand en dag", "'1 januari 2023' is no day."},
		{"no such day", "until: 2023-06-30", "until: 2023-06-31", "free.yaml:10:12", "'2023-06-31' is geen dag.", "is no day."},
		{"a far year", "from: 2023-01-01", "from: 0023-01-01", "free.yaml:9:11", "is geen dag.", "is no day."},
		{"ends too soon", "until: 2023-06-30", "until: 2022-06-30", "free.yaml:10:12", "eindigt voordat hij begint.", "ends before it begins."},
		{"an overlap", "until: 2023-06-30", "until: 2023-07-01", "free.yaml:19:5", "Op 2023-07-01 gelden twee rijen. Schrijf bij de rij erboven 'until: 2023-06-30'.", "On 2023-07-01 two rows hold."},
		{"an open row", "    until: 2023-06-30\n", "", "free.yaml:18:5", "Op 2023-07-01 gelden twee rijen.", "Write 'until: 2023-06-30' in the row above."},
		{"a gap", "until: 2023-06-30", "until: 2023-06-28", "free.yaml:19:5", "Van 2023-06-29 tot en met 2023-06-30 geldt geen rij. Weet je het niet?", "From 2023-06-29 until 2023-06-30 no row holds."},
		{"unsorted", "from: 2024-01-01", "from: 2023-03-01", "free.yaml:23:5", "begint niet later dan de rij erboven.", "does not begin later than the one above."},
		{"twice", "from: 2024-01-01", "from: 2023-07-01", "free.yaml:23:5", "Zet de rijen op volgorde, de oudste eerst.", "Put the rows in order, the oldest first."},
		{"an English amount", "€ 1.234,56", "€ 1,234.56", "free.yaml:16:15", "'€ 1,234.56' is geen bedrag dat ik zeker kan lezen. Schrijf het zo: € 1.234,56.", "is no amount that I am sure how to read."},
		{"a doubtful amount", "€ 1.234,56", "€ 1.234", "free.yaml:16:15", "is geen bedrag", "is no amount"},
		{"an amount without euro", "€ 1.234,56", "1.234,56", "free.yaml:16:15", "is geen bedrag", "is no amount"},
		{"about", "€ 1.234,56", "ca. € 1.234,56", "free.yaml:16:15", "is geen bedrag", "is no amount"},
		{"below nothing", "€ 1.234,56", "€ -5,00", "free.yaml:16:15", "is geen bedrag", "is no amount"},
		{"a point in a percentage", "12,5%", "12.5%", "free.yaml:17:13", "'12.5%' is geen percentage. Schrijf het zo: 15% of 0,5%.", "is no percentage."},
		{"a percentage without sign", "12,5%", "12,5", "free.yaml:17:13", "is geen percentage.", "is no percentage."},
		{"too fine", "12,5%", "12,1234567%", "free.yaml:17:13", "is geen percentage.", "is no percentage."},
		{"no number", "weeks: 4", "weeks: vier", "free.yaml:18:14", "'vier' is geen getal. Schrijf het zo: 14 of 0,5. Zonder punten.", "'vier' is no number."},
		{"a thousand", "weeks: 4", "weeks: 1.000", "free.yaml:18:14", "is geen getal.", "is no number."},
		{"a loose comma", "weeks: 4", `weeks: "4,"`, "free.yaml:18:14", "is geen getal.", "is no number."},
		{"a list for a figure", "weeks: 4", "weeks: [4]", "free.yaml:18:14", "Hier hoort één tekst te staan.", "One text belongs here."},
		{"a value too few", "      weeks: 4\n", "", "free.yaml:16:7", "'weeks' ontbreekt.", "'weeks' is missing."},
		{"a value too many", "      weeks: 4\n", "      weeks: 4\n      week: 4\n", "free.yaml:19:7", "'week' ken ik hier niet. Bedoelde je 'weeks'?", "Did you mean 'weeks'?"},
		{"no source", "    source: Regeling van 2023\n", "", "free.yaml:9:5", "'source' ontbreekt.", "'source' is missing."},
		{"no certainty", "    certainty: checked\n", "", "free.yaml:9:5", "'certainty' ontbreekt.", "'certainty' is missing."},
		{"no last look", "    checked: 2026-11-25\n    values:\n      single: € 1", "    values:\n      single: € 1", "free.yaml:9:5", "'checked' ontbreekt.", "'checked' is missing."},
		{"strange certainty", "certainty: checked\n", "certainty: cheked\n", "free.yaml:13:16", "is 'checked' of 'estimate'. Bedoelde je 'checked'?", "is 'checked' or 'estimate'."},
		{"nobody confirms", "    confirm: een jurist\n", "", "free.yaml:23:5", "Bij een schatting hoort 'confirm'", "An estimate needs 'confirm'"},
		{"no address", "https://example.nl/2023", "example.nl", "free.yaml:12:10", "Een adres begint met 'https://'.", "An address begins with 'https://'."},
		{"certainty of nothing", "values: unknown\n", "values: unknown\n    certainty: checked\n", "free.yaml:22:5", "'certainty' ken ik hier niet.", "I do not know 'certainty' here."},
		{"figures as text", "values: unknown\n", "values: onbekend\n", "free.yaml:19:5", "'source' ontbreekt.", "'source' is missing."},
		{"no rows", good[strings.Index(good, "rows:"):], "rows: []\n", "free.yaml:8:7", "Deze tabel heeft geen rijen.", "This table has no rows."},
		{"rows as text", good[strings.Index(good, "rows:"):], "rows: veel\n", "free.yaml:8:7", "Hier hoort een lijst te staan.", "A list belongs here."},
		{"not a table", good, "zomaar tekst\n", "free.yaml:1:1", "Hier horen namen met waarden te staan.", "Names with values belong here."},
		{"nothing", good, "", "free.yaml:", "leeg", "empty"},
	} {
		_, problems := Parse("free.yaml", []byte(strings.Replace(good, c.old, c.new, 1)))
		if !strings.Contains(good, c.old) || !told(problems, c.where, c.nl, c.en) {
			t.Errorf("%s: want %s %s | %s, got %v", c.name, c.where, c.nl, c.en, texts(problems))
		}
	}
}

func told(problems []content.Problem, where, nl, en string) bool {
	for _, p := range problems {
		if strings.HasPrefix(p.Text("nl"), where) && strings.Contains(p.Text("nl"), nl) && strings.Contains(p.Text("en"), en) {
			return true
		}
	}
	return false
}

func texts(problems []content.Problem) []string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Text("nl"))
	}
	return list
}

func TestParse_refusesAStrangeFileName(t *testing.T) {
	if _, problems := Parse("norms/Vrij bedrag.yaml", []byte(good)); !told(problems, "norms/Vrij bedrag.yaml", "heet naar zijn bestand", "called after its file") {
		t.Errorf("%v", texts(problems))
	}
}

// shippedWith is the folder that ships, with some files replaced; an empty one
// is taken out.
func shippedWith(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	entries, err := config.Norms.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := config.Norms.ReadFile(folder + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		all[folder+"/"+e.Name()] = &fstest.MapFile{Data: text}
	}
	for name, text := range files {
		delete(all, folder+"/"+name)
		if text != "" {
			all[folder+"/"+name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return all
}

func TestLoad_tellsWhatCalculationsNeed(t *testing.T) {
	half := "title: {nl: x, en: x}\nvalues:\n  days_after: {kind: number, nl: x, en: x}\nrows:\n  - {from: 2000-01-01, source: x, certainty: checked, checked: 2026-01-01, values: {days_after: \"0,5\"}}\n"
	for _, c := range []struct{ file, text, where, nl, en string }{
		{"bank_free.yaml", "", "norms/bank_free.yaml", "een berekening heeft het nodig", "a calculation needs it"},
		{"limitation.yaml", "", "norms/limitation.yaml", "een berekening heeft het nodig", "a calculation needs it"},
		{"bank_free.yaml", good, "norms/bank_free.yaml", "heeft hier 'couple' nodig, van de soort money.", "needs 'couple' here, of kind money."},
		{"limitation_counting.yaml", half, "norms/limitation_counting.yaml:5:5", "'days_after' moet een heel getal zijn", "'days_after' must be a whole number"},
	} {
		got, problems := Load(shippedWith(t, map[string]string{c.file: c.text}))
		if !told(problems, c.where, c.nl, c.en) {
			t.Errorf("%s: %v", c.file, texts(problems))
		}
		if c.text == "" && (len(problems) != 1 || len(got.IDs()) != 21) {
			t.Errorf("%s: %d tables, %v", c.file, len(got.IDs()), texts(problems))
		}
	}
}

// A file with a mistake is left out whole, and told of once.
func TestLoad_leavesOutAFileWithAMistake(t *testing.T) {
	got, problems := Load(shippedWith(t, map[string]string{"bank_free.yaml": strings.Replace(good, "weeks: 4", "weeks: vier", 1)}))
	if len(problems) != 1 || got.Table("bank_free") != nil || len(got.IDs()) != 21 {
		t.Fatalf("%d tables, %v", len(got.IDs()), texts(problems))
	}
	if _, ground := FreeBank(got, "single", on("2024-01-01")); ground.Known() {
		t.Error("a broken table gives a figure")
	}
}

func TestTables_noneAtAll(t *testing.T) {
	var none *Tables
	if none.Table("x") != nil || len(none.IDs()) != 0 || len(none.Table("x").Values()) != 0 {
		t.Error("nothing has something")
	}
	if _, ground := CollectionCosts(none, 100, on("2025-01-01")); ground.Known() || len(ground.Gaps) != 1 {
		t.Errorf("%+v", ground)
	}
}

func TestGap_readsBackWhatItWrote(t *testing.T) {
	for _, gap := range []Gap{{"bank_free", on("2030-01-31")}, {"bank_free.single", on("1999-12-01")}} {
		if got, ok := ReadGap(gap.String()); !ok || got != gap {
			t.Errorf("%v: %v", gap, got)
		}
	}
	for _, word := range []string{"", "debts.owed", "a@b", "a@2024-13-01", "a@2024-01-01@x"} {
		if got, ok := ReadGap(word); ok {
			t.Errorf("%q is taken for %v", word, got)
		}
	}
}

// FuzzParse: reading never panics; what is read without a mistake has rows in
// order, without overlap or gap, and figures with a basis.
func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	entries, _ := config.Norms.ReadDir(folder)
	for _, e := range entries {
		text, _ := config.Norms.ReadFile(folder + "/" + e.Name())
		f.Add(text)
	}
	for _, old := range []string{"unknown", "€ 1.234,56", "2023-07-01", "single", "money", ": "} {
		f.Add([]byte(strings.Replace(good, old, "", 1)))
		f.Add([]byte(strings.ReplaceAll(good, old, "x")))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		table, problems := Parse("norms/free.yaml", text)
		for _, p := range problems {
			if p.File != "norms/free.yaml" || p.Line < 0 || p.Say.NL == "" || p.Say.EN == "" {
				t.Fatalf("a problem without a place or words: %+v", p)
			}
		}
		if len(content.Errors(problems)) > 0 {
			return
		}
		if len(table.Rows) == 0 || table.Title.NL == "" || table.Title.EN == "" {
			t.Fatalf("a table without rows or a title: %+v", table)
		}
		for i, row := range table.Rows {
			if i > 0 && !row.From.Equal(table.Rows[i-1].Until.AddDate(0, 0, 1)) {
				t.Fatalf("rows do not follow each other: %+v", table.Rows)
			}
			for _, figure := range row.Figures {
				if figure.N < 0 || figure.Basis.Source == "" || figure.Basis.Checked.IsZero() || figure.Basis.Certainty == "" {
					t.Fatalf("a figure without a basis: %+v", figure)
				}
			}
		}
	})
}
