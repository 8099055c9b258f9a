// SPDX-License-Identifier: EUPL-1.2

package access

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/boombuler/barcode/qr"
	"github.com/pquerna/otp/totp"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// step is the life of a code of the second factor (RFC 6238).
const step = 30 * time.Second

// minPassword is the least number of characters of a counsellor's password.
const minPassword = 12

// SetUp is the choosing of password and second factor, at first sign-in or
// after recovery. Its secret follows from the set-up session, so reloading the
// page shows the same one.
type SetUp struct {
	Secret string // base32, to type into an authenticator app
	URL    string // otpauth address of the same secret
}

// NewSetUp gives the second factor that a set-up session offers.
func NewSetUp(t Ticket, d CounsellorDoor, issuer string) SetUp {
	key := t.Half.Derive("totp", t.ID)
	secret := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(key.Bytes()[:20])
	label := escape(issuer) + ":" + escape(d.User)
	return SetUp{Secret: secret, URL: "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + escape(issuer)}
}

// escape writes a name so that no sign in it cuts the address short; apps show
// a plus as a plus, so a space becomes %20.
func escape(name string) string { return strings.ReplaceAll(url.QueryEscape(name), "+", "%20") }

// Spoken gives the secret in groups of four, to type over.
func (s SetUp) Spoken() string { return groups(s.Secret, 4) }

// Square gives the address as a QR code: how many cells wide, and the dark cells
// as the path of a drawing.
func (s SetUp) Square() (size int, path string, err error) {
	code, err := qr.Encode(s.URL, qr.M, qr.Auto)
	if err != nil {
		return 0, "", fault.Wrap("access.Square", err)
	}
	size = code.Bounds().Dx()
	var b strings.Builder
	for y := range size {
		for x := range size {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x, y)
			}
		}
	}
	return size, b.String(), nil
}

// Reopen reads the account of a set-up session again.
func (g *Gate) Reopen(ctx context.Context, o Opened) (Opened, error) {
	d, err := g.door(ctx, o.Door.Tenant, o.Door.User)
	if err != nil {
		return o, fault.Wrap("access.Reopen", err)
	}
	return Opened{Door: d, Fresh: true, own: o.own}, nil
}

// Finish stores the chosen password and second factor and makes a recovery key,
// which is shown once. It answers Invalid faults at "password" and "code".
func (g *Gate) Finish(ctx context.Context, o Opened, s SetUp, password, code string) (Opened, string, error) {
	if err := CheckPassword(password, o.Door.User); err != nil {
		return o, "", err
	}
	used, ok := g.match(s.Secret, code, 0)
	if !ok {
		return o, "", fault.At("code", "signin.code", nil)
	}
	d := o.Door
	if err := g.setPassword(ctx, &d, o.own, password); err != nil {
		return o, "", err
	}
	recovery, err := setRecovery(&d, o.own)
	if err != nil {
		return o, "", err
	}
	d.SecondKey, d.LastStep = seal.Close(g.keys.Service, doorPlace(d, "second_key"), []byte(s.Secret)), used
	d.State = CounsellorActive
	if len(d.TeamKey) == 0 && d.Role.May(MayOpen) {
		d.State = CounsellorWaiting
	}
	if err := g.doors.SaveCounsellor(ctx, d); err != nil {
		return o, "", fault.Wrap("access.Finish", err)
	}
	g.wrong.forget(d.ID)
	return Opened{Door: d, own: o.own}, recovery, nil
}

// CheckPassword refuses passwords that are short or hold the user's own name.
// Long is what counts: no rule asks for signs or capitals (NIST SP 800-63B §3.1.1).
func CheckPassword(password, user string) error {
	p := normal(password)
	switch {
	case utf8.RuneCountInString(p) < minPassword:
		return fault.At("password", "password.short", map[string]any{"N": minPassword})
	case user != "" && strings.Contains(strings.ToLower(p), user):
		return fault.At("password", "password.name", nil)
	case monotonous(p):
		return fault.At("password", "password.easy", nil)
	}
	return nil
}

// monotonous finds what a guesser tries first: few different characters.
func monotonous(p string) bool {
	seen := map[rune]bool{}
	for _, r := range strings.ToLower(p) {
		seen[r] = true
	}
	return len(seen) < 6
}

// normal gives a password its one form: what a phone adds around it is no part of it.
func normal(password string) string { return strings.TrimSpace(password) }

func setRecovery(d *CounsellorDoor, own seal.PrivateKey) (string, error) {
	key := seal.NewKey()
	raw, err := seal.KeyFrom(own.Bytes())
	if err != nil {
		return "", fault.Wrap("access.setRecovery", err)
	}
	d.ByRecovery = seal.CloseKey(key, doorPlace(*d, "by_recovery"), raw)
	return groups(plain32.EncodeToString(key.Bytes()), 4), nil
}

func readRecovery(typed string) (seal.Key, error) {
	s := strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, typed))
	b, err := plain32.DecodeString(s)
	if err != nil {
		return seal.Key{}, err
	}
	return seal.KeyFrom(b)
}

// useCode checks a code of the second factor and makes sure it works only once.
func (g *Gate) useCode(ctx context.Context, d *CounsellorDoor, code string) error {
	secret, err := seal.Open(g.keys.Service, doorPlace(*d, "second_key"), d.SecondKey)
	if err != nil {
		return fault.Wrap("access.useCode", err)
	}
	if g.wrong.tooMany(d.ID, g.now()) {
		return wrongSignIn()
	}
	used, ok := g.match(string(secret), code, d.LastStep)
	if !ok {
		g.wrong.count(d.ID, g.now())
		return wrongSignIn()
	}
	err = g.doors.UseStep(ctx, d.Tenant, d.ID, used)
	if fault.Is(err, fault.Conflict) {
		return wrongSignIn()
	}
	d.LastStep = used
	return fault.Wrap("access.useCode", err)
}

// Bounds of wrong codes. Whoever stole a password has a million codes to try,
// from as many networks as they like; this is what stops them. It counts only
// after a right password, so nobody locks out someone whose password they lack.
const (
	mostWrong  = 10
	wrongSpell = time.Hour
)

// wrongCodes counts, in memory, the wrong codes that followed a right password.
type wrongCodes struct {
	mu  sync.Mutex
	few map[CounsellorID]wrongCount
}

type wrongCount struct {
	since time.Time
	n     int
}

func (w *wrongCodes) tooMany(id CounsellorID, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.few[id]
	return c.n >= mostWrong && now.Sub(c.since) < wrongSpell
}

// forget begins anew, for an account with a new password and second factor.
func (w *wrongCodes) forget(id CounsellorID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.few, id)
}

func (w *wrongCodes) count(id CounsellorID, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.few[id]
	if now.Sub(c.since) >= wrongSpell {
		c = wrongCount{since: now}
	}
	c.n++
	w.few[id] = c
}

// match finds the time step of a code, later than the last one used. Clocks may
// differ by one step.
func (g *Gate) match(secret, typed string, last int64) (int64, bool) {
	code := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
	now := g.now()
	for _, at := range []time.Time{now, now.Add(-step), now.Add(step)} {
		want, err := totp.GenerateCode(secret, at)
		n := at.Unix() / int64(step.Seconds())
		if err == nil && n > last && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return n, true
		}
	}
	return 0, false
}
