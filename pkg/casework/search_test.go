// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"fmt"
	"strings"
	"testing"

	"opgelucht/pkg/access"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// search gives what somebody finds, as before|word|after.
func (s *site) search(by access.Counsellor, text string) []string {
	s.t.Helper()
	r, err := s.cases.Search(s.t.Context(), by, text)
	s.must(err)
	var list []string
	for _, f := range r.Found {
		list = append(list, strings.Join(f.Pieces, "|"))
	}
	return list
}

func TestSearch_findsWordsInWhatOneMayOpenAndNowhereElse(t *testing.T) {
	s := newSite(t)
	fuut, other := s.colleague("fuut"), s.team(s.here.ID, "ZUID", "reiger")
	c := s.begin()
	s.post(c, "De Énergie is  afgesloten,\nen ik weet niet wat ik moet doen.")
	for query, want := range map[string][]string{
		"energie":          {"De |Énergie| is afgesloten, en ik weet niet wat ik moet doen."},
		"AFGESLOTEN weet":  {"De Énergie is |afgesloten|, en ik weet niet wat ik moet doen."},
		"energie huur":     nil,
		"afges":            {"De Énergie is |afges|loten, en ik weet niet wat ik moet doen."},
		"post niet":        {"Ik durf mijn |post| niet open te maken."},
		"%' OR 1=1; DROP ": nil,
	} {
		if got := s.search(s.noor, query); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	if got := s.search(fuut, "energie"); len(got) != 1 {
		t.Errorf("a colleague finds %q in what is nobody's", got)
	}
	s.must(s.cases.Assign(t.Context(), s.noor, c.Case, casework.Handing{To: s.noor.ID}))
	if got := s.search(fuut, "energie"); len(got) != 0 {
		t.Errorf("a colleague finds %q in what is somebody's", got)
	}
	if got := s.search(other, "energie"); len(got) != 0 {
		t.Errorf("another team finds %q", got)
	}
	s.must(s.cases.RemoveMessage(t.Context(), c, 2))
	if got := s.search(s.noor, "energie"); len(got) != 0 {
		t.Errorf("what was taken away is found: %q", got)
	}
}

func TestSearch_isLoggedAndNeverForWhat(t *testing.T) {
	s := newSite(t)
	s.begin()
	_, err := s.cases.Search(t.Context(), s.noor, " \t ")
	s.refused("nothing", err, fault.Invalid, "search.empty")
	s.search(s.noor, "papegaai")
	if n := s.number("SELECT count(*) FROM audit WHERE action = 'messages.searched' AND who = 'id-noor'"); n != 1 {
		t.Errorf("%d lines of one search", n)
	}
	if strings.Contains(s.dump(), "papegaai") {
		t.Error("what was looked for lies in the database")
	}
}

func TestSearch_showsTheNewestFiftyAndSaysThatThereIsMore(t *testing.T) {
	s := newSite(t)
	c := s.begin()
	for i := range 60 {
		s.now = moment.AddDate(0, 0, i)
		s.post(c, fmt.Sprintf("Brief nummer %d.", i))
	}
	r, err := s.cases.Search(t.Context(), s.noor, "brief")
	s.must(err)
	if len(r.Found) != 50 || !r.More || r.Found[0].Seq != 61 || r.Found[0].Nick != "Merel" || r.Found[0].Mine {
		t.Errorf("%d found, more %v, first %+v", len(r.Found), r.More, r.Found[0])
	}
}
