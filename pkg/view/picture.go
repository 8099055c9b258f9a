// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"strconv"
	"time"

	"opgelucht/pkg/dossier"
	"opgelucht/pkg/locale"
)

// ThenNow is the picture of then and now: what somebody said of some scales at first
// and at last, side by side. It says no more than the table beside it, and adds
// nothing up.
type ThenNow struct {
	Then, Now string // days; Now is empty when there was one time only
	Scales    []ScaleLine
	Lower     []string // names of those that went down
}

// ScaleLine is one scale of the picture.
type ScaleLine struct {
	Label     string
	Low, High string // its ends
	Then, Now string // what was said; empty when it was not
	ThenDay   string // when that was on another day than the picture says
	NowDay    string
	Way       string // up, down or same; empty where there are not two
	Marks     []int  // where its points stand
	At, To    int    // where Then and Now stand; 0 when there is none
	From      int    // where the line between them begins, the smaller of both
	Wide      int    // and how wide it is
}

// The picture in its own measure: its ends leave room for the marks.
const pictureFirst, pictureLast = 16, 304

// most is how many points a scale can have to be drawn; another one is only told.
const most = 21

var ways = map[int]string{1: "up", 0: "same", -1: "down"}

// NewThenNow makes the picture in the reader's words; nil for nothing to show.
func NewThenNow(p *dossier.Picture, words *locale.Printer, zone *time.Location) *ThenNow {
	if p == nil {
		return nil
	}
	out := &ThenNow{Then: words.FullDate(p.Then.In(zone))}
	if !p.Now.IsZero() {
		out.Now = words.FullDate(p.Now.In(zone))
	}
	for _, one := range p.Scales {
		line := ScaleLine{Label: one.Of.Label, Low: one.Of.Min, High: one.Of.Max}
		low, high := whole(one.Of.Min), whole(one.Of.Max)
		drawn := high > low && high-low < most
		place := func(s *dossier.Saying, day string) (text, other string, at int) {
			if s == nil {
				return "", "", 0
			}
			if said := words.FullDate(s.At.In(zone)); said != day {
				other = said
			}
			if n := whole(s.Value.Text); drawn && n >= low && n <= high {
				at = spot(n, low, high)
			}
			return s.Value.Text, other, at
		}
		line.Then, line.ThenDay, line.At = place(one.Then, out.Then)
		line.Now, line.NowDay, line.To = place(one.Now, out.Now)
		for n := low; drawn && n <= high; n++ {
			line.Marks = append(line.Marks, spot(n, low, high))
		}
		if line.At > 0 && line.To > 0 {
			line.From, line.Wide = min(line.At, line.To), max(line.At, line.To)-min(line.At, line.To)
		}
		if way, ok := one.Change(); ok {
			line.Way = ways[way]
			if way < 0 {
				out.Lower = append(out.Lower, line.Label)
			}
		}
		out.Scales = append(out.Scales, line)
	}
	return out
}

func spot(n, low, high int) int {
	return pictureFirst + (n-low)*(pictureLast-pictureFirst)/(high-low)
}

func whole(text string) int {
	n, _ := strconv.Atoi(text) // what is no whole number is not drawn
	return n
}
