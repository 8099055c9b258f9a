// SPDX-License-Identifier: EUPL-1.2

package audit

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"opgelucht/pkg/tenant"
)

// Line writes a head as a line of a file that is kept elsewhere, with its end.
func (h Head) Line() string {
	return fmt.Sprintf("%s %d %s\n", h.Tenant, h.Seq, hex.EncodeToString(h.MAC))
}

// ReadHeads reads heads that were kept elsewhere. It answers an error, with the
// number of the line, for what is none.
func ReadHeads(from io.Reader) ([]Head, error) {
	var list []Head
	lines := bufio.NewScanner(from)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" {
			continue
		}
		var t, mac string
		var h Head
		if _, err := fmt.Sscanf(line, "%s %d %s", &t, &h.Seq, &mac); err != nil {
			return nil, fmt.Errorf("line %d is no municipality, number and MAC", n)
		}
		raw, err := hex.DecodeString(mac)
		if err != nil {
			return nil, fmt.Errorf("line %d: %q is no MAC", n, mac)
		}
		h.Tenant, h.MAC = tenant.ID(t), raw
		list = append(list, h)
	}
	return list, lines.Err()
}
