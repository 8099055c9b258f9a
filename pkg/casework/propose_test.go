// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"reflect"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

const check = casework.TrayCheck

// trainee is a colleague whose answers are read first.
func (s *site) trainee() access.Counsellor {
	s.t.Helper()
	c := s.colleague("fuut")
	c.Name, c.Role = "Fuut", access.RoleTrainee
	return c
}

func TestPropose_aTraineesAnswerReachesTheClientOnlyThroughAColleague(t *testing.T) {
	s := newSite(t)
	c, fuut := s.begin(), s.trainee()
	before := s.sees(c)
	reply := casework.Reply{Text: "Hoi, begin met één envelop.", Seen: 1, Give: []casework.Give{{Assignment: "spoedcheck", Workdays: 3}}}
	s.refused("sending", s.cases.Send(t.Context(), s.here, fuut, c.Case, reply), fault.NotFound, "")
	s.refused("closing", s.cases.Close(t.Context(), s.here, fuut, c.Case, casework.Closing{Outcome: "self", Reply: reply}), fault.NotFound, "")
	s.must(s.cases.Propose(t.Context(), fuut, c.Case, reply))
	if got := s.sees(c); got != before {
		t.Errorf("the client sees %s", got)
	}
	s.counted("proposing")
	s.inTrays("proposing", s.noor, map[casework.Tray]int{check: 1, team: 1})
	s.refused("approving one's own", s.cases.Approve(t.Context(), s.here, fuut, c.Case), fault.NotFound, "")
	s.now = s.now.Add(time.Hour)
	s.must(s.cases.Approve(t.Context(), s.here, s.noor, c.Case)) // without a reason, though it is a colleague's case
	talk := s.talk(c)
	if l := talk.Letters[1]; l.Name != "Fuut" || l.Text != reply.Text || len(l.Tasks) != 1 || talk.Case.Turn != casework.TurnClient {
		t.Errorf("the client reads %+v", l)
	}
	s.counted("approving")
	s.inTrays("approving", s.noor, map[casework.Tray]int{check: 0, team: 1})
	o, err := s.cases.OpenCase(t.Context(), fuut, c.Case)
	s.must(err)
	if o.Proposal != nil || o.Case.Owner != fuut.ID {
		t.Errorf("after it was sent: %+v", o.Case)
	}
	s.refused("approving twice", s.cases.Approve(t.Context(), s.here, s.noor, c.Case), fault.Invalid, casework.NeedsReason)
}

func TestPropose_refusesWhatSendingRefuses(t *testing.T) {
	s := newSite(t)
	c, fuut := s.begin(), s.trainee()
	for text, key := range map[string]string{"": "message.empty", "Bel [naam].": "reply.blanks", "Zie 123456782.": "message.numbers"} {
		s.refused(text, s.cases.Propose(t.Context(), fuut, c.Case, casework.Reply{Text: text, Seen: 1}), fault.Invalid, key)
	}
	s.refused("not looked", s.cases.Propose(t.Context(), fuut, c.Case, casework.Reply{Text: "Hoi."}), fault.Invalid, "reply.newer")
	s.must(s.cases.Propose(t.Context(), fuut, c.Case, casework.Reply{Text: "Hoi.", Seen: 1}))
	s.must(s.cases.Propose(t.Context(), fuut, c.Case, casework.Reply{Text: "Hoi, mooier.", Seen: 1}))
	other := s.colleague("wulp")
	other.Role = access.RoleTrainee
	s.must(s.cases.GiveReason(t.Context(), other, c.Case, casework.Reason{Why: casework.WhyAsked}))
	s.refused("a second one", s.cases.Propose(t.Context(), other, c.Case, casework.Reply{Text: "Dag.", Seen: 1}), fault.Invalid, "propose.other")
	if p := s.open(c).Proposal; p == nil || p.Reply.Text != "Hoi, mooier." {
		t.Errorf("what waits is %+v", p)
	}
}

func TestApprove_notWhatWasWrittenBeforeTheClientWroteAgain(t *testing.T) {
	s := newSite(t)
	c, fuut := s.begin(), s.trainee()
	reply := casework.Reply{Text: "Hoi.", Seen: 1}
	s.must(s.cases.SaveReply(t.Context(), fuut, c.Case, reply))
	s.must(s.cases.Propose(t.Context(), fuut, c.Case, reply))
	s.post(c, "Er is nog iets.")
	s.refused("approving", s.cases.Approve(t.Context(), s.here, s.noor, c.Case), fault.Invalid, "reply.newer")
	s.must(s.cases.GiveBack(t.Context(), s.noor, c.Case, "Lees ook het laatste bericht."))
	s.counted("giving back")
	o, err := s.cases.OpenCase(t.Context(), fuut, c.Case)
	s.must(err)
	if o.Proposal != nil || !reflect.DeepEqual(o.Draft, reply) || len(o.Notes) != 1 {
		t.Errorf("the trainee finds %+v, %+v and %d notes", o.Proposal, o.Draft, len(o.Notes))
	}
	peer := s.colleague("els")
	peer.Role = access.RolePeer
	s.must(s.cases.Propose(t.Context(), fuut, c.Case, casework.Reply{Text: "Hoi.", Seen: 2}))
	s.must(s.cases.GiveReason(t.Context(), peer, c.Case, casework.Reason{Why: casework.WhyAsked}))
	s.refused("a peer gives back", s.cases.GiveBack(t.Context(), peer, c.Case, ""), fault.NotFound, "")
	s.unwritten("a peer", func() {
		for what, err := range map[string]error{
			"proposing": s.cases.Propose(t.Context(), peer, c.Case, casework.Reply{Text: "Hoi.", Seen: 2}), "taking": s.cases.Assign(t.Context(), peer, c.Case, casework.Handing{To: peer.ID}),
			"planning": s.cases.Follow(t.Context(), peer, c.Case, ""), "accepting": s.cases.Accept(t.Context(), peer, c.Case, "x", casework.Reply{}),
			"putting aside": s.cases.Snooze(t.Context(), s.here, peer, c.Case, "2027-06-08"),
		} {
			s.refused(what, err, fault.NotFound, "")
		}
	})
	s.must(s.cases.GiveBack(t.Context(), fuut, c.Case, ""))
}

func TestErase_aProposalDisappearsWithTheCaseAndItsCounts(t *testing.T) {
	s := newSite(t)
	c, fuut := s.begin(), s.trainee()
	s.must(s.cases.Propose(t.Context(), fuut, c.Case, casework.Reply{Text: "Hoi.", Seen: 1}))
	s.must(s.cases.Erase(t.Context(), c))
	s.counted("erasing")
	s.inTrays("erasing", s.noor, map[casework.Tray]int{check: 0, team: 0})
}
