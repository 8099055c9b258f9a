// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/pquerna/otp"

	"opgelucht/pkg/seal"
)

func TestCheckPassword_asksForLengthAndNothingElse(t *testing.T) {
	for password, key := range map[string]string{
		"vier gele fietsen": "", "abcdef123456": "", "zeërveiligéé": "", "correct horse battery": "", "🐎🔋📎🍎🍐🍊🍋🍌🍉🍇🍓🫐": "",
		"": "password.short", "elf tekens!": "password.short", "  elf tekens!  ": "password.short", "éééééé": "password.short",
		"ik ben noor en woon": "password.name", "NOORnoorNOOR12": "password.name",
		"aaaaaaaaaaaaaaa": "password.easy", "121212121212": "password.easy", "abcabcabcabcABC": "password.easy",
	} {
		err := CheckPassword(password, "noor")
		if key == "" && err != nil || key != "" && !at(err, "password", key) {
			t.Errorf("%q: %v, want %q", password, err, key)
		}
	}
	if err := CheckPassword("vier gele fietsen", ""); err != nil {
		t.Errorf("without a name: %v", err)
	}
}

func TestFinish_keepsNothingWhileSomethingIsWrong(t *testing.T) {
	s := newSite(t)
	once := s.newcomer("noor", s.team)
	opened := s.open(SignIn{User: "noor", Password: once})
	before := s.staff["id-noor"]
	offer := NewSetUp(Ticket{ID: make([]byte, 16), Half: seal.NewKey()}, opened.Door, "Opgelucht")
	for _, c := range []struct{ password, code, field, key string }{
		{"kort", s.code(offer.Secret), "password", "password.short"}, {"Noor woont in Meren", s.code(offer.Secret), "password", "password.name"},
		{s.password, "", "code", "signin.code"}, {s.password, "12345", "code", "signin.code"}, {s.password, s.code("JBSWY3DPEHPK3PXP"), "code", "signin.code"},
	} {
		if o, recovery, err := s.gate.Finish(t.Context(), opened, offer, c.password, c.code); !at(err, c.field, c.key) || recovery != "" || !o.Fresh {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if !reflect.DeepEqual(s.staff["id-noor"], before) {
		t.Error("the account changed")
	}
	if got := s.open(SignIn{User: "noor", Password: once}); !got.Fresh {
		t.Error("setting up cannot be tried again")
	}
}

func TestSetUp_offersTheSameSecretUntilItsSessionEnds(t *testing.T) {
	s := newSite(t)
	opened := s.open(SignIn{User: "noor", Password: s.newcomer("noor", s.team)})
	session, err := s.keeper.OpenSetUp(t.Context(), opened)
	if err != nil {
		t.Fatal(err)
	}
	first := NewSetUp(session.Ticket, opened.Door, "Opgelucht Meren")
	read, err := s.keeper.Read(t.Context(), session.Ticket)
	if err != nil || read.SetUp == nil {
		t.Fatal(read, err)
	}
	reopened, err := s.gate.Reopen(t.Context(), *read.SetUp)
	if err != nil || !reopened.Fresh || !reflect.DeepEqual(reopened.Door, s.staff["id-noor"]) {
		t.Fatal(reopened.Fresh, err)
	}
	if again := NewSetUp(read.Ticket, reopened.Door, "Opgelucht Meren"); again != first {
		t.Error("the page shows another secret after reloading")
	}
	other, err := s.keeper.OpenSetUp(t.Context(), opened)
	if err != nil || NewSetUp(other.Ticket, opened.Door, "Opgelucht Meren").Secret == first.Secret {
		t.Errorf("two sessions share a secret: %v", err)
	}
	if _, _, err := s.gate.Finish(t.Context(), reopened, first, s.password, s.code(first.Secret)); err != nil {
		t.Errorf("a set-up whose page was reloaded: %v", err)
	}
}

func TestSetUp_namesMunicipalityAndUserAsTheyAre(t *testing.T) {
	for _, name := range []string{"Opgelucht Meren", "Opgelucht Noord & Zuid", "Opgelucht Súdwest-Fryslân", "Opgelucht 's-Hage+", "Opgelucht 100%", "Opgelucht Bergen (L.)?"} {
		for _, user := range []string{"noor", "n.de vries", "noor@meren.nl", "noor#1&2"} {
			offer := NewSetUp(Ticket{ID: make([]byte, 16), Half: seal.NewKey()}, CounsellorDoor{User: user}, name)
			key, err := otp.NewKeyFromURL(offer.URL)
			if err != nil {
				t.Errorf("%s: %v", offer.URL, err)
				continue
			}
			if key.Issuer() != name || key.AccountName() != user || key.Secret() != offer.Secret || key.Type() != "totp" {
				t.Errorf("%s names %q of %q", offer.URL, key.AccountName(), key.Issuer())
			}
		}
	}
}

func TestSpoken_isTheSecretInGroupsOfFour(t *testing.T) {
	offer := NewSetUp(Ticket{ID: make([]byte, 16), Half: seal.NewKey()}, CounsellorDoor{User: "noor"}, "Opgelucht")
	if got := offer.Spoken(); len(offer.Secret) != 32 || strings.ReplaceAll(got, "-", "") != offer.Secret || len(got) != 39 {
		t.Errorf("%q for %q", got, offer.Secret)
	}
}

var cellPath = regexp.MustCompile(`^M(\d+) (\d+)h1v1h-1z`)

func TestSquare_drawsACodeWithItsThreeCorners(t *testing.T) {
	offer := NewSetUp(Ticket{ID: make([]byte, 16), Half: seal.NewKey()}, CounsellorDoor{User: "noor"}, "Opgelucht Súdwest-Fryslân")
	size, path, err := offer.Square()
	if err != nil || path == "" {
		t.Fatal(path, err)
	}
	dark := map[[2]int]bool{}
	for rest := path; rest != ""; {
		m := cellPath.FindStringSubmatch(rest)
		if m == nil {
			t.Fatalf("no cell: %.20s", rest)
		}
		x, _ := strconv.Atoi(m[1]) // digits only
		y, _ := strconv.Atoi(m[2])
		if x >= size || y >= size {
			t.Fatalf("a cell at %d, %d of %d", x, y, size)
		}
		dark[[2]int{x, y}], rest = true, rest[len(m[0]):]
	}
	if size < 21 || (size-17)%4 != 0 {
		t.Errorf("%d cells wide", size)
	}
	for _, corner := range [][2]int{{0, 0}, {size - 7, 0}, {0, size - 7}} {
		for y := range 7 {
			for x := range 7 {
				ring, heart := x == 0 || y == 0 || x == 6 || y == 6, x > 1 && x < 5 && y > 1 && y < 5
				if dark[[2]int{corner[0] + x, corner[1] + y}] != (ring || heart) {
					t.Fatalf("the corner at %v is no eye", corner)
				}
			}
		}
	}
}

func TestSquare_saysWhenTheTextDoesNotFit(t *testing.T) {
	if _, path, err := (SetUp{URL: strings.Repeat("x", 5000)}).Square(); err == nil || path != "" {
		t.Error("a text of 5,000 characters is drawn")
	}
}
