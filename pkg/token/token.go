// SPDX-License-Identifier: EUPL-1.2

// Package token writes and reads the signed token that a browser keeps of a
// session, as a cookie or as a hidden form field.
package token

import (
	"encoding/base64"
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"opgelucht/pkg/access"
	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// ErrToken is the only answer to a token that is not ours, not for this
// municipality, or too old.
var ErrToken = errors.New("token: refused")

const issuer = "opgelucht"

// Signer signs and checks tokens. A token alone authorises nothing: the session
// it names is read from the database at every request.
type Signer struct {
	current string
	keys    map[string]seal.Key
	now     func() time.Time
}

// NewSigner makes a signer whose keys are derived from the root key. The
// generation counts up when keys are renewed; the one before stays valid.
func NewSigner(root seal.Key, generation int, now func() time.Time) *Signer {
	s := &Signer{keys: map[string]seal.Key{}, now: now}
	for _, g := range []int{generation - 1, generation} {
		id := string(rune('a' + ((g%26)+26)%26))
		s.keys[id] = root.Derive("token", []byte(id))
		s.current = id
	}
	return s
}

// claims is what the token holds: the browser's half of the session, no name.
type claims struct {
	Session string      `json:"sid"`
	Half    string      `json:"k"`
	Kind    access.Kind `json:"role"`
	jwt.RegisteredClaims
}

var text = base64.RawURLEncoding

// Sign writes the token of a ticket.
func (s *Signer) Sign(t access.Ticket) (string, error) {
	c := claims{
		Session: text.EncodeToString(t.ID), Half: text.EncodeToString(t.Half.Bytes()), Kind: t.Kind,
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: issuer, Audience: jwt.ClaimStrings{string(t.Tenant)},
			IssuedAt: jwt.NewNumericDate(s.now()), ExpiresAt: jwt.NewNumericDate(t.Until),
		},
	}
	j := jwt.NewWithClaims(jwt.SigningMethodHS256, c)
	j.Header["kid"] = s.current
	return j.SignedString(s.keys[s.current].Bytes())
}

// Read gives the ticket of a token of this municipality, or ErrToken.
func (s *Signer) Read(signed string, t tenant.ID) (access.Ticket, error) {
	var c claims
	_, err := jwt.ParseWithClaims(signed, &c, s.key,
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired(), jwt.WithIssuer(issuer),
		jwt.WithAudience(string(t)), jwt.WithTimeFunc(s.now))
	if err != nil {
		return access.Ticket{}, ErrToken
	}
	id, err1 := text.DecodeString(c.Session)
	half, err2 := text.DecodeString(c.Half)
	key, err3 := seal.KeyFrom(half)
	if errors.Join(err1, err2, err3) != nil || len(id) != 16 {
		return access.Ticket{}, ErrToken
	}
	return access.Ticket{ID: id, Half: key, Kind: c.Kind, Tenant: t, Until: c.ExpiresAt.Time}, nil
}

func (s *Signer) key(j *jwt.Token) (any, error) {
	id, _ := j.Header["kid"].(string)
	k, ok := s.keys[id]
	if !ok {
		return nil, ErrToken
	}
	return k.Bytes(), nil
}
