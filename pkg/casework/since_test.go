// SPDX-License-Identifier: EUPL-1.2

package casework_test

import (
	"testing"
	"time"
)

func TestSince_isTheLookBeforeThisOneOfTheSameCounsellor(t *testing.T) {
	s := newSite(t)
	fuut := s.colleague("fuut")
	c := s.begin()
	first := s.now
	if at := s.open(c).Since; !at.IsZero() {
		t.Errorf("the first time it says %v", at)
	}
	s.now = s.now.Add(5 * time.Minute) // still the same look
	if at := s.open(c).Since; !at.IsZero() {
		t.Errorf("in the same look it says %v", at)
	}
	s.now = s.now.Add(time.Hour)
	if _, err := s.cases.OpenCase(t.Context(), fuut, c.Case); err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(time.Hour)
	for range 2 {
		if at := s.open(c).Since; !at.Equal(first) {
			t.Errorf("looked before at %v, want %v", at, first)
		}
	}
}
