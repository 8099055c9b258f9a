// SPDX-License-Identifier: EUPL-1.2

package content

import (
	"bytes"
	"html/template"
	"net/url"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/renderer/html"
)

// Markup is a text of an author that was turned into HTML once, with holes for
// values. Values are escaped and put in afterwards: what a person wrote is never
// read as Markdown or HTML.
type Markup struct {
	Holes  []string // what stands between the braces, in order
	html   []string // HTML around the holes
	plain  []string // text around the holes
	inline bool
}

// hole0 is the first of a row of private characters that stand for holes while
// Markdown is read (Unicode private use area).
const hole0 = '\uE000'

// maxHoles is how many values one text may have; a letter repeats itself for each
// debt.
const maxHoles = 2000

// policy allows what a calm text needs; no pictures, and links to places of the
// state and of help only, however the link was written.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "strong", "em", "ul", "ol", "li", "h3")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemeWithCustomPolicy("https", func(u *url.URL) bool { return helps(u.Host) })
	p.RequireNoReferrerOnLinks(true)
	return p
}()

// NewMarkup reads Markdown with {holes}.
func NewMarkup(text string) (*Markup, error) { return newMarkup(text, calm) }

var (
	calm  = goldmark.New()
	paper = goldmark.New(goldmark.WithRendererOptions(html.WithHardWraps()))
)

// NewLetter reads Markdown with {holes} in which a new line is a new line, as on
// paper.
func NewLetter(text string) (*Markup, error) { return newMarkup(text, paper) }

func newMarkup(text string, md goldmark.Markdown) (*Markup, error) {
	holes, marked := cutHoles(text)
	var b bytes.Buffer
	if err := md.Convert([]byte(marked), &b); err != nil {
		return nil, err
	}
	m := &Markup{Holes: holes}
	m.html = splitHoles(policy.Sanitize(strings.TrimSpace(b.String())))
	m.plain = splitHoles(marked)
	return m, nil
}

// NewLine reads a text of one line with {holes} and no markup.
func NewLine(text string) *Markup {
	holes, marked := cutHoles(text)
	return &Markup{Holes: holes, plain: splitHoles(marked), inline: true}
}

// cutHoles takes the holes out and leaves a private character for each.
func cutHoles(text string) ([]string, string) {
	var holes []string
	var b strings.Builder
	for len(text) > 0 {
		open := strings.IndexByte(text, '{')
		shut := strings.IndexByte(text[max(open, 0):], '}')
		if open < 0 || shut < 0 || len(holes) == maxHoles {
			break
		}
		b.WriteString(text[:open])
		b.WriteRune(hole0 + rune(len(holes)))
		holes = append(holes, strings.TrimSpace(text[open+1:open+shut]))
		text = text[open+shut+1:]
	}
	b.WriteString(text)
	return holes, b.String()
}

func splitHoles(text string) []string {
	var parts []string
	last := 0
	for i, r := range text {
		if r >= hole0 && r < hole0+maxHoles {
			parts = append(parts, text[last:i])
			last = i + len(string(r))
		}
	}
	return append(parts, text[last:])
}

// HTML gives the text with values in its holes.
func (m *Markup) HTML(values []string) template.HTML {
	if m.inline {
		return template.HTML(template.HTMLEscapeString(m.Text(values))) //nolint:gosec // escaped here
	}
	var b strings.Builder
	for i, part := range m.html {
		b.WriteString(part)
		if i < len(values) && i < len(m.html)-1 {
			b.WriteString(template.HTMLEscapeString(values[i]))
		}
	}
	return template.HTML(b.String()) //nolint:gosec // sanitised when it was read; values are escaped
}

// Around gives the HTML before, between and after the holes.
func (m *Markup) Around() []template.HTML {
	parts := make([]template.HTML, len(m.html))
	for i, part := range m.html {
		parts[i] = template.HTML(part) //nolint:gosec // sanitised when it was read
	}
	return parts
}

// Text gives the text with values in its holes, without markup turned to HTML.
func (m *Markup) Text(values []string) string {
	var b strings.Builder
	for i, part := range m.plain {
		b.WriteString(part)
		if i < len(values) && i < len(m.plain)-1 {
			b.WriteString(values[i])
		}
	}
	return b.String()
}
