// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/money"
	"opgelucht/pkg/web"
)

// balance is an amount, what goes off it, and what is left, as a picture that
// says no more than the sentence and the amounts beside it.
type balance struct {
	Label, Rest string
	Short       bool // less than nothing is left; Rest is then what lacks
	Bars        []bar
}

// bar is a bar of the picture, and what is left or lacks at its end.
type bar struct {
	Label, Value     string
	Out              bool
	Wide, From, More int64
}

// barWidth is how wide the picture is, in its own measure; what is thinner than
// thinnest is not drawn.
const barWidth, thinnest = 320, 4

// weigh takes a balance out of results that begin with one: three amounts of
// which the third is the first less the second, all of them known.
func weigh(r *web.Request, results []assignment.Result) (*balance, []assignment.Result) {
	if len(results) < 3 {
		return nil, results
	}
	in, out, rest := results[0].Value, results[1].Value, results[2].Value
	for _, v := range []*assignment.Computed{in, out, rest} {
		if v == nil || !v.Known || len(v.Missing) > 0 {
			return nil, results
		}
	}
	if in.Cents < 0 || out.Cents < 0 || in.Cents+out.Cents == 0 || in.Cents-out.Cents != rest.Cents {
		return nil, results
	}
	b := &balance{Label: rest.Label, Rest: rest.Value, Bars: []bar{{Label: in.Label, Value: in.Value}, {Label: out.Label, Value: out.Value, Out: true}}}
	most := max(in.Cents, out.Cents)
	for i, cents := range []int64{in.Cents, out.Cents} {
		wide, ok := money.MulDiv(money.Cents(cents), barWidth, most)
		if !ok {
			return nil, results
		}
		if b.Bars[i].Wide = int64(wide); b.Bars[i].Wide <= barWidth-thinnest {
			b.Bars[i].From, b.Bars[i].More = b.Bars[i].Wide+1, barWidth-b.Bars[i].Wide-2
		}
	}
	if b.Short = rest.Cents < 0; b.Short {
		b.Rest = r.Words.Money(money.Cents(-rest.Cents))
	}
	return b, results[3:]
}
