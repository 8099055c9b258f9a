// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// How much is searched and shown at once. There is no index of words on the disk:
// messages are opened one by one.
const (
	MaxSearched = 20_000
	maxFound    = 50
)

// SearchQuery asks for the messages of the cases that a counsellor may open without
// a reason: their own, and those that nobody took yet.
type SearchQuery struct {
	Scope Scope
	Owner access.CounsellorID
	Limit int
}

// SearchRow is a message with the case it is of, as they are kept.
type SearchRow struct {
	Case    Case // of which only what opens it is read
	Message Message
}

// Found is a message that holds every word that was looked for.
type Found struct {
	Case   access.CaseID
	Nick   string
	Seq    int
	At     time.Time
	Mine   bool     // written by the team
	Pieces []string // around and at the first word: before, word, after
}

// Result is what a search found, the newest first; More says that there is more.
type Result struct {
	Found []Found
	More  bool
}

// Search looks for words in the messages of the cases that a counsellor may open
// without a reason. That somebody searched is logged, and never for what.
func (s *Service) Search(ctx context.Context, by access.Counsellor, text string) (Result, error) {
	words := strings.Fields(catalog.Fold(text))
	if len(words) == 0 {
		return Result{}, fault.At("zoek", "search.empty", nil)
	}
	e := audit.New(by.Tenant, s.now(), audit.Counsellor, string(by.ID), audit.Searched)
	own := Change{Case: Case{Tenant: by.Tenant, Team: by.Team}, Quiet: true, Audit: []audit.Entry{e}}
	if err := s.store.Save(ctx, own); err != nil {
		return Result{}, fault.Wrap("casework.Search", err)
	}
	look := finder{by: by, list: by.List(), words: words, keys: map[access.CaseID]opener{}}
	q := SearchQuery{Scope: Scope{Tenant: by.Tenant, Team: by.Team}, Owner: by.ID, Limit: MaxSearched}
	n, err := s.margin.Messages(ctx, q, look.take)
	slices.SortStableFunc(look.found, func(a, b Found) int { return b.At.Compare(a.At) })
	return Result{Found: look.found[:min(len(look.found), maxFound)], More: len(look.found) > maxFound || n == MaxSearched}, err
}

// opener is what opens the messages of one case.
type opener struct {
	key  seal.Key
	nick string
}

// finder opens messages and keeps those that hold every word.
type finder struct {
	by    access.Counsellor
	list  seal.Key
	words []string
	keys  map[access.CaseID]opener
	found []Found
}

// take looks at one message.
func (f *finder) take(r SearchRow) error {
	if len(r.Message.Body) == 0 {
		return nil // its writer took it away
	}
	o, err := f.opener(r.Case)
	if err != nil {
		return err
	}
	l, err := r.Message.read(o.key)
	if err != nil {
		return err
	}
	folded := catalog.Fold(l.Text)
	for _, w := range f.words {
		if !strings.Contains(folded, w) {
			return nil
		}
	}
	f.found = append(f.found, Found{
		Case: r.Case.ID, Nick: o.nick, Seq: l.Seq, At: l.At, Mine: l.From == FromCounsellor, Pieces: around(l.Text, f.words[0]),
	})
	return nil
}

func (f *finder) opener(c Case) (opener, error) {
	if o, ok := f.keys[c.ID]; ok {
		return o, nil
	}
	key, err := c.keyWith(f.by, func() seal.Key { return f.list })
	if err != nil {
		return opener{}, err
	}
	label, err := c.label(key)
	o := opener{key, label.Nick}
	f.keys[c.ID] = o
	return o, err
}

// aroundRunes is how much of a text is shown on each side of what was found.
const aroundRunes = 60

// around cuts a text to what stands around a word: before it, the word as it was
// written, and after it.
func around(text, word string) []string {
	text = strings.Join(strings.Fields(text), " ")
	for at := range text {
		if n := foldedPrefix(text[at:], word); n > 0 {
			return []string{lastRunes(text[:at], aroundRunes), text[at : at+n], firstRunes(text[at+n:], aroundRunes)}
		}
	}
	return []string{"", "", firstRunes(text, 2*aroundRunes)}
}

// foldedPrefix gives how many bytes at the start of a text read as a word; 0 when
// none do.
func foldedPrefix(text, word string) int {
	for end := 0; end < len(text); {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
		switch folded := catalog.Fold(text[:end]); {
		case folded == word:
			return end
		case !strings.HasPrefix(word, folded):
			return 0
		}
	}
	return 0
}

func firstRunes(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n]) + "…"
	}
	return text
}

func lastRunes(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return "…" + string(r[len(r)-n:])
	}
	return text
}
