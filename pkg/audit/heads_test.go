// SPDX-License-Identifier: EUPL-1.2

package audit_test

import (
	"reflect"
	"strings"
	"testing"

	"opgelucht/pkg/audit"
)

func TestReadHeads_readsWhatLineWrites(t *testing.T) {
	want := []audit.Head{{Tenant: "hier", Seq: 7, MAC: []byte{1, 2, 255}}, {Tenant: "daar-ook", Seq: 1 << 40, MAC: []byte("mac")}}
	got, err := audit.ReadHeads(strings.NewReader(want[0].Line() + "\n" + want[1].Line()))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for text, says := range map[string]string{"hier 7": "line 1", "hier zeven 01": "line 1", "\nhier 7 xyz": "line 2"} {
		if _, err := audit.ReadHeads(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzReadHeads(f *testing.F) {
	f.Add("hier 7 0102\n")
	f.Add("hier -1 zz")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := audit.ReadHeads(strings.NewReader(text))
		if err != nil {
			return
		}
		var again strings.Builder
		for _, h := range list {
			again.WriteString(h.Line())
		}
		if back, err := audit.ReadHeads(strings.NewReader(again.String())); err != nil || !reflect.DeepEqual(back, list) {
			t.Errorf("%q: %v then %v, %v", text, list, back, err)
		}
	})
}
