// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"testing"
	"time"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

func TestOthers_twoAtOneCaseSeeEachOtherAndNeitherOverwrites(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	fuut.Name = "Fuut"
	c := s.begin()
	mine := s.open(c)
	theirs, err := s.cases.OpenCase(t.Context(), fuut, c.Case)
	s.must(err)
	if again := s.open(c); fmt.Sprint(mine.Others, theirs.Others, again.Others) != "[] [Noor] [Fuut]" {
		t.Errorf("they see %v, %v and %v", mine.Others, theirs.Others, again.Others)
	}
	s.must(s.cases.SaveReply(t.Context(), fuut, c.Case, casework.Reply{Text: "Van Fuut."}))
	s.send(c, casework.Reply{Text: "Van Noor."})
	s.must(s.cases.GiveReason(t.Context(), fuut, c.Case, casework.Reason{Why: casework.WhyAsked}))
	err = s.cases.Send(t.Context(), s.here, fuut, c.Case, casework.Reply{Text: "Van Fuut.", Seen: theirs.Case.LastSeq})
	s.refused("who sent second", err, fault.Invalid, "reply.newer")
	theirs, err = s.cases.OpenCase(t.Context(), fuut, c.Case)
	if s.must(err); theirs.Draft.Text != "Van Fuut." {
		t.Errorf("what they typed became %q", theirs.Draft.Text)
	}
	s.now = s.now.Add(10 * time.Minute)
	if o := s.open(c); len(o.Others) != 0 {
		t.Errorf("ten minutes later %v still have it", o.Others)
	}
}
