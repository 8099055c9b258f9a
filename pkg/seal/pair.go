// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"sync"
)

// PublicKey is a key to which anyone can wrap a secret.
type PublicKey struct{ k *ecdh.PublicKey }

// PrivateKey opens what was wrapped to its public half; it never prints itself.
type PrivateKey struct{ *private }

// private makes the key of its bytes when something is first opened with it:
// most requests only derive other keys from the bytes, and making the key
// computes its public half.
type private struct {
	b    [keySize]byte
	once sync.Once
	k    *ecdh.PrivateKey
}

func (p *private) key() *ecdh.PrivateKey {
	p.once.Do(func() {
		k, err := ecdh.X25519().NewPrivateKey(p.b[:])
		if err != nil {
			panic("seal: " + err.Error()) // any 32 bytes are a key
		}
		p.k = k
	})
	return p.k
}

// NewPair draws a key pair (X25519).
func NewPair() PrivateKey {
	k, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		panic("seal: " + err.Error()) // only a failing random source, which stops the process anyway
	}
	p, _ := PrivateFrom(k.Bytes()) // X25519 private keys have 32 bytes
	return p
}

// PrivateFrom reads a private key of 32 bytes.
func PrivateFrom(b []byte) (PrivateKey, error) {
	if len(b) != keySize {
		return PrivateKey{}, ErrOpen
	}
	return PrivateKey{&private{b: [keySize]byte(b)}}, nil
}

// PublicFrom reads a public key of 32 bytes.
func PublicFrom(b []byte) (PublicKey, error) {
	k, err := ecdh.X25519().NewPublicKey(b)
	if err != nil {
		return PublicKey{}, ErrOpen
	}
	return PublicKey{k}, nil
}

// Public gives the half that may be shown.
func (p PrivateKey) Public() PublicKey { return PublicKey{p.key().PublicKey()} }

// IsZero tells whether there is no key.
func (p PrivateKey) IsZero() bool { return p.private == nil }

// Bytes gives the private key, to be sealed and nothing else.
func (p PrivateKey) Bytes() []byte { return append([]byte(nil), p.b[:]...) }

// Key makes a symmetric key for one purpose of the holder of this private key.
func (p PrivateKey) Key(label string) Key {
	return Key{p.b}.Derive(label)
}

// String keeps private keys out of logs.
func (p PrivateKey) String() string { return "[key]" }

// GoString keeps private keys out of %#v.
func (p PrivateKey) GoString() string { return "[key]" }

// MarshalJSON keeps private keys out of JSON.
func (p PrivateKey) MarshalJSON() ([]byte, error) { return []byte(`"[key]"`), nil }

// Bytes gives the public key.
func (p PublicKey) Bytes() []byte { return p.k.Bytes() }

// Wrap seals a secret to a public key for one place (HPKE base mode, RFC 9180:
// DHKEM(X25519), HKDF-SHA256, ChaCha20-Poly1305, the place as info).
func Wrap(to PublicKey, at Place, secret []byte) ([]byte, error) {
	pub, err := hpke.NewDHKEMPublicKey(to.k)
	if err != nil {
		return nil, err
	}
	return hpke.Seal(pub, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), at.aad(), secret)
}

// Unwrap gives back what Wrap sealed, or ErrOpen.
func Unwrap(with PrivateKey, at Place, wrapped []byte) ([]byte, error) {
	if with.IsZero() || len(wrapped) < keySize {
		return nil, ErrOpen
	}
	priv, err := hpke.NewDHKEMPrivateKey(with.key())
	if err != nil {
		return nil, ErrOpen
	}
	b, err := hpke.Open(priv, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), at.aad(), wrapped)
	if err != nil {
		return nil, ErrOpen
	}
	return b, nil
}
