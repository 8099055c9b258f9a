// SPDX-License-Identifier: EUPL-1.2

package view

import "opgelucht/templates/page"

// What every page knows lies beside the layouts that show it.
type (
	Base     = page.Base
	Form     = page.Form
	Around   = page.Around
	Language = page.Language
	Reading  = page.Reading
	Page     = page.Page
	Pair     = page.Pair
	Link     = page.Link
)
