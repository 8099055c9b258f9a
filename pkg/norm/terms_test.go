// SPDX-License-Identifier: EUPL-1.2

package norm

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"opgelucht/pkg/money"
)

const (
	years   = "limitation: 2 years consumer purchase (energy too), 5 years contract, periodic payments, undue payment, damages, 20 years after a judgment"
	general = "general knowledge, to be confirmed: periodic amounts under a judgment 5 years"
	list22  = "bank seizure 2022: 1.691,66 / 1.814,73 / 2.236,89 / 2.262,98"
	list23  = "bank seizure July 2023: 1.892,73 / 2.031,34 / 2.498,47 / 2.533,99"
	list24  = "maximum of January 2024: 1.996,21 single, 2.162,60 single parent, 2.631,49 couple, 2.747,09 couple with children"
	share   = "protected earnings: 95% of the own income, at most the maximum of the household"
)

func TestLimitation_workedByHand(t *testing.T) {
	for _, c := range []struct{ kind, since, want, source string }{
		{"consumer_purchase", "2024-03-15", "2026-03-16", years}, {"energy", "2024-03-15", "2026-03-16", years},
		{"contract", "2021-01-01", "2026-01-02", years}, {"rent", "2021-12-31", "2027-01-01", years}, {"premium", "2020-06-30", "2025-07-01", years},
		{"telecom", "2019-11-24", "2024-11-25", years}, {"loan", "2022-04-30", "2027-05-01", years}, {"undue_payment", "2020-02-28", "2025-03-01", years},
		{"damages", "2023-08-09", "2028-08-10", years}, {"judgment", "2005-09-01", "2025-09-02", years}, {"judgment_periodic", "2020-01-31", "2025-02-01", general},
		// A leap day has no fellow in an ordinary year: the last day of February takes its place.
		{"rent", "2020-02-29", "2025-03-01", years}, {"consumer_purchase", "2024-02-29", "2026-03-01", years}, {"judgment", "2004-02-29", "2024-03-01", years},
		{"rent", "2019-02-28", "2024-02-29", years},
	} {
		got, ground := Limitation(tables(t), c.kind, on(c.since))
		if got != on(c.want) || !ground.Known() || ground.Certainty() != Estimate {
			t.Errorf("%s since %s: %s, want %s (%s); %+v", c.kind, c.since, got.Format(time.DateOnly), c.want, c.source, ground)
		}
	}
}

func TestLimitation_ofWhatIsNotKnown(t *testing.T) {
	day, ground := Limitation(tables(t), "family", on("2020-01-01"))
	if !day.IsZero() || len(ground.Gaps) != 1 || ground.Gaps[0].String() != "limitation.family@2020-01-01" {
		t.Errorf("%v, %+v", day, ground)
	}
	if day, ground = Limitation(tables(t), "rent", on("1991-12-31")); !day.IsZero() || len(ground.Gaps) != 2 {
		t.Errorf("%v, %+v", day, ground)
	}
}

func TestLimitation_neverComesEarlierForALaterDay(t *testing.T) {
	all := tables(t)
	for _, kind := range all.Table("limitation").Values() {
		before := time.Time{}
		for day := on("2019-12-01"); day.Before(on("2025-01-01")); day = day.AddDate(0, 0, 1) {
			got, _ := Limitation(all, kind, day)
			if got.Before(before) || !got.After(day.AddDate(2, 0, -1)) {
				t.Fatalf("%s since %s: %s", kind, day.Format(time.DateOnly), got.Format(time.DateOnly))
			}
			before = got
		}
	}
}

// held is a row that gives an amount for each household, in order of Households.
type held struct {
	first, last string
	amounts     [4]money.Cents
	certainty   Certainty
	source      string
}

// amountsHold checks every household on the first and the last day of rows, and
// that a day before and after is not known or of another row.
func amountsHold(t *testing.T, rows []held, give func(household string, day time.Time) (money.Cents, Ground)) {
	t.Helper()
	for _, r := range rows {
		for i, household := range Households() {
			for _, day := range []time.Time{on(r.first), on(r.last)} {
				got, ground := give(household, day)
				if got != r.amounts[i] || !ground.Known() || ground.Certainty() != r.certainty {
					t.Errorf("%s on %s: %s, want %s (%s); %+v", household, day.Format(time.DateOnly), euro(got), euro(r.amounts[i]), r.source, ground)
				}
			}
			for _, day := range []time.Time{on(r.first).AddDate(0, 0, -1), on(r.last).AddDate(0, 0, 1)} {
				if got, ground := give(household, day); ground.Known() && got == r.amounts[i] {
					t.Errorf("%s on %s: the row holds too long", household, day.Format(time.DateOnly))
				}
			}
		}
	}
}

func TestFreeBank_onTheFirstAndLastDayOfEveryRow(t *testing.T) {
	amountsHold(t, []held{
		{"2022-01-01", "2022-06-30", [4]money.Cents{169166, 181473, 223689, 226298}, Estimate, list22},
		{"2023-07-01", "2023-12-31", [4]money.Cents{189273, 203134, 249847, 253399}, Checked, list23},
		{"2024-01-01", "2024-06-30", [4]money.Cents{199621, 216260, 263149, 274709}, Estimate, list24},
	}, func(household string, day time.Time) (money.Cents, Ground) {
		return FreeBank(tables(t), household, day)
	})
	for _, day := range []string{"2020-12-31", "2021-06-01", "2021-12-31", "2022-07-01", "2023-06-30", "2024-07-01", "2026-11-25"} {
		if got, ground := FreeBank(tables(t), "single", on(day)); got != 0 || ground.Known() || ground.Gaps[0].String() != "bank_free@"+day {
			t.Errorf("%s: %s, %+v", day, euro(got), ground)
		}
	}
}

func TestProtectedHigh_workedByHand(t *testing.T) {
	const march = "2024-03-01"
	for _, c := range []struct {
		household    string
		income, want money.Cents
		source       string
	}{
		{"single", 0, 0, share}, {"single", 100000, 95000, share}, {"single", 123457, 117284, share}, {"single", 150000, 142500, share},
		// € 1.996,21 ÷ 0,95 is € 2.101,273…
		{"single", 210127, 199621, list24}, {"single", 210126, 199620, share}, {"single", 210128, 199621, list24}, {"single", 500000, 199621, list24},
		{"single_parent", 200000, 190000, share}, {"single_parent", 300000, 216260, list24},
		{"couple", 250000, 237500, share}, {"couple", 277000, 263149, list24}, {"couple", 276999, 263149, list24}, {"couple", 276998, 263148, share},
		{"couple_children", 289000, 274550, share}, {"couple_children", 400000, 274709, list24},
	} {
		got, ground := ProtectedHigh(tables(t), c.household, c.income, on(march))
		if got != c.want || !ground.Known() || ground.Certainty() != Estimate {
			t.Errorf("%s with %s: %s, want %s (%s)", c.household, euro(c.income), euro(got), euro(c.want), c.source)
		}
	}
	amountsHold(t, []held{
		{"2022-01-01", "2022-06-30", [4]money.Cents{169166, 181473, 223689, 226298}, Estimate, list22},
		{"2023-07-01", "2023-12-31", [4]money.Cents{189273, 203134, 249847, 253399}, Estimate, list23},
		{"2024-01-01", "2024-06-30", [4]money.Cents{199621, 216260, 263149, 274709}, Estimate, list24},
	}, func(household string, day time.Time) (money.Cents, Ground) {
		return ProtectedHigh(tables(t), household, 1_000_000, day)
	})
}

// Without a welfare norm for the day the lower bound is not known either; with a
// norm it is the smaller of two parts.
func TestProtectedLow_isNotKnownWithoutTheWelfareNorm(t *testing.T) {
	got, ground := ProtectedLow(tables(t), "single", 100000, on("2025-03-01"))
	if ground.Known() || ground.Gaps[0].String() != "welfare_norm@2025-03-01" || got != 0 {
		t.Errorf("%s, %+v", euro(got), ground)
	}
	all := withNorm(t, "€ 1.000,00")
	for _, c := range []struct{ income, want money.Cents }{{0, 0}, {50000, 47500}, {99999, 94999}, {100000, 95000}, {100001, 95000}, {300000, 95000}} {
		if got, ground := ProtectedLow(all, "single", c.income, on("2024-03-01")); got != c.want || !ground.Known() {
			t.Errorf("with %s: %s, want %s; %+v", euro(c.income), euro(got), euro(c.want), ground)
		}
	}
}

// Worked by hand: 95% of 1.283,83 is 1.219,6385; 95% of 1.834,04 is 1.742,338.
func TestProtectedLow_withTheNormOfJanuary2024(t *testing.T) {
	for _, c := range []struct {
		household    string
		income, want money.Cents
	}{
		{"single", 120000, 114000}, {"single", 128383, 121964}, {"single_parent", 200000, 121964},
		{"couple", 150000, 142500}, {"couple_children", 250000, 174234},
	} {
		got, ground := ProtectedLow(tables(t), c.household, c.income, on("2024-03-01"))
		if got != c.want || ground.Certainty() != Checked {
			t.Errorf("%s with %s: %s, want %s; %+v", c.household, euro(c.income), euro(got), euro(c.want), ground)
		}
	}
}

// withNorm is what ships, with an imagined welfare norm for a single person.
func withNorm(t *testing.T, amount string) *Tables {
	t.Helper()
	table, problems := Parse("welfare_norm.yaml", []byte("title: {nl: x, en: x}\nvalues: {single: {kind: money, nl: x, en: x}}\nrows:\n"+
		"  - {from: 2021-01-01, source: Test, certainty: checked, checked: 2026-01-01, values: {single: \""+amount+"\"}}\n"))
	if len(problems) > 0 {
		t.Fatal(problems[0].Text("en"))
	}
	all := &Tables{byID: map[string]*Table{"welfare_norm": table}}
	for _, id := range tables(t).IDs() {
		if id != "welfare_norm" {
			all.byID[id] = tables(t).Table(id)
		}
	}
	return all
}

// The band is a band: low is not above high, more income never protects less,
// and never more than the income itself or the maximum stays free.
func TestProtected_isABand(t *testing.T) {
	random, all, day := rand.New(rand.NewPCG(3, 4)), withNorm(t, "€ 1.300,00"), on("2024-03-01")
	for range 20_000 {
		income := money.Cents(random.Int64N(600_000))
		more := income + money.Cents(random.Int64N(5_000))
		low, _ := ProtectedLow(all, "single", income, day)
		high, _ := ProtectedHigh(all, "single", income, day)
		lowMore, _ := ProtectedLow(all, "single", more, day)
		highMore, _ := ProtectedHigh(all, "single", more, day)
		if low > high || low > lowMore || high > highMore || high > income || high > 199621 || low < 0 {
			t.Fatalf("%s: %s to %s; %s: %s to %s", euro(income), euro(low), euro(high), euro(more), euro(lowMore), euro(highMore))
		}
	}
}

// Every other figure, on the first day it holds and the day before.
func TestValue_onTheFirstDayAndTheDayBefore(t *testing.T) {
	for _, c := range []struct {
		name, first string
		want        int64
		source      string
	}{
		{"warning_letter.days", "2024-10-01", 14 * One, "14 days without costs"},
		{"collection_costs_periodic.months", "2024-10-01", 6 * One, wki},
		{"cak_premium.monthly", "2024-01-01", 17520, "2024: € 175,20 a month"},
		{"health_insurance.first_letter", "2026-01-01", 2 * One, "letters at 2, 4, 6 months"},
		{"health_insurance.second_letter", "2026-01-01", 4 * One, "letters at 2, 4, 6 months"},
		{"health_insurance.third_letter", "2026-01-01", 6 * One, "letters at 2, 4, 6 months"},
		{"health_insurance.report", "2026-01-01", 6 * One, "reported after 6 monthly premiums"},
		{"fines.terms_from", "2026-01-01", 7500, "terms from € 75"},
		{"fines.first_rise", "2026-01-01", One / 2, "+50%, then +100%"},
		{"fines.second_rise", "2026-01-01", One, "+50%, then +100%"},
		{"fines.pause_months", "2026-01-01", 4 * One, "4 months without rises"},
		{"fines.pause_extra_months", "2026-01-01", 8 * One, "+8 months once debt help starts"},
		{"allowances.repay_months", "2025-01-01", 24 * One, "at most 24 months"},
		{"allowances.apply_until_month", "2025-01-01", 9 * One, "until 1 September of the next year, still so in 2025"},
		{"allowances.apply_until_day", "2025-01-01", One, "until 1 September of the next year, still so in 2025"},
		{"allowances.childcare_months", "2025-01-01", 3 * One, "childcare within 3 months"},
		{"cutoff.reminders", "2023-04-01", 3 * One, "since 1 April 2023: 3 reminders"},
		{"cutoff.reminder_days", "2023-04-01", 14 * One, "each 14 days"},
		{"cutoff.municipality_weeks", "2023-04-01", 4 * One, "contact within 4 weeks"},
		{"debt_help.first_talk_weeks", "2026-01-01", 4 * One, "4 weeks after the request"},
		{"debt_help.urgent_talk_workdays", "2026-01-01", 3 * One, "3 working days"},
		{"debt_help.urgent_weeks", "2026-01-01", 2 * One, "finished in 2 weeks"},
		{"debt_help.urgent_weeks_business", "2026-01-01", 4 * One, "entrepreneurs 4"},
		{"debt_help.decision_weeks", "2026-01-01", 8 * One, "8 weeks after the first talk"},
		{"debt_help.arrangement_months", "2026-01-01", 18 * One, "18 months"},
		{"debt_help.moratorium_months", "2026-01-01", 6 * One, "at most 6 months"},
		{"rent_arrears.months", "2026-01-01", 3 * One, "about 3 months"},
		{"seizure_terms.notice_days", "2026-01-01", 8 * One, "notified within 8 days"},
		{"seizure_terms.recalculate_weeks", "2026-01-01", 4 * One, "4 weeks after notice"},
		{"division.preferent", "2026-01-01", 2 * One, "double the percentage"},
		{"protected_share.income", "2021-01-01", 95 * One / 100, share},
		{"protected_share.norm", "2021-01-01", 95 * One / 100, "95% of the norm"},
	} {
		got, ground := tables(t).Value(c.name, on(c.first))
		if got != c.want || !ground.Known() || len(ground.Uses) != 1 {
			t.Errorf("%s: %d, want %d (%s); %+v", c.name, got, c.want, c.source, ground)
		}
		if got, _ := tables(t).Value(c.name, on(c.first).AddDate(0, 0, -1)); got == c.want && c.name != "warning_letter.days" {
			t.Errorf("%s holds before %s", c.name, c.first)
		}
	}
	for _, name := range []string{"vat.rate", "statutory_interest.consumer", "welfare_norm.single", "cak_premium.monthly", "nothing.at_all", "vat.nothing", "vat", ""} {
		if got, ground := tables(t).Value(name, on("2026-11-25")); got != 0 || ground.Known() {
			t.Errorf("%s: %d, %+v", name, got, ground)
		}
	}
}

func TestShipped_saysOfEveryFigureWhereItComesFrom(t *testing.T) {
	all := tables(t)
	if want := 22; len(all.IDs()) != want {
		t.Errorf("%d tables, want %d", len(all.IDs()), want)
	}
	for _, id := range all.IDs() {
		for _, row := range all.Table(id).Rows {
			for value, f := range row.Figures {
				if f.Basis.Source == "" || f.Basis.Checked.IsZero() || f.Basis.Certainty == Estimate && f.Basis.Confirm == "" {
					t.Errorf("%s.%s from %s: %+v", id, value, row.From.Format(time.DateOnly), f.Basis)
				}
			}
		}
	}
	if !slices.Equal(all.Table("bank_free").Values(), Households()) {
		t.Errorf("households are %v", all.Table("bank_free").Values())
	}
}
