// SPDX-License-Identifier: EUPL-1.2

package pkg_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// reference is a link or picture in a text, to another file of ours.
var reference = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)\s]*)?\)`)

func TestDocs_everyLinkLeadsSomewhere(t *testing.T) {
	found := 0
	walk(t, func(name string, text []byte) {
		if filepath.Ext(name) != ".md" || strings.Contains(name, "testdata") {
			return
		}
		for _, m := range reference.FindAllSubmatch(text, -1) {
			found++
			if _, err := os.Stat(filepath.Join("..", filepath.Dir(name), string(m[1]))); err != nil {
				t.Errorf("%s leads to %s, which is not there", name, m[1])
			}
		}
	})
	if found < 20 {
		t.Errorf("only %d links were found", found)
	}
}

// target is what can be made.
var target = regexp.MustCompile(`(?m)^([a-z]+): ##`)

func TestDocs_everythingThatCanBeMadeIsNamedInTheReadmeOrContributing(t *testing.T) {
	texts := ""
	for _, name := range []string{"../README.md", "../CONTRIBUTING.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts += string(text)
	}
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range target.FindAllStringSubmatch(string(makefile), -1) {
		if m[1] != "help" && !strings.Contains(texts, "make "+m[1]) {
			t.Errorf("nobody reads of make %s", m[1])
		}
	}
}
