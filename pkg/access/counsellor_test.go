// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

func TestSignIn_goesFromOneTimePasswordToTheTeamsKey(t *testing.T) {
	s := newSite(t)
	once := s.newcomer(" Noor.V ", s.team)
	opened := s.open(SignIn{User: "noor.v", Password: once}) // no second factor yet
	if !opened.Fresh || opened.Door.State != CounsellorNew {
		t.Fatalf("a new account opens as %+v", opened.Door.State)
	}
	noor := s.setUp(opened, s.password)
	if d := s.staff["id-noor.v"]; d.State != CounsellorActive || bytes.Contains(d.SecondKey, []byte(noor.secret)) {
		t.Errorf("after setting up: %s", d.State)
	}
	got := s.open(s.signIn(noor))
	c, err := got.Counsellor()
	if err != nil || got.Fresh {
		t.Fatal(got.Fresh, err)
	}
	if !bytes.Equal(c.TeamKey.Bytes(), s.team.Bytes()) || c.Name != "Noor" || c.Team != "team" || c.Tenant != meren || c.ID != "id-noor.v" {
		t.Errorf("signed in as %+v", c)
	}
	s.pass(step)
	if _, err := s.gate.OpenPassword(t.Context(), meren, SignIn{User: "noor.v", Password: once, Code: s.code(noor.secret)}); !at(err, "user", "signin.wrong") {
		t.Errorf("the one-time password opens once more: %v", err)
	}
}

func TestOpenPassword_answersEveryMistakeTheSame(t *testing.T) {
	s := newSite(t)
	noor, gone := s.ready("noor"), s.ready("gone")
	d := s.staff["id-gone"]
	d.State = CounsellorClosed
	s.staff["id-gone"] = d
	good := s.signIn(noor)
	tries := map[string]SignIn{
		"unknown name": {"nobody", good.Password, good.Code}, "no name": {"", good.Password, good.Code}, "wrong password": {"noor", "drie gele fietsen", good.Code},
		"no password": {"noor", "", good.Code}, "other capitals": {"noor", strings.ToUpper(good.Password), good.Code}, "wrong code": {"noor", good.Password, "000000"},
		"no code": {"noor", good.Password, ""}, "closed account": {"gone", s.password, s.code(gone.secret)}, "a colleague's code": {"noor", good.Password, s.code(gone.secret)},
	}
	for name, in := range tries {
		o, err := s.gate.OpenPassword(t.Context(), meren, in)
		if !same(err, wrongSignIn()) || !o.own.IsZero() || o.Door.ID != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.gate.OpenPassword(t.Context(), duin, good); !same(err, wrongSignIn()) {
		t.Errorf("another municipality: %v", err)
	}
	good.User, good.Password = " NOOR ", good.Password+"\n" // what a phone adds
	if _, err := s.gate.OpenPassword(t.Context(), meren, good); err != nil {
		t.Errorf("after all those mistakes: %v", err)
	}
}

func TestOpenPassword_letsACodeWorkOnce(t *testing.T) {
	s := newSite(t)
	noor := s.ready("noor")
	setUp := SignIn{"noor", s.password, s.code(noor.secret)} // the code that finished the set-up
	if _, err := s.gate.OpenPassword(t.Context(), meren, setUp); !same(err, wrongSignIn()) {
		t.Errorf("the code of the set-up opens: %v", err)
	}
	first := s.signIn(noor)
	s.open(first)
	if _, err := s.gate.OpenPassword(t.Context(), meren, first); !same(err, wrongSignIn()) {
		t.Errorf("a code opens twice: %v", err)
	}
	s.pass(step)
	if _, err := s.gate.OpenPassword(t.Context(), meren, first); !same(err, wrongSignIn()) {
		t.Errorf("a used code opens in the next half minute: %v", err)
	}
	s.open(SignIn{"noor", s.password, s.code(noor.secret)})
}

func TestOpenPassword_bearsAClockThatIsOneStepOff(t *testing.T) {
	s := newSite(t)
	noor := s.ready("noor")
	for _, c := range []struct {
		off  time.Duration
		want bool
	}{{-2 * step, false}, {2 * step, false}, {-step, true}, {0, true}, {step, true}} {
		s.pass(10 * step)
		now := s.clock
		s.clock = now.Add(c.off)
		code := s.code(noor.secret)
		s.clock = now
		_, err := s.gate.OpenPassword(t.Context(), meren, SignIn{"noor", s.password, code[:3] + " " + code[3:]})
		if (err == nil) != c.want {
			t.Errorf("a clock %s off: %v", c.off, err)
		}
	}
}

func TestOpenRecovery_givesANewPasswordAndEndsTheOldOne(t *testing.T) {
	s := newSite(t)
	noor := s.ready("noor")
	typed := "  " + strings.ToLower(strings.ReplaceAll(noor.recovery, "-", " ")) + "\n"
	opened, err := s.gate.OpenRecovery(t.Context(), meren, "Noor", typed)
	if err != nil || !opened.Fresh {
		t.Fatal(opened.Fresh, err)
	}
	s.open(s.signIn(noor)) // until the new one is chosen, nothing changed
	old := s.signIn(noor)
	again := s.setUp(opened, "een heel ander wachtwoord")
	s.pass(step)
	if _, err := s.gate.OpenPassword(t.Context(), meren, old); !same(err, wrongSignIn()) {
		t.Errorf("the old password opens: %v", err)
	}
	if _, err := s.gate.OpenPassword(t.Context(), meren, SignIn{"noor", s.password, s.code(again.secret)}); !same(err, wrongSignIn()) {
		t.Errorf("the old password with the new code opens: %v", err)
	}
	if _, err := s.gate.OpenRecovery(t.Context(), meren, "noor", noor.recovery); !same(err, wrongSignIn()) {
		t.Errorf("the old recovery key opens: %v", err)
	}
	got := s.open(SignIn{"noor", "een heel ander wachtwoord", s.code(again.secret)})
	if c, err := got.Counsellor(); err != nil || !bytes.Equal(c.TeamKey.Bytes(), s.team.Bytes()) {
		t.Errorf("the team's key is lost: %v", err)
	}
	if _, err := s.gate.OpenRecovery(t.Context(), meren, "noor", again.recovery); err != nil {
		t.Errorf("the new recovery key: %v", err)
	}
}

func TestOpenRecovery_answersEveryMistakeTheSame(t *testing.T) {
	s := newSite(t)
	noor, gone := s.ready("noor"), s.ready("gone")
	once := s.newcomer("new", s.team)
	d := s.staff["id-gone"]
	d.State = CounsellorClosed
	s.staff["id-gone"] = d
	for name, in := range map[string][2]string{
		"unknown name": {"nobody", noor.recovery}, "a colleague's key": {"noor", gone.recovery}, "half a key": {"noor", noor.recovery[:20]},
		"no key": {"noor", ""}, "no letters": {"noor", "€€€"}, "a password": {"noor", s.password}, "closed": {"gone", gone.recovery}, "not set up": {"new", once},
	} {
		if o, err := s.gate.OpenRecovery(t.Context(), meren, in[0], in[1]); !same(err, wrongSignIn()) || !o.own.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.gate.OpenRecovery(t.Context(), duin, "noor", noor.recovery); !same(err, wrongSignIn()) {
		t.Errorf("another municipality: %v", err)
	}
}

func TestLetIn_givesAWaitingColleagueTheTeamsKey(t *testing.T) {
	s := newSite(t)
	by := Counsellor{Tenant: meren, ID: "id-noor", Team: "team", TeamKey: s.team}
	once := s.newcomer("bas", seal.PrivateKey{})
	bas := s.setUp(s.open(SignIn{User: "bas", Password: once}), s.password)
	waiting := s.open(s.signIn(bas))
	if waiting.Door.State != CounsellorWaiting {
		t.Errorf("an account without the team's key is %s", waiting.Door.State)
	}
	c, err := waiting.Counsellor()
	if !fault.Is(err, fault.Unauthorized) || fault.As(err).Key != "signin.waiting" || !c.TeamKey.IsZero() {
		t.Errorf("a colleague who waits: %v", err)
	}
	door, err := LetIn(by, waiting.Door)
	if err != nil || door.State != CounsellorActive {
		t.Fatal(door.State, err)
	}
	s.staff[door.ID] = door
	in, err := s.open(s.signIn(bas)).Counsellor()
	if err != nil || !bytes.Equal(in.TeamKey.Bytes(), s.team.Bytes()) {
		t.Errorf("let in: %v", err)
	}
}

func TestLetIn_beforeSettingUpTakesEffectAfterIt(t *testing.T) {
	s := newSite(t)
	once := s.newcomer("bas", seal.PrivateKey{})
	door, err := LetIn(Counsellor{Tenant: meren, Team: "team", TeamKey: s.team}, s.staff["id-bas"])
	if err != nil || door.State != CounsellorNew { // still without a second factor
		t.Fatal(door.State, err)
	}
	s.staff[door.ID] = door
	bas := s.setUp(s.open(SignIn{User: "bas", Password: once}), s.password)
	if c, err := s.open(s.signIn(bas)).Counsellor(); err != nil || c.TeamKey.IsZero() {
		t.Errorf("after setting up: %v", err)
	}
}

func TestLetIn_knowsOnlyItsOwnTeam(t *testing.T) {
	s := newSite(t)
	s.newcomer("bas", seal.PrivateKey{})
	for _, by := range []Counsellor{{Tenant: meren, Team: "other", TeamKey: s.team}, {Tenant: duin, Team: "team", TeamKey: s.team}} {
		if d, err := LetIn(by, s.staff["id-bas"]); !fault.Is(err, fault.NotFound) || len(d.TeamKey) != 0 {
			t.Errorf("%s/%s lets in: %v", by.Tenant, by.Team, err)
		}
	}
}

func TestCounsellor_opensNothingThatWasMovedFromAColleague(t *testing.T) {
	s := newSite(t)
	noor, bas := s.ready("noor"), s.ready("bas")
	keep := s.staff["id-bas"]
	for name, move := range map[string]func(to *CounsellorDoor, from CounsellorDoor){
		"password": func(to *CounsellorDoor, from CounsellorDoor) { to.ByPassword, to.Salt = from.ByPassword, from.Salt },
		"second":   func(to *CounsellorDoor, from CounsellorDoor) { to.SecondKey = from.SecondKey },
		"all": func(to *CounsellorDoor, from CounsellorDoor) {
			to.ByPassword, to.Salt, to.SecondKey, to.TeamKey, to.Public = from.ByPassword, from.Salt, from.SecondKey, from.TeamKey, from.Public
		},
	} {
		d := keep
		move(&d, s.staff["id-noor"])
		s.staff["id-bas"] = d
		for _, secret := range []string{noor.secret, bas.secret} {
			s.pass(step)
			if _, err := s.gate.OpenPassword(t.Context(), meren, SignIn{"bas", s.password, s.code(secret)}); err == nil {
				t.Errorf("%s: opened", name)
			}
		}
	}
	s.staff["id-bas"] = keep
	d := keep
	d.TeamKey = s.staff["id-noor"].TeamKey
	s.staff["id-bas"] = d
	if _, err := s.open(s.signIn(bas)).Counsellor(); !fault.Is(err, fault.Internal) {
		t.Errorf("a team key of a colleague: %v", err)
	}
}

func TestCounsellor_sharesTheListAndKeepsDraftsToThemselves(t *testing.T) {
	s := newSite(t)
	a, err1 := s.open(s.signIn(s.ready("noor"))).Counsellor()
	b, err2 := s.open(s.signIn(s.ready("bas"))).Counsellor()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if a.List() != b.List() || a.Own() == b.Own() || a.Own() == a.List() {
		t.Error("the keys of two colleagues are mixed up")
	}
}

func TestNewCounsellor_givesEveryoneAPasswordOfTheirOwn(t *testing.T) {
	s := newSite(t)
	a, b := s.newcomer("a", s.team), s.newcomer("b", s.team)
	if a == b || len(a) != 19 || strings.Count(a, "-") != 3 {
		t.Errorf("one-time passwords %q and %q", a, b)
	}
	if reflect.DeepEqual(s.staff["id-a"].Salt, s.staff["id-b"].Salt) || len(s.staff["id-a"].Salt) != 16 {
		t.Error("two accounts share a salt")
	}
}
