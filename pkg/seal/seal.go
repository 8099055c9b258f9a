// SPDX-License-Identifier: EUPL-1.2

// Package seal closes and opens bytes with keys, and binds each ciphertext to
// the place where it is kept.
//
// It is the only package that touches cryptography, so that the rest of the
// house handles keys as opaque values that print as "[key]".
package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"
)

// ErrOpen is the only answer to a ciphertext that does not open: wrong key,
// changed bytes and moved rows are never told apart.
var ErrOpen = errors.New("seal: cannot open")

const (
	keySize = 32
	// version starts every envelope, so that a later algorithm can live beside
	// this one.
	version = 0x01
	// header is version, four bytes of key number (zero until keys rotate) and
	// the nonce.
	header = 1 + 4 + chacha20poly1305.NonceSizeX
)

// Key is a 32-byte secret that never prints itself.
type Key struct{ b [keySize]byte }

// NewKey draws a random key.
func NewKey() Key {
	var k Key
	_, _ = rand.Read(k.b[:]) // crypto/rand never fails since Go 1.24: it stops the process instead
	return k
}

// KeyFrom takes over 32 bytes as a key; any other length is an error.
func KeyFrom(b []byte) (Key, error) {
	var k Key
	if len(b) != keySize {
		return k, fmt.Errorf("seal: a key has %d bytes, not %d", keySize, len(b))
	}
	copy(k.b[:], b)
	return k, nil
}

// Bytes gives a copy of the key, to be sealed or written into a cookie and
// nothing else.
func (k Key) Bytes() []byte { return append([]byte(nil), k.b[:]...) }

// String keeps keys out of logs.
func (k Key) String() string { return "[key]" }

// GoString keeps keys out of %#v.
func (k Key) GoString() string { return "[key]" }

// MarshalJSON keeps keys out of JSON.
func (k Key) MarshalJSON() ([]byte, error) { return []byte(`"[key]"`), nil }

// Zero overwrites the key.
func (k *Key) Zero() { clear(k.b[:]) }

// IsZero tells whether there is no key.
func (k Key) IsZero() bool { return k == Key{} }

// Derive makes another key for one purpose; the same label and context always
// give the same key (HKDF-SHA256, RFC 5869).
func (k Key) Derive(label string, context ...[]byte) Key {
	var salt []byte
	for _, c := range context {
		salt = binary.BigEndian.AppendUint32(salt, uint32(len(c)))
		salt = append(salt, c...)
	}
	out, err := hkdf.Key(sha256.New, k.b[:], salt, "opgelucht|"+label, keySize)
	if err != nil {
		panic("seal: HKDF refused a fixed length: " + err.Error()) // cannot happen for 32 bytes
	}
	var d Key
	copy(d.b[:], out)
	return d
}

// MAC gives HMAC-SHA256 over parts, each preceded by its length.
func (k Key) MAC(parts ...[]byte) []byte {
	m := hmac.New(sha256.New, k.b[:])
	var n [4]byte
	for _, p := range parts {
		binary.BigEndian.PutUint32(n[:], uint32(len(p)))
		m.Write(n[:])
		m.Write(p)
	}
	return m.Sum(nil)
}

// Equal compares two secrets in constant time.
func Equal(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }

// Place says where a ciphertext is kept. A ciphertext opens only at its own
// place, so rows cannot be swapped by whoever can write to the database.
type Place struct {
	Table, Column, Row string
	Case               string // owner: a case, or for staff their own id
}

func (p Place) aad() []byte {
	b := make([]byte, 0, 8+len(p.Table)+len(p.Column)+len(p.Row)+len(p.Case))
	b = append(b, "og1|"...)
	b = append(b, p.Table...)
	b = append(b, '|')
	b = append(b, p.Column...)
	b = append(b, '|')
	b = append(b, p.Row...)
	b = append(b, '|')
	return append(b, p.Case...)
}

func (k Key) aead() cipher.AEAD {
	a, err := chacha20poly1305.NewX(k.b[:])
	if err != nil {
		panic("seal: " + err.Error()) // the length is right by type
	}
	return a
}

// Close seals text for one place. The length is hidden in steps (see pad).
func Close(k Key, at Place, text []byte) []byte {
	return closeRaw(k, at, pad(text))
}

// Open gives back what Close sealed, or ErrOpen.
func Open(k Key, at Place, sealed []byte) ([]byte, error) {
	b, err := openRaw(k, at, sealed)
	if err != nil {
		return nil, err
	}
	return unpad(b)
}

// CloseKey seals a key under another key for one place, without padding.
func CloseKey(k Key, at Place, inner Key) []byte { return closeRaw(k, at, inner.b[:]) }

// OpenKey gives back what CloseKey sealed, or ErrOpen.
func OpenKey(k Key, at Place, sealed []byte) (Key, error) {
	b, err := openRaw(k, at, sealed)
	if err != nil {
		return Key{}, err
	}
	defer clear(b)
	return KeyFrom(b)
}

func closeRaw(k Key, at Place, text []byte) []byte {
	out := make([]byte, header, header+len(text)+chacha20poly1305.Overhead)
	out[0] = version
	_, _ = rand.Read(out[5:header])
	return k.aead().Seal(out, out[5:header], text, at.aad())
}

func openRaw(k Key, at Place, sealed []byte) ([]byte, error) {
	if len(sealed) < header+chacha20poly1305.Overhead || sealed[0] != version {
		return nil, ErrOpen
	}
	text, err := k.aead().Open(nil, sealed[5:header], sealed[header:], at.aad())
	if err != nil {
		return nil, ErrOpen
	}
	return text, nil
}
