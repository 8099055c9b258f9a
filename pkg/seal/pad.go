// SPDX-License-Identifier: EUPL-1.2

package seal

import "encoding/binary"

// steps are the lengths that a sealed text may show. Whoever holds the database
// sees one of four sizes, not how much a person wrote.
var steps = [...]int{256, 1 << 10, 4 << 10, 16 << 10}

const lengthPrefix = 4

// pad puts the length before the text and zeros behind it, up to the next step
// (beyond the last step: a multiple of it).
func pad(text []byte) []byte {
	need := lengthPrefix + len(text)
	size := steps[len(steps)-1]
	size = (need + size - 1) / size * size
	for _, s := range steps {
		if need <= s {
			size = s
			break
		}
	}
	out := make([]byte, size)
	binary.BigEndian.PutUint32(out, uint32(len(text)))
	copy(out[lengthPrefix:], text)
	return out
}

// unpad gives the text that pad was given, or ErrOpen for any other bytes.
func unpad(b []byte) ([]byte, error) {
	if len(b) < lengthPrefix {
		return nil, ErrOpen
	}
	n := int(binary.BigEndian.Uint32(b))
	if n > len(b)-lengthPrefix {
		return nil, ErrOpen
	}
	return b[lengthPrefix : lengthPrefix+n], nil
}
