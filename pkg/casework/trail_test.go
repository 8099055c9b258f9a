// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// traces gives what the log tells a client, one word a line.
func (s *site) traces(c access.Client) string {
	s.t.Helper()
	list, err := s.cases.Traces(s.t.Context(), c)
	s.must(err)
	var out []string
	for _, one := range list {
		out = append(out, strings.TrimSpace(fmt.Sprint(one.Action, " ", one.Note.Name, one.Note.Section)))
	}
	return strings.Join(out, "\n")
}

func TestTraces_tellTheClientWhoReadAndWhatTheyDid(t *testing.T) {
	s := newSite(t)
	c, other := s.given("budget"), s.given("budget")
	s.budget(c, 1)
	s.submit(c, 1)
	s.must(s.cases.ForgetCode(t.Context(), c)) // that they came back stands nowhere
	s.must(s.cases.Share(t.Context(), c, "income", false))
	s.must(s.cases.Share(t.Context(), c, "income", false)) // it is hidden already
	s.must(s.cases.Share(t.Context(), c, "income", true))
	s.must(s.cases.RemoveMessage(t.Context(), c, 1))
	s.must(s.cases.TakeAlong(t.Context(), c))
	want := "case.read Noor\nsection.hidden income\nsection.shared income\nmessage.removed\ncase.exported"
	if got := s.traces(c); got != want {
		t.Errorf("the log tells\n%s\nwant\n%s", got, want)
	}
	if got := s.traces(other); got != "case.read Noor" {
		t.Errorf("another client reads\n%s", got)
	}
}

func TestTraces_tellOfTakingBack(t *testing.T) {
	s := newSite(t)
	c := s.given("budget")
	s.budget(c, 1)
	s.submit(c, 1)
	s.must(s.cases.TakeBack(t.Context(), c, 1))
	if got := s.traces(c); got != "case.read Noor\nsheet.back" {
		t.Errorf("the log tells\n%s", got)
	}
}

func TestOpenCase_isLoggedOnceForOneLook(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	bas := s.noor
	bas.ID, bas.Name = "id-bas", "Bas"
	for _, step := range []struct {
		by    access.Counsellor
		later time.Duration
		want  int
	}{{s.noor, 0, 1}, {s.noor, 14 * time.Minute, 1}, {bas, 0, 2}, {s.noor, time.Minute, 3}, {s.noor, 24 * time.Hour, 4}} {
		s.now = s.now.Add(step.later)
		_, err := s.cases.OpenCase(t.Context(), step.by, c.Case)
		s.must(err)
		if got := len(strings.Split(s.traces(c), "\n")); got != step.want {
			t.Errorf("%s at %s: %d lines, want %d", step.by.Name, s.now, got, step.want)
		}
	}
}

func TestOpenCase_showsNothingThatCannotBeLogged(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.breakOn("audit")
	o, err := s.cases.OpenCase(t.Context(), s.noor, c.Case)
	if err == nil || len(o.Letters) > 0 || o.Label.Nick != "" {
		t.Errorf("%+v, %v", o, err)
	}
	for what, err := range map[string]error{"a copy": s.cases.TakeAlong(t.Context(), c), "erasing": s.cases.Erase(t.Context(), c)} {
		if !fault.Is(err, fault.Internal) {
			t.Errorf("%s without its entry: %v", what, err)
		}
	}
	if s.talk(c).Label.Nick == "" {
		t.Error("the case is gone, and the log does not say so")
	}
}

func TestLog_isNotReadWithoutTheKeyOfTheCase(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.open(c)
	s.must(s.cases.TakeAlong(t.Context(), c))
	thief, member := c, c
	thief.CaseKey, thief.Private = seal.NewKey(), seal.NewPair()
	member.Private = seal.NewPair() // who has the key of the case and not the client's own
	for who, want := range map[*access.Client]string{&c: "case.read Noor\ncase.exported", &thief: "", &member: "case.read Noor"} {
		if got := s.traces(*who); got != want {
			t.Errorf("reads %q, want %q", got, want)
		}
	}
	dump := s.dump()
	for _, line := range strings.Split(dump, "\n") {
		if !strings.HasPrefix(line, "audit") {
			continue
		}
		for name, id := range map[string]string{"case": string(c.Case), "client": string(c.ID), "name": "Noor"} {
			if strings.Contains(line, id) {
				t.Errorf("the log tells the %s: %s", name, line)
			}
		}
	}
}

func TestLog_ofAClientHoldsTheDayAndNotTheHour(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	s.now = on(8, 22)
	s.must(s.cases.TakeAlong(t.Context(), c))
	s.must(s.cases.TakeAlong(t.Context(), c))
	if n := s.number("SELECT count(*) FROM audit WHERE at = ?", on(8, 0).Unix()); n != 2 {
		t.Errorf("%d of 2 lines stand at the start of their day", n)
	}
	s.open(c)
	if n := s.number("SELECT count(*) FROM audit WHERE at = ? AND actor = 'counsellor'", s.now.Unix()); n != 1 {
		t.Errorf("%d lines of a counsellor at the moment", n)
	}
}

func TestErase_leavesInTheLogThatSomebodyErasedAndNotWho(t *testing.T) {
	s := newSite(t)
	s.db.Bind(audit.NewChain(seal.NewKey()))
	c := s.begin()
	s.open(c)
	s.must(s.cases.Erase(t.Context(), c))
	if n := s.number("SELECT count(*) FROM audit"); n != 2 || s.number("SELECT count(*) FROM audit WHERE action = 'case.erased' AND body IS NULL") != 1 {
		t.Errorf("%d lines", n)
	}
	if got := s.dump(); strings.Contains(got, string(c.Case)) || strings.Contains(got, string(c.ID)) {
		t.Errorf("something names them:\n%s", got)
	}
	r, err := s.db.Verify(t.Context(), s.here.ID)
	if err != nil || len(r.Faults) > 0 || r.N != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}
