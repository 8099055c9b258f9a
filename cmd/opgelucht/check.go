// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"path/filepath"

	"opgelucht/config"
	"opgelucht/pkg/author"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/content"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/tenant"
	"opgelucht/templates"
)

// checkWords reads the words of pages, and the municipality of the demonstration.
func checkWords() []content.Problem {
	_, problems := tenant.Load(config.Tenants, tenant.Options{Development: true})
	words, err := locale.New(templates.FS)
	if err != nil {
		return append(problems, content.Problem{File: "templates/locales", Rule: "file", Say: content.Words{NL: err.Error(), EN: err.Error()}})
	}
	return append(problems, words.Unpaired()...)
}

// checkOverlays lints what goes before what ships, and plays its examples, with
// the files named as whoever wrote them knows them. Warnings are told and are no
// mistakes: they are not ours.
func checkOverlays(folders []catalog.Folder) (wrong int) {
	for _, f := range folders {
		files, problems := f.Gather()
		own := author.Open(files, nil)
		for _, p := range append(problems, own.Lint()...) {
			if p.Info {
				continue
			}
			p.File = filepath.Join(f.Path, filepath.FromSlash(p.File))
			fmt.Println(p.Text("en"))
			if !p.Warning {
				wrong++
			}
		}
		for _, r := range own.Examples() {
			for _, why := range r.Failed {
				wrong++
				fmt.Printf("%s: %s\n", filepath.Join(f.Path, filepath.FromSlash(r.File)), why)
			}
		}
	}
	return wrong
}
