// SPDX-License-Identifier: EUPL-1.2

// Package locale speaks the reader's language: words, plurals, euros, days.
package locale

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
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
	files    map[string]string // where a key stands, by language and key
}

// Printer speaks one language.
type Printer struct {
	Language string
	speak    *i18n.Localizer
	plain    map[string]string // words without values in them, ready to use
	blanks   map[string]blanks // words with values in them and without plurals
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
	keys, stands := map[string]map[string]*i18n.Message{}, map[string]string{}
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
			keys[lang][m.ID], stands[lang+" "+m.ID] = m, file
		}
	}
	b := &Bundle{printers: map[string]*Printer{}, files: stands}
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
	p := &Printer{Language: lang, speak: i18n.NewLocalizer(bundle, lang, Default), plain: map[string]string{}, blanks: map[string]blanks{}, known: map[string]bool{}}
	for id, m := range messages {
		p.known[id] = true
		if m.One != "" {
			continue
		}
		if cut, ok := cutBlanks(m.Other); !ok {
			continue
		} else if len(cut) == 1 {
			p.plain[id] = m.Other
		} else {
			p.blanks[id] = cut
		}
	}
	return p
}

// blanks is a text cut at the values in it: text, name, text, name … text.
type blanks []string

var blank = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// cutBlanks cuts a text that has nothing but names in braces.
func cutBlanks(text string) (blanks, bool) {
	var cut blanks
	end := 0
	for _, at := range blank.FindAllStringSubmatchIndex(text, -1) {
		cut = append(cut, text[end:at[0]], text[at[2]:at[3]])
		end = at[1]
	}
	cut = append(cut, text[end:])
	for i := 0; i < len(cut); i += 2 {
		if strings.Contains(cut[i], "{{") {
			return nil, false
		}
	}
	return cut, true
}

// fill fills values in; it gives false when one is not there.
func (b blanks) fill(args map[string]any) (string, bool) {
	var text strings.Builder
	for i, part := range b {
		if i%2 == 0 {
			text.WriteString(part)
			continue
		}
		value, ok := args[part]
		if !ok {
			return "", false
		}
		if s, ok := value.(string); ok {
			text.WriteString(s)
		} else {
			fmt.Fprint(&text, value)
		}
	}
	return text.String(), true
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
	if text, ok := p.blanks[key].fill(args); ok && text != "" {
		return text
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
