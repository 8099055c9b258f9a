// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"opgelucht/config"
	"opgelucht/pkg/author"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/content"
	"opgelucht/pkg/library"
	"opgelucht/pkg/locale"
	"opgelucht/pkg/tenant"
	"opgelucht/templates"
)

// checkWords reads the words of pages, and the municipality of the demonstration.
func checkWords() []content.Problem {
	folder, _ := fs.Sub(config.Tenants, "tenants") // the name is well formed
	shown, problems := tenant.Load(folder, tenant.Options{Development: true})
	if len(shown.All()) == 0 && len(problems) == 0 {
		problems = append(problems, content.Problem{File: "config/tenants", Rule: "file", Say: content.Words{NL: "De gemeente van de demonstratie is er niet.", EN: "The municipality of the demonstration is not there."}})
	}
	words, err := locale.New(templates.FS)
	if err != nil {
		return append(problems, content.Problem{File: "templates/locales", Rule: "file", Say: content.Words{NL: err.Error(), EN: err.Error()}})
	}
	return append(problems, words.Unpaired()...)
}

// checkLibrary says how the pages of the library read, and which of them had to be
// read again by now or were never held beside their sources; that is told and is
// no mistake.
func checkLibrary(books *library.Library) (wrong int) {
	for _, p := range books.Lint() {
		p.File = "templates/library/" + p.File
		fmt.Println(p.Text("en"))
		wrong++
	}
	for _, p := range books.Overdue(time.Now()) {
		fmt.Printf("library page %s had to be read again on %s\n", p.ID, p.Review.Format(time.DateOnly))
	}
	for _, p := range books.Pages(library.Languages()[0]) {
		if !p.Compared() {
			fmt.Printf("library page %s is still to be held beside its sources, before %s\n", p.ID, p.Review.Format(time.DateOnly))
		}
	}
	return wrong
}

// strays are folders with assignments that are no municipality's: nobody gets
// what is in them.
func strays(data string, registry *tenant.Registry) []catalog.Folder {
	found, _ := filepath.Glob(filepath.Join(data, "tenants", "*", "assignments")) // the pattern is well formed
	var list []catalog.Folder
	for _, path := range found {
		id := tenant.ID(filepath.Base(filepath.Dir(path)))
		if _, ok := registry.ByID(id); !ok {
			fmt.Printf("%s: There is no municipality %q, or its file has a mistake: nobody gets these assignments.\n", path, id)
			list = append(list, catalog.Folder{Tenant: id, Path: path, Files: os.DirFS(path)})
		}
	}
	return list
}

// checkOverlays lints what goes before what ships, and plays its examples, with
// the files named as whoever wrote them knows them. Warnings are told and are no
// mistakes: they are not ours.
func checkOverlays(shipped []string, folders []catalog.Folder) (wrong int) {
	known := slices.Clone(shipped)
	for _, f := range folders {
		if f.Tenant == "" {
			known = append(known, f.IDs()...)
		}
	}
	for _, f := range folders {
		files, problems := f.Gather()
		own := author.Open(files, nil).Beside(known)
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
