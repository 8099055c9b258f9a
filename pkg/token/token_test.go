// SPDX-License-Identifier: EUPL-1.2

package token

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"opgelucht/pkg/access"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

func ticket() access.Ticket {
	return access.Ticket{ID: []byte("0123456789abcdef"), Half: seal.NewKey(), Kind: access.KindClient, Tenant: "meren", Until: noon.Add(time.Hour)}
}

func sign(t testing.TB, s *Signer, ticket access.Ticket) string {
	t.Helper()
	signed, err := s.Sign(ticket)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// refused tells whether a token gives nothing, in the one answer for that.
func refused(t *testing.T, s *Signer, signed string, of tenant.ID) bool {
	t.Helper()
	got, err := s.Read(signed, of)
	if err != nil && (err != ErrToken || got.ID != nil || !got.Half.IsZero()) { //nolint:errorlint // nothing may be wrapped around it
		t.Errorf("refused with %v and %v", err, got)
	}
	return err != nil
}

func TestRead_givesBackTheTicketThatWasSigned(t *testing.T) {
	s := NewSigner(seal.NewKey(), 1, clock)
	for _, kind := range []access.Kind{access.KindClient, access.KindCounsellor, access.KindSetUp} {
		want := ticket()
		want.Kind = kind
		got, err := s.Read(sign(t, s, want), "meren")
		if err != nil {
			t.Fatal(err)
		}
		if string(got.ID) != string(want.ID) || got.Half != want.Half || got.Kind != kind || got.Tenant != "meren" || !got.Until.Equal(want.Until) {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

func TestSign_fitsACookie(t *testing.T) {
	if n := len(sign(t, NewSigner(seal.NewKey(), 1, clock), ticket())); n > 1000 {
		t.Errorf("%d bytes", n)
	}
}

func TestRead_refusesATokenAfterItsTime(t *testing.T) {
	root, now := seal.NewKey(), noon
	s := NewSigner(root, 1, func() time.Time { return now })
	signed := sign(t, s, ticket())
	for _, c := range []struct {
		after time.Duration
		want  bool
	}{{0, false}, {time.Hour - time.Second, false}, {time.Hour, true}, {time.Hour + time.Second, true}, {1000 * time.Hour, true}} {
		if now = noon.Add(c.after); refused(t, s, signed, "meren") != c.want {
			t.Errorf("after %s: refused %v", c.after, !c.want)
		}
	}
}

func TestRead_refusesATokenOfAnotherMunicipality(t *testing.T) {
	s := NewSigner(seal.NewKey(), 1, clock)
	for _, of := range []tenant.ID{"duin", "", "Meren", "mere", "merenx"} {
		if !refused(t, s, sign(t, s, ticket()), of) {
			t.Errorf("read in %q", of)
		}
	}
}

func TestRead_refusesATokenThatWasChangedAnywhere(t *testing.T) {
	s := NewSigner(seal.NewKey(), 1, clock)
	signed := sign(t, s, ticket())
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for i := range signed {
		b := []byte(signed)
		if b[i] == '.' {
			b[i] = 'A'
		} else { // 32 further is another letter in its first bit, so never the same bytes
			b[i] = letters[(strings.IndexByte(letters, b[i])+32)%64]
		}
		if !refused(t, s, string(b), "meren") {
			t.Errorf("read with character %d changed", i)
		}
	}
	for _, junk := range []string{"", ".", "..", "a.b.c", signed + "x", signed[:len(signed)-1], " " + signed, signed + "." + signed, "Bearer " + signed} {
		if !refused(t, s, junk, "meren") {
			t.Errorf("read %.20q", junk)
		}
	}
}

// forged signs claims in another way than Sign does.
func forged(t *testing.T, method jwt.SigningMethod, key any, change func(header, claims map[string]any)) string {
	t.Helper()
	j := jwt.NewWithClaims(method, jwt.MapClaims{
		"sid": text.EncodeToString([]byte("0123456789abcdef")), "k": text.EncodeToString(make([]byte, 32)), "role": "counsellor",
		"iss": issuer, "aud": []string{"meren"}, "iat": noon.Unix(), "exp": noon.Add(time.Hour).Unix(),
	})
	j.Header["kid"] = "b"
	if change != nil {
		change(j.Header, j.Claims.(jwt.MapClaims))
	}
	signed, err := j.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestRead_refusesEveryOtherWayToSign(t *testing.T) {
	s := NewSigner(seal.NewKey(), 1, clock)
	right := s.keys["b"].Bytes()
	if refused(t, s, forged(t, jwt.SigningMethodHS256, right, nil), "meren") {
		t.Fatal("the forger's own form is not ours: the rest of this test says nothing")
	}
	for name, signed := range map[string]string{
		"alg none":      forged(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, nil),
		"another key":   forged(t, jwt.SigningMethodHS256, seal.NewKey().Bytes(), nil),
		"an empty key":  forged(t, jwt.SigningMethodHS256, []byte{}, nil),
		"HS384":         forged(t, jwt.SigningMethodHS384, right, nil),
		"HS512":         forged(t, jwt.SigningMethodHS512, right, nil),
		"another kid":   forged(t, jwt.SigningMethodHS256, right, func(h, _ map[string]any) { h["kid"] = "c" }),
		"the older kid": forged(t, jwt.SigningMethodHS256, right, func(h, _ map[string]any) { h["kid"] = "a" }),
		"no kid":        forged(t, jwt.SigningMethodHS256, right, func(h, _ map[string]any) { delete(h, "kid") }),
		"a number kid":  forged(t, jwt.SigningMethodHS256, right, func(h, _ map[string]any) { h["kid"] = 1 }),
	} {
		if !refused(t, s, signed, "meren") {
			t.Errorf("%s is read", name)
		}
	}
	none := strings.Split(forged(t, jwt.SigningMethodHS256, right, nil), ".")
	none[0] = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"None","kid":"b","typ":"JWT"}`))
	if !refused(t, s, none[0]+"."+none[1]+".", "meren") {
		t.Error("alg None is read")
	}
}

func TestRead_refusesATokenThatLacksAPart(t *testing.T) {
	s := NewSigner(seal.NewKey(), 1, clock)
	right := s.keys["b"].Bytes()
	for name, change := range map[string]func(map[string]any){
		"no end":          func(c map[string]any) { delete(c, "exp") },
		"no audience":     func(c map[string]any) { delete(c, "aud") },
		"no issuer":       func(c map[string]any) { delete(c, "iss") },
		"another issuer":  func(c map[string]any) { c["iss"] = "elders" },
		"not before soon": func(c map[string]any) { c["nbf"] = noon.Add(time.Minute).Unix() },
		"no session":      func(c map[string]any) { delete(c, "sid") },
		"short session":   func(c map[string]any) { c["sid"] = text.EncodeToString([]byte("short")) },
		"no base64":       func(c map[string]any) { c["sid"] = "€" },
		"no half":         func(c map[string]any) { delete(c, "k") },
		"half a half":     func(c map[string]any) { c["k"] = text.EncodeToString(make([]byte, 16)) },
		"a half too long": func(c map[string]any) { c["k"] = text.EncodeToString(make([]byte, 33)) },
		"a number":        func(c map[string]any) { c["k"] = 7 },
	} {
		if !refused(t, s, forged(t, jwt.SigningMethodHS256, right, func(_, c map[string]any) { change(c) }), "meren") {
			t.Errorf("%s is read", name)
		}
	}
}

func TestRead_acceptsTheGenerationBeforeAndNoneOlder(t *testing.T) {
	root := seal.NewKey()
	for _, made := range []int{0, 1, 25, 26} {
		signed := sign(t, NewSigner(root, made, clock), ticket())
		for later, want := range []bool{false, false, true, true} {
			if got := refused(t, NewSigner(root, made+later, clock), signed, "meren"); got != want {
				t.Errorf("made in generation %d, read in %d: refused %v", made, made+later, got)
			}
		}
		if !refused(t, NewSigner(root, made-1, clock), signed, "meren") {
			t.Errorf("generation %d reads what comes after it", made-1)
		}
		if !refused(t, NewSigner(seal.NewKey(), made, clock), signed, "meren") {
			t.Error("read with another root key")
		}
	}
}

func TestSign_namesNobody(t *testing.T) {
	s := NewSigner(seal.NewKey(), 1, clock)
	parts := strings.Split(sign(t, s, ticket()), ".")
	body, err := text.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var claims map[string]any
	if err := json.Unmarshal(body, &claims); err != nil {
		t.Fatal(err)
	}
	allowed := map[string]bool{"sid": true, "k": true, "role": true, "iss": true, "aud": true, "iat": true, "exp": true}
	for name := range claims {
		if !allowed[name] {
			t.Errorf("the token tells %q", name)
		}
	}
	if errors.Is(ErrToken, jwt.ErrTokenExpired) {
		t.Error("the one answer says why")
	}
}

func FuzzRead(f *testing.F) {
	s := NewSigner(seal.NewKey(), 1, clock)
	mine := ticket()
	own := sign(f, s, mine)
	for _, seed := range []string{own, "", "a.b.c", own[:40], strings.Replace(own, "eyJ", "eyI", 1), `{"alg":"none"}..`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, signed string) {
		got, err := s.Read(signed, "meren") // the last letter has two bits that no one reads, so another writing of our own may pass
		if err == nil && (string(got.ID) != string(mine.ID) || got.Half != mine.Half || got.Kind != mine.Kind) {
			t.Errorf("%q opens %v", signed, got.ID)
		}
	})
}
