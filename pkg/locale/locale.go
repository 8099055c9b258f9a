// SPDX-License-Identifier: EUPL-1.2

// Package locale speaks the reader's language: words, plurals, euros, days.
package locale

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Default is the language that every text has.
const Default = "nl"

// Bundle holds the words of every language.
type Bundle struct {
	printers map[string]*Printer
	langs    []string
}

// Printer speaks one language.
type Printer struct {
	Language string
	speak    *i18n.Localizer
	plain    map[string]string // words without values in them, ready to use
	known    map[string]bool
}

// New reads the files locales/<door>.<language>.toml. A file that cannot be read
// is an error: the words are part of the program.
func New(fsys fs.FS) (*Bundle, error) {
	bundle := i18n.NewBundle(language.Dutch)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	files, err := fs.Glob(fsys, "locales/*.toml")
	if err != nil {
		return nil, fmt.Errorf("locale: %w", err)
	}
	keys := map[string]map[string]*i18n.Message{}
	for _, file := range files {
		f, err := bundle.LoadMessageFileFS(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("locale: %w", err)
		}
		lang := f.Tag.String()
		if keys[lang] == nil {
			keys[lang] = map[string]*i18n.Message{}
		}
		for _, m := range f.Messages {
			if keys[lang][m.ID] != nil {
				return nil, fmt.Errorf("locale: %s: %q stands in two files", file, m.ID)
			}
			keys[lang][m.ID] = m
		}
	}
	b := &Bundle{printers: map[string]*Printer{}}
	for lang, messages := range keys {
		b.langs = append(b.langs, lang)
		b.printers[lang] = newPrinter(bundle, lang, messages)
	}
	sort.Strings(b.langs)
	if b.printers[Default] == nil {
		return nil, fmt.Errorf("locale: there are no words in %q", Default)
	}
	return b, nil
}

func newPrinter(bundle *i18n.Bundle, lang string, messages map[string]*i18n.Message) *Printer {
	p := &Printer{Language: lang, speak: i18n.NewLocalizer(bundle, lang, Default), plain: map[string]string{}, known: map[string]bool{}}
	for id, m := range messages {
		p.known[id] = true
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			p.plain[id] = m.Other
		}
	}
	return p
}

// Languages gives the languages that have words.
func (b *Bundle) Languages() []string { return b.langs }

// Keys gives every key of a language, in order.
func (b *Bundle) Keys(lang string) []string {
	return slices.Sorted(maps.Keys(b.Printer(lang).known))
}

// Printer gives the printer of a language, or the default one.
func (b *Bundle) Printer(lang string) *Printer {
	if p := b.printers[lang]; p != nil {
		return p
	}
	return b.printers[Default]
}

// Match gives the best offered language for an Accept-Language header; the
// first offered one when none fits.
func (b *Bundle) Match(accept string, offered []string) string {
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return offered[0]
	}
	for _, w := range wanted {
		base, _ := w.Base()
		if slices.Contains(offered, base.String()) {
			return base.String()
		}
	}
	return offered[0]
}

// Has tells whether this language has the key itself.
func (p *Printer) Has(key string) bool { return p.known[key] }

// T gives the words of a key with values filled in; args["N"], a whole number,
// chooses the plural. A key that this language lacks is spoken in the default
// one; a key that nobody has comes back in brackets, which a test forbids.
func (p *Printer) T(key string, args map[string]any) string {
	if len(args) == 0 {
		if text, ok := p.plain[key]; ok {
			return text
		}
	}
	c := &i18n.LocalizeConfig{MessageID: key, TemplateData: args}
	if n, ok := args["N"]; ok {
		c.PluralCount = n
	}
	text, err := p.speak.Localize(c)
	if text == "" && err != nil { // go-i18n gives both a fallback and an error; the fallback will do
		return "[" + key + "]"
	}
	return text
}
