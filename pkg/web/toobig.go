// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// maxShown is the most bytes of a form too big to keep of which the text is still
// given back; eight times what may be sent.
const maxShown = 4 << 20

// showing bounds how many such forms are read at once.
var showing = make(chan struct{}, 2)

// tooLong gives the longest text of a form that is too big to keep, so that who
// wrote it can copy it; empty when there is no more to give than the sentence.
func tooLong(c echo.Context) string {
	req := c.Request()
	kind, _, _ := strings.Cut(req.Header.Get(echo.HeaderContentType), ";")
	if req.Method != http.MethodPost || kind != echo.MIMEApplicationForm || req.ContentLength <= 0 || req.ContentLength > maxShown {
		return ""
	}
	select {
	case showing <- struct{}{}:
		defer func() { <-showing }()
	default:
		return ""
	}
	body, err := io.ReadAll(io.LimitReader(req.Body, maxShown))
	if err != nil {
		return ""
	}
	longest := ""
	for pair := range strings.SplitSeq(string(body), "&") {
		if _, value, _ := strings.Cut(pair, "="); len(value) > len(longest) {
			longest = value
		}
	}
	text, err := url.QueryUnescape(longest)
	if err != nil {
		return ""
	}
	return strings.ToValidUTF8(text, "")
}
