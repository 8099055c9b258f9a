// SPDX-License-Identifier: EUPL-1.2

package readable

import (
	"math"
	"strings"
	"testing"
)

func TestSyllables_followDutchVowels(t *testing.T) {
	for words, want := range map[string]int{
		"je huis brief geld ruim zei kind nieuw leeuw fraai": 1,
		"betaal water draaien moeilijk ruzie":                2,
		"rekening ideeën toeslagen yoghurtje":                3,
		"verzekering hypotheken financieel gemeentelijk":     4,
		"":     1,
		"CJ":   1,
		"quiz": 1,
	} {
		for _, word := range strings.Fields(words) {
			if got := Syllables(word); got != want {
				t.Errorf("%s: %d, want %d", word, got, want)
			}
		}
	}
}

func TestSentences_areTakenApartWhereAReaderStops(t *testing.T) {
	tests := []struct {
		text string
		want []string
		n    []int
	}{
		{"Schatten mag. Stoppen mag ook!", []string{"Schatten mag.", "Stoppen mag ook!"}, []int{2, 3}},
		{"Het is € 1.234,56 per maand.", []string{"Het is € 1.234,56 per maand."}, []int{5}},
		{"Je kunt **{left} per maand** missen.\nBeloof niets.", []string{"Je kunt **{left} per maand** missen.", "Beloof niets."}, []int{6, 2}},
		{"Neem mee:\n- een brief\n- je pas", []string{"Neem mee:", "een brief", "je pas"}, []int{2, 2, 2}},
		{"Zonder punt\n\nEn dan dit", []string{"Zonder punt", "En dan dit"}, []int{2, 3}},
		{"Zeg: 'Ik heb hulp nodig.' Bel dan.", []string{"Zeg: 'Ik heb hulp nodig.'", "Bel dan."}, []int{5, 2}},
		{"Kijk bijv. in je app.", []string{"Kijk bijv. in je app."}, []int{5}},
		{"", nil, nil},
		{"… -", nil, nil},
	}
	for _, tt := range tests {
		got := Sentences(tt.text)
		if len(got) != len(tt.want) {
			t.Errorf("%q: %+v", tt.text, got)
			continue
		}
		for i, s := range got {
			if s.Text != tt.want[i] || s.Words != tt.n[i] || !strings.HasPrefix(tt.text[s.At:], s.Text) {
				t.Errorf("%q: %+v, want %q with %d words", tt.text, s, tt.want[i], tt.n[i])
			}
		}
	}
}

func TestMeasure_isTheFormulaOfDouma(t *testing.T) {
	s := Measure("Je ziet wat er blijft.", "Dan hoef je niet te gokken.")
	if s.Sentences != 2 || s.Words != 11 || s.Syllables != 12 || s.Longest.Words != 6 {
		t.Errorf("%+v", s)
	}
	if want := 206.835 - 0.93*5.5 - 77*12.0/11; math.Abs(s.Douma()-want) > 1e-9 {
		t.Errorf("%f, want %f", s.Douma(), want)
	}
	if Measure("").Douma() != 0 {
		t.Error("no words and yet a score")
	}
	hard := Measure("Middels deze beschikking informeren wij u omtrent de beëindiging van uw betalingsverplichting.")
	if hard.Douma() > 30 || s.Douma() < 90 {
		t.Errorf("hard scores %f, easy %f", hard.Douma(), s.Douma())
	}
}

func TestFindHard_namesWhatToWrite(t *testing.T) {
	list := []Hard{{Word: "middels", Use: "met"}, {Word: "beslag", Use: "x", Letter: true}, {Word: "beslagvrije voet", Use: "y"}, {Word: "toeslag", Use: "z"}, {Word: "door middel van", Use: "met"}}
	got := Ready(list).Find("Middels een brief. De beslagvrije voet en het beslag; toeslagen. Door middel van. Een beslagene.")
	var said []string
	for _, f := range got {
		said = append(said, f.As+"="+f.Use)
	}
	if all := strings.Join(said, " | "); all != "Middels=met | beslagvrije voet=y | beslag=x | toeslagen=z | Door middel van=met" {
		t.Error(all)
	}
}

func TestAddress_leavesOutWhatIsToBeSaidAloud(t *testing.T) {
	u, je := Address("Je kunt zeggen: 'Kunt u mij helpen?' Dan heb jij rust. Uw brief, {je}.")
	if len(u) != 1 || u[0].Text != "Uw" || len(je) != 2 {
		t.Errorf("%v %v", u, je)
	}
}

func TestLong_findsWordsThatFewReadAtOnce(t *testing.T) {
	got := Long("De ziektekostenverzekering van {household.children} en 100000 kosten.")
	if len(got) != 1 || got[0].Text != "ziektekostenverzekering" {
		t.Errorf("%v", got)
	}
}

func FuzzReadable(f *testing.F) {
	f.Add("Je kunt **{left} per maand** missen.\n\n- een\n- [twee](https://x.nl)")
	f.Add("É. ë! \xff {")
	f.Fuzz(func(t *testing.T, text string) {
		total := 0
		for _, s := range Sentences(text) {
			if s.Words == 0 || s.At < 0 || s.At > len(text) {
				t.Fatalf("%+v", s)
			}
			total += s.Words
		}
		if n := len(Words(text)); n != total {
			t.Fatalf("%d words, %d in sentences", n, total)
		}
		for _, w := range Words(text) {
			if w.At < 0 || w.At+len(w.Text) > len(text) || Syllables(w.Text) < 1 {
				t.Fatalf("%+v", w)
			}
		}
		Address(text)
		Ready([]Hard{{Word: "een twee"}, {Word: "x"}}).Find(text)
		_ = Measure(text).Douma()
	})
}
