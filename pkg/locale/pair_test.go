// SPDX-License-Identifier: EUPL-1.2

package locale_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/pkg/locale"
	"opgelucht/templates"
)

func TestUnpaired_saysWhatOneLanguageLacks(t *testing.T) {
	b, err := locale.New(fstest.MapFS{
		"locales/a.nl.toml": {Data: []byte("hi = 'Dag'\nonly = 'Alleen hier'\n")},
		"locales/a.en.toml": {Data: []byte("hi = 'Hello'\nextra = 'Only here'\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range b.Unpaired() {
		all = append(all, p.Text("en"))
	}
	want := "locales/a.nl.toml: 'only' is not translated to en.|locales/a.en.toml: 'extra' is not there in Dutch."
	if got := strings.Join(all, "|"); got != want {
		t.Errorf("it says\n%s", strings.ReplaceAll(got, "|", "\n"))
	}
	if shipped, err := locale.New(templates.FS); err != nil || len(shipped.Unpaired()) > 0 {
		t.Errorf("what ships: %v, %v", shipped.Unpaired(), err)
	}
}
