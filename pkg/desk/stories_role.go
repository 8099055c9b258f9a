// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// roleStories are pages as somebody with another role sees them.
func (s stage) roleStories() []web.Story {
	tell := func(id, title string, who access.Counsellor, wrong error) web.Story {
		return played(id, "case", title, func() error {
			o := s.opened()
			o.Proposal = &casework.Proposal{By: "joris", Name: "Joris", At: s.in.Now(), Reply: casework.Reply{
				Text: "Dag Merel,\n\nGoed dat je het opschrijft. Begin met één envelop.", Give: []casework.Give{{Assignment: "post-sorteren", Workdays: 5}, {Assignment: "budget", Workdays: 5}},
			}}
			return s.showCase(s.in.As(&access.Session{Counsellor: &who}), http.StatusOK, o, state{wrong: wrong})
		})
	}
	sanne := access.Counsellor{ID: "sanne", Name: "Sanne", Role: access.RoleCounsellor}
	return []web.Story{
		tell("case-proposed", "An answer of a trainee to read", sanne, nil),
		tell("case-proposed-newer", "Refused: the client wrote since", sanne, fault.At("tekst", "reply.newer", nil)),
		tell("case-proposes", "A trainee, whose answer waits", access.Counsellor{ID: "joris", Name: "Joris", Role: access.RoleTrainee}, nil),
		tell("case-reads", "Somebody who thinks along and does not write", access.Counsellor{ID: "els", Name: "Els", Role: access.RolePeer}, nil),
		played("case-others", "case", "A colleague has it before them too", func() error {
			o := s.opened()
			o.Others, o.Since = []string{"Bram", "Kievit"}, s.in.Now().AddDate(0, 0, -30)
			return s.showCase(s.in, http.StatusOK, o, state{})
		}),
		played("case-meet", "case", "Refused: an appointment without a time", func() error {
			o := s.opened()
			o.Label.Way = casework.WayPlace
			st := state{reply: casework.Reply{Text: "Kom gerust langs.", Meet: casework.Meet{Day: casework.DateOf(s.in.Now().AddDate(0, 0, 5)), Place: "Stadhuis, Plein 1"}}}
			st.wrong = fault.At("afspraak.uur", "appoint.clock", nil)
			return s.showCase(s.in, http.StatusOK, o, st)
		}),
		played("team-reads", "team", "Somebody who may change nothing", func() error {
			doors := []access.CounsellorDoor{{ID: "sanne", Name: "Sanne", User: "sanne", Role: access.RoleCounsellor, State: access.CounsellorActive}}
			r := s.in.As(&access.Session{Counsellor: &sanne})
			return r.Show(http.StatusOK, "desk/team", s.teamPage(r, doors))
		}),
	}
}
