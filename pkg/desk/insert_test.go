// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/url"
	"testing"

	"opgelucht/pkg/sample"
)

func TestJoin_makesOneLetterOfTwoMessages(t *testing.T) {
	const first = "Dag Merel,\n\nFijn dat je schrijft.\n\nGroet,\nSanne"
	for _, c := range []struct{ name, text, added, want string }{
		{"into an empty box", " \n", first + "\n", first},
		{"below another message", first, "Dag Merel,\n\nBegin met drie.\n\nGroet,\nSanne", "Dag Merel,\n\nFijn dat je schrijft.\n\nBegin met drie.\n\nGroet,\nSanne"},
		{"below own words", "Ik las je brief.", first, "Ik las je brief.\n\n" + first},
		{"below an own greeting", "Hoi Merel,", first, "Hoi Merel,\n\nFijn dat je schrijft.\n\nGroet,\nSanne"},
		{"above another signature", first, "Tot snel.\n\nGroet,\nBram", first + "\n\nTot snel.\n\nGroet,\nBram"},
		{"a greeting alone", "Hoi Merel,", "Dag Merel,", "Hoi Merel,\n\nDag Merel,"},
	} {
		if got := join(c.text, c.added); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFillBlanks_fillsOnlyTheBlankAFieldIsFor(t *testing.T) {
	for _, c := range []struct {
		name, text string
		form       url.Values
		want       string
	}{
		{"both", "Van [naam] op [dag].", url.Values{"leeg.1": {"[naam]"}, "invul.1": {" de bank "}, "leeg.2": {"[dag]"}, "invul.2": {"maandag"}}, "Van de bank op maandag."},
		{"the same one twice", "[dag] en [dag]", url.Values{"leeg.1": {"[dag]"}, "leeg.2": {"[dag]"}, "invul.2": {"dinsdag"}}, "[dag] en dinsdag"},
		{"one that was filled by hand", "Van Jan op [dag].", url.Values{"leeg.1": {"[naam]"}, "invul.1": {"Jan"}, "leeg.2": {"[dag]"}}, "Van Jan op [dag]."},
		{"nothing typed", "Op [dag].", url.Values{"leeg.1": {"[dag]"}, "invul.1": {" "}}, "Op [dag]."},
		{"nothing asked", "Op [dag].", url.Values{}, "Op [dag]."},
	} {
		if got := fillBlanks(c.text, c.form); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPieces_showWhatIsFilledAndWhatIsOpen(t *testing.T) {
	got := suggest(sample.Message{Body: "Dag {bijnaam}, bel [naam].\n"}).Pieces
	want := []piece{{Text: "Dag "}, {"bijnaam", "full"}, {Text: ", bel "}, {"[naam]", "open"}, {Text: "."}}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("piece %d is %q, want %q", i, got[i], want[i])
		}
	}
}
