// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"testing"

	"opgelucht/pkg/assignment"
)

func shownAs(cents ...int64) []assignment.Result {
	var list []assignment.Result
	for _, c := range cents {
		list = append(list, assignment.Result{Value: &assignment.Computed{Cents: c, Known: true}})
	}
	return list
}

func TestBalance_isDrawnOnlyWhereTheThreeAmountsAddUp(t *testing.T) {
	for name, list := range map[string][]assignment.Result{
		"two amounts":                        shownAs(100, 40),
		"a third that is not the difference": shownAs(100, 40, 61),
		"less than nothing comes in":         shownAs(-100, 40, -140),
		"nothing at all":                     shownAs(0, 0, 0),
		"a text among them":                  {shownAs(100)[0], {Tone: "info"}, shownAs(60)[0]},
		"one that is not known":              {shownAs(100)[0], {Value: &assignment.Computed{Cents: 40}}, shownAs(60)[0]},
	} {
		if b, rest := weigh(nil, list); b != nil || len(rest) != len(list) {
			t.Errorf("%s: drawn as %+v, and %d of %d results stay", name, b, len(rest), len(list))
		}
	}
}

func TestBalance_drawsWhatIsLeftAtTheEndOfWhatGoesOut(t *testing.T) {
	for _, c := range []struct{ in, out, wideIn, wideOut, left int64 }{
		{200, 150, 320, 240, 78},
		{200, 0, 320, 0, 318},
		{200, 200, 320, 320, 0},
		{100000, 99999, 320, 320, 0}, // too thin to be seen
	} {
		b, rest := weigh(nil, shownAs(c.in, c.out, c.in-c.out, 1))
		if b == nil || len(rest) != 1 || b.Short || b.Bars[0].Wide != c.wideIn || b.Bars[1].Wide != c.wideOut || b.Bars[1].More != c.left || b.Bars[0].More != 0 {
			t.Errorf("%+v is drawn as %+v", c, b)
		}
	}
}
