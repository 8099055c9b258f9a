// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"math/rand/v2"
	"net/http"
	"strings"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/disclosure"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// start is the first page: one thing to do, write.
func (p *Portal) start(r *web.Request) error {
	if r.Session != nil && r.Session.Client != nil {
		return r.Go("/vandaag")
	}
	return p.showStart(r, http.StatusOK, "", "")
}

func (p *Portal) showStart(r *web.Request, status int, typed, complaint string) error {
	page := startPage{Base: r.Base("tab.start", ""), Typed: typed, Error: complaint}
	page.Form.Own, page.Posts = true, r.Path("/begin")
	page.Promised = r.Tenant.Calendar().Promise(r.Now(), r.Tenant.AnswerWorkdays)
	return r.Show(status, "portal/start", page)
}

// begin makes a case out of the first message. Whatever fails, the text comes
// back in the box.
func (p *Portal) begin(r *web.Request) error {
	text := r.Field("bericht")
	switch {
	case r.Session != nil && r.Session.Client != nil: // a second window
		return p.post(r)
	case r.Translating() && r.Field("hoe") == "":
		return p.showStart(r, http.StatusOK, text, "")
	case r.TooLate():
		return p.showStart(r, http.StatusUnprocessableEntity, text, r.Words.T("start.late", nil))
	}
	text = p.without(r, text)
	err := p.server.Opens.Try(r.RealIP())
	if err == nil {
		err = p.open1(r, text)
	}
	if err == nil {
		return r.Go("/code")
	}
	if s := stoppedBy(r, err, text, "/begin"); s != nil {
		page := startPage{Base: r.Base("tab.start", ""), Stopped: s}
		page.Form.Own = true
		return r.Show(http.StatusUnprocessableEntity, "portal/start", page)
	}
	if sentence, ok := saying(r, err); ok {
		r.Later(err)
		return p.showStart(r, web.Status(err), text, sentence)
	}
	return err
}

func (p *Portal) open1(r *web.Request, text string) error {
	session, err := p.cases.Start(r.Request().Context(), r.Tenant, casework.Starting{
		Text: text, Nick: nickname(r), Language: r.Language, Shared: false,
	})
	if err != nil {
		return err
	}
	return r.Open(session)
}

// nickname picks a word that says nothing about anyone.
func nickname(r *web.Request) string {
	words := strings.Split(r.Words.T("nicknames", nil), ",")
	return strings.TrimSpace(words[rand.IntN(len(words))])
}

// without leaves the numbers out, when the client asked for that.
func (p *Portal) without(r *web.Request, text string) string {
	if r.Field("hoe") != "zonder" {
		return text
	}
	return disclosure.Without(text, r.Words.T("stopped.placeholder", nil))
}

// stoppedBy gives what to show of a text with numbers in it; nil when that was
// not what is wrong.
func stoppedBy(r *web.Request, err error, text, action string) *stopped {
	f := fault.As(err)
	if f.Kind != fault.Invalid || len(f.Fields) == 0 || f.Fields[0].Key != "message.numbers" {
		return nil
	}
	s := &stopped{Pieces: disclosure.Marked(text), Action: r.Path(action), Typed: text}
	seen := map[disclosure.Kind]bool{}
	for _, piece := range s.Pieces {
		if piece.Kind == "" {
			continue
		}
		s.N++
		if !seen[piece.Kind] {
			seen[piece.Kind] = true
			s.Kinds = append(s.Kinds, piece.Kind)
		}
	}
	return s
}
