// SPDX-License-Identifier: EUPL-1.2

package money

// Period is how often an amount comes or goes. The words are the ones of the
// assignment files.
type Period string

// The periods, from short to long.
const (
	Week      Period = "week"
	TwoWeeks  Period = "2weeks"
	FourWeeks Period = "4weeks"
	Month     Period = "month"
	Quarter   Period = "quarter"
	HalfYear  Period = "halfyear"
	Year      Period = "year"
)

// Periods lists every period, from short to long.
func Periods() []Period {
	return []Period{Week, TwoWeeks, FourWeeks, Month, Quarter, HalfYear, Year}
}

// Known says whether p is one of Periods.
func (p Period) Known() bool { return p.perYear() != 0 }

// perYear is how often the period fits in a year: the one exact number from
// which both the month (÷ 12) and the year follow.
func (p Period) perYear() int64 {
	switch p {
	case Week:
		return 52
	case TwoWeeks:
		return 26
	case FourWeeks:
		return 13
	case Month:
		return 12
	case Quarter:
		return 4
	case HalfYear:
		return 2
	case Year:
		return 1
	}
	return 0
}

// Per is an amount with its period, as it was given: € 100 per 4 weeks.
type Per struct {
	Cents  Cents  `json:"c"`
	Period Period `json:"per"`
}

// Monthly is the amount per month, rounded half away from zero. An amount that
// would not fit becomes the nearest one that does; an unknown period gives 0.
func (p Per) Monthly() Cents {
	c, _ := MulDiv(p.Cents, p.Period.perYear(), 12)
	return c
}

// Yearly is the amount per year, with the same promises as Monthly.
func (p Per) Yearly() Cents {
	c, _ := MulDiv(p.Cents, p.Period.perYear(), 1)
	return c
}
