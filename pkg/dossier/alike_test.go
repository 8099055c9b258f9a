// SPDX-License-Identifier: EUPL-1.2

package dossier

import (
	"testing"
	"time"

	"opgelucht/pkg/money"
)

var debtList = Type{Path: "debts", Kind: Rows, Columns: []Type{
	{Path: "creditor", Kind: Text}, {Path: "kind", Kind: Choice}, {Path: "urgent", Kind: YesNo, Computed: true}, {Path: "owed", Kind: Money},
}}

func row(creditor, kind string, owed money.Cents) map[string]Value {
	values := map[string]Value{"creditor": {Text: creditor}}
	if kind != "" {
		values["kind"] = Value{Text: kind}
	}
	if owed > 0 {
		values["owed"] = Value{Cents: owed}
	}
	return values
}

func TestLooksLike_asksAboutTheSameDebtInOtherSpellingAndNotAboutOthers(t *testing.T) {
	tests := []struct {
		name string
		a, b map[string]Value
		want bool
	}{
		{"the same", row("Zonnestroom", "energy", 39000), row("Zonnestroom", "energy", 39000), true},
		{"capitals, a legal form and a space", row("ZONNE STROOM B.V.", "energy", 39000), row("Zonnestroom", "energy", 39000), true},
		{"accents", row("Café Zoë", "other", 1000), row("cafe zoe", "other", 1000), true},
		{"a slip of the pen", row("Zonestroom", "energy", 39000), row("Zonnestroom", "energy", 39000), true},
		{"more words", row("Vattenfall Klantenservice", "energy", 0), row("Vattenfall", "energy", 39000), true},
		{"costs that came on top", row("Zonnestroom", "energy", 39000), row("Zonnestroom", "energy", 40900), true},
		{"a kind that says nothing", row("Zonnestroom", "other", 39000), row("Zonnestroom", "energy", 39000), true},
		{"a kind that is not known", row("Zonnestroom", "", 39000), row("Zonnestroom", "energy", 39000), true},
		{"another amount", row("Zonnestroom", "energy", 39000), row("Zonnestroom", "energy", 50000), false},
		{"another kind", row("Belastingdienst", "tax", 39000), row("Belastingdienst", "allowance", 39000), false},
		{"another name with the same amount", row("Zonnestroom", "energy", 39000), row("Waterland", "energy", 39000), false},
		{"short names one letter apart", row("ING", "bank", 100), row("ICS", "bank", 100), false},
		{"no name", row("", "energy", 39000), row("", "energy", 39000), false},
		{"only punctuation", row("--", "energy", 39000), row("..", "energy", 39000), false},
		{"little words only", row("De", "shop", 100), row("Het", "shop", 100), false},
	}
	for _, tt := range tests {
		if debtList.LooksLike(tt.a, tt.b) != tt.want || debtList.LooksLike(tt.b, tt.a) != tt.want {
			t.Errorf("%s: not %v", tt.name, tt.want)
		}
	}
	wages := Type{Kind: Rows, Columns: []Type{{Path: "kind", Kind: Choice}, {Path: "amount", Kind: MoneyPer}}}
	if v := map[string]Value{"kind": {Text: "wage"}}; wages.LooksLike(v, v) {
		t.Error("two wages are asked about: people have two jobs")
	}
}

func TestSince_aValueThatIsOnlyCarriedAlongIsAsOldAsItWas(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 6, d, 12, 0, 0, 0, time.UTC) }
	both := func(creditor string, owed money.Cents) map[string]Value { return row(creditor, "", owed) }
	r := NewRecord([]Fact{
		{Path: "debts", Row: "a", Values: both("De Linde", 100), At: day(1)},
		{Path: "debts", Row: "a", Values: both("De Linde", 200), At: day(5)},
		{Path: "debts", Row: "a", Values: both("De Linde", 200), At: day(9), Still: []string{"owed"}},
		{Path: "household.adults", Values: text("2"), At: day(9), Said: day(2)},
	})
	for _, tt := range []struct {
		path, row, column string
		want              time.Time
	}{
		{"debts", "a", "creditor", day(1)}, {"debts", "a", "owed", day(9)}, {"household.adults", "", "", day(2)},
		{"debts", "a", "stage", time.Time{}}, {"debts", "b", "owed", time.Time{}},
	} {
		if _, got := r.Since(tt.path, tt.row, tt.column); !got.Equal(tt.want) {
			t.Errorf("%s %s %s is said on %v", tt.path, tt.row, tt.column, got)
		}
	}
	if Old(day(1), day(1).AddDate(0, 0, 60)) || !Old(day(1), day(1).AddDate(0, 0, 61)) {
		t.Error("not two months make a value old")
	}
}
