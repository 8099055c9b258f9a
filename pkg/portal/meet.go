// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"net/http"
	"strconv"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// meetingPage is an appointment at a place, to print and take along.
type meetingPage struct {
	view.Base
	When, Place, Name string
	Phone             string
}

// meeting is an appointment on another page.
type meeting struct{ When, Place, To string }

// appointment shows one appointment.
func (p *Portal) appointment(r *web.Request) error {
	talk, err := p.cases.Conversation(r.Request().Context(), r.Client())
	if err != nil {
		return err
	}
	for _, l := range talk.Letters {
		if strconv.Itoa(l.Seq) == r.Param("no") && l.Meet.Set() {
			return r.Show(http.StatusOK, "portal/meeting", p.meetingPage(r, l))
		}
	}
	return fault.New(fault.NotFound, "")
}

func (p *Portal) meetingPage(r *web.Request, l casework.Letter) meetingPage {
	return meetingPage{Base: r.Base("tab.talk", "talk"), When: r.Words.DayTime(l.Meet.At()), Place: l.Meet.Place, Name: l.Name, Phone: r.Tenant.Help.Phone}
}

// meetingOf tells of the first appointment to come.
func meetingOf(r *web.Request, talk casework.Conversation) *meeting {
	l, ok := talk.NextMeet(r.Now())
	if !ok {
		return nil
	}
	return &meeting{When: r.Words.DayTime(l.Meet.At()), Place: l.Meet.Place, To: meetPath(l.Seq)}
}

func meetPath(seq int) string { return "/gesprek/afspraak/" + strconv.Itoa(seq) }

// ways offers how the client can be helped.
func ways(r *web.Request, now casework.Way) []choose {
	list := make([]choose, len(casework.Ways))
	for i, way := range casework.Ways {
		list[i] = choose{Value: string(way), Label: r.Words.T("way."+string(way), nil), On: way == now || now == "" && way == casework.WayOnline}
	}
	return list
}

// chooseWay keeps how the client would rather be helped.
func (p *Portal) chooseWay(r *web.Request) error {
	if err := p.cases.ChooseWay(r.Request().Context(), r.Client(), casework.Way(r.Field("hoe"))); err != nil {
		return err
	}
	return r.Go("/vandaag")
}
