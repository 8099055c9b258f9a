// SPDX-License-Identifier: EUPL-1.2

package desk_test

import (
	"bytes"
	"testing"

	"opgelucht/pkg/view"
)

// twice writes every page the quick way and the way of html/template, and both
// must give the same.
type twice struct {
	t     testing.TB
	pages *view.Set
}

// Render is what the server asks.
func (p twice) Render(buf *bytes.Buffer, name string, page view.Page) error {
	var quick bytes.Buffer
	if !p.pages.Press(&quick, name, page) {
		p.t.Errorf("%s is not written the quick way", name)
	}
	err := p.pages.Execute(buf, name, page)
	if err == nil && quick.String() != buf.String() {
		p.t.Errorf("%s is written in two ways:\n%s\n\n%s", name, quick.String(), buf.String())
	}
	return err
}
