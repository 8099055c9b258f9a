// SPDX-License-Identifier: EUPL-1.2

package content

import (
	"strings"
	"testing"
)

func TestMarkup_neverReadsAValueAsMarkup(t *testing.T) {
	m, err := NewMarkup("Aan **{name}** en {other}.\n\n- een\n- twee")
	if err != nil {
		t.Fatal(err)
	}
	got := string(m.HTML([]string{"Web*winkel* <b>x</b>", "{name}"}))
	want := "<p>Aan <strong>Web*winkel* &lt;b&gt;x&lt;/b&gt;</strong> en {name}.</p>\n<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"
	if got != want {
		t.Errorf("got\n%s", got)
	}
	if len(m.Holes) != 2 || m.Holes[1] != "other" {
		t.Errorf("holes %q", m.Holes)
	}
	if got := m.Text([]string{"a", "b"}); !strings.HasPrefix(got, "Aan **a** en b.") {
		t.Errorf("text %q", got)
	}
}

func TestMarkup_dropsWhatCouldReachOutside(t *testing.T) {
	m, err := NewMarkup("<script>x</script>\n\n![p](https://x.nl/p.png) [a](javascript:x) [b](https://www.nibud.nl/b) [c](//c.nl) " +
		// what a reader of lines does not see as a link
		`[d](https:&#47;&#47;meten.example/d) [e](https:\/\/meten.example) [f](https://nibud.nl@meten.example/) [g](https://nibud.nl.meten.example) [h](\\meten.example) <https://meten.example>`)
	if err != nil {
		t.Fatal(err)
	}
	got := string(m.HTML(nil))
	for _, bad := range []string{"script", "img", "javascript", `"//c.nl`, `href="https://meten`, `@meten`, `.meten.example"`, `href="\\`, `href="%5c`} {
		if strings.Contains(got, bad) {
			t.Errorf("%q stayed in %s", bad, got)
		}
	}
	if !strings.Contains(got, `href="https://www.nibud.nl/b"`) {
		t.Errorf("link lost: %s", got)
	}
}

func TestNewLine_isOneEscapedLine(t *testing.T) {
	m := NewLine("{creditor}: {owed}")
	if got := m.HTML([]string{"<i>", "€ 5"}); got != "&lt;i&gt;: € 5" {
		t.Errorf("%s", got)
	}
	if got := NewLine("zonder {gat").Text(nil); got != "zonder {gat" {
		t.Errorf("%q", got)
	}
}
