// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"opgelucht/pkg/fault"
)

func TestOpenPassword_letsACodeWorkOnceForTwoWhoBringItAtTheSameMoment(t *testing.T) {
	s := newSite(t)
	noor := s.ready("noor")
	for range 5 {
		s.pass(wrongSpell) // a code that comes twice counts as a wrong one
		in, opened := s.signIn(noor), atomic.Int32{}
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				switch _, err := s.gate.OpenPassword(t.Context(), meren, in); {
				case err == nil:
					opened.Add(1)
				case !same(err, wrongSignIn()):
					t.Errorf("the refusal is %v", err)
				}
			})
		}
		all.Wait()
		if opened.Load() != 1 {
			t.Fatalf("one code opened %d times", opened.Load())
		}
	}
}

func TestOpenPassword_writesNothingOfAnAccountThatChangedMeanwhile(t *testing.T) {
	s := newSite(t)
	noor := s.ready("noor")
	in := s.signIn(noor)
	stale := s.staff["id-noor"]
	renewed := stale
	renewed.Salt, renewed.ByPassword = []byte("new salt"), []byte("new password")
	s.staff["id-noor"] = renewed // a new password was chosen while this sign-in was being checked
	if err := s.gate.useCode(t.Context(), &stale, in.Code); err != nil {
		t.Fatal(err)
	}
	if got := s.staff["id-noor"]; string(got.ByPassword) != "new password" || got.LastStep != stale.LastStep {
		t.Error("signing in brought the old password back")
	}
}

func TestSecondFactor_cannotBeGuessedByWhoStoleThePassword(t *testing.T) {
	s := newSite(t)
	noor, fuut := s.ready("noor"), s.ready("fuut")
	in := s.signIn(noor)
	for range mostWrong {
		if _, err := s.gate.OpenPassword(t.Context(), meren, SignIn{"noor", s.password, "000000"}); !same(err, wrongSignIn()) {
			t.Fatalf("a wrong code: %v", err)
		}
	}
	if _, err := s.gate.OpenPassword(t.Context(), meren, in); !same(err, wrongSignIn()) {
		t.Errorf("after %d wrong codes the right one opens: %v", mostWrong, err)
	}
	if _, err := s.gate.OpenPassword(t.Context(), meren, s.signIn(fuut)); err != nil {
		t.Errorf("a colleague is kept out as well: %v", err)
	}
	s.pass(wrongSpell)
	s.open(s.signIn(noor))
	s.open(s.signIn(noor))
}

func TestSecondFactor_guessingEndsWithANewPassword(t *testing.T) {
	s := newSite(t)
	noor := s.ready("noor")
	s.pass(step)
	for range 2 * mostWrong {
		_, _ = s.gate.OpenPassword(t.Context(), meren, SignIn{"noor", s.password, "000000"}) // refused
	}
	opened, err := s.gate.OpenRecovery(t.Context(), meren, "noor", noor.recovery)
	if err != nil {
		t.Fatal(err)
	}
	again := s.setUp(opened, s.password)
	s.open(s.signIn(again))
}

func TestSecondFactor_nobodyWithoutThePasswordLocksSomeoneOut(t *testing.T) {
	s := newSite(t)
	noor := s.ready("noor")
	for range 5 * mostWrong {
		_, _ = s.gate.OpenPassword(t.Context(), meren, SignIn{"noor", "een ander wachtwoord", "000000"}) // refused, above all else
	}
	s.open(s.signIn(noor))
}

func TestSetUpSession_endsWithinTheHourWhateverHappens(t *testing.T) {
	s := newSite(t)
	once := s.newcomer("noor", s.team)
	session, err := s.keeper.OpenSetUp(t.Context(), s.open(SignIn{User: "noor", Password: once}))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		s.pass(20 * time.Minute)
		if _, err := s.keeper.Read(t.Context(), session.Ticket); err != nil {
			t.Fatalf("while it is used: %v", err)
		}
	}
	s.pass(time.Minute)
	if _, err := s.keeper.Read(t.Context(), session.Ticket); !fault.Is(err, fault.Unauthorized) {
		t.Errorf("after an hour: %v", err)
	}
}
