// SPDX-License-Identifier: EUPL-1.2

package bench

import "testing"

// Benchmarks of single evaluations, for a profile: go test -bench Evaluate -benchmem.

func BenchmarkEvaluate_budgetOf40Rows(b *testing.B) { evaluating(b, budgetScene) }

func BenchmarkEvaluate_60Debts(b *testing.B) { evaluating(b, owingScene) }

func evaluating(b *testing.B, scene func(testing.TB) scene) {
	s := scene(b)
	b.ReportAllocs()
	for b.Loop() {
		s.def.Evaluate(s.draft, s.world)
	}
}

func BenchmarkLetter(b *testing.B) {
	s := letterScene(b)
	b.ReportAllocs()
	for b.Loop() {
		if letters, err := s.def.Evaluate(s.draft, s.world).Letters(); err != nil || len(letters) == 0 {
			b.Fatalf("no letter, %v", err)
		}
	}
}
