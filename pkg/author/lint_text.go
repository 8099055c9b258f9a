// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"regexp"
	"slices"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
	"opgelucht/pkg/readable"
)

// The limits of a text, from the voice guide.
const (
	maxSentence = 15
	minScore    = 70
)

// texts looks at everything that people read.
func (l *linter) texts() {
	var said []string
	var formal, familiar []place
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		if p.Key.Is != content.Said {
			return
		}
		text := p.Node.Value
		l.sentences(p.Node, text)
		l.outside(p.Node)
		if strings.HasPrefix(p.Path, "counsellor.alerts") {
			return // for the counsellor, who knows the words
		}
		said = append(said, text)
		l.words(p.Node)
		l.amounts(p)
		u, je := readable.Address(text)
		for _, w := range u {
			formal = append(formal, place{p.Node, w})
		}
		for _, w := range je {
			familiar = append(familiar, place{p.Node, w})
		}
	})
	l.address(formal, familiar)
	if s := readable.Measure(said...); s.Words > 50 && s.Douma() < minScore {
		l.warn("b1-score", l.root.Field("title"), both("Deze opdracht leest moeilijk: %.0f op de schaal van Flesch-Douma.", "This assignment is hard to read: %.0f on the scale of Flesch-Douma.", s.Douma()),
			both("Vanaf %d is het goed. Schrijf kortere zinnen en kortere woorden.", "From %d on it is fine. Write shorter sentences and shorter words.", minScore))
	}
}

type place struct {
	node *content.Node
	word readable.Word
}

func (l *linter) sentences(n *content.Node, text string) {
	for _, s := range readable.Sentences(text) {
		if s.Words > maxSentence {
			l.within("b1-long", n, s.At, both("Deze zin heeft %d woorden; houd het op %d.", "This sentence has %d words; keep it to %d.", s.Words, maxSentence),
				both("Maak er twee zinnen van.", "Make it two sentences."))
		}
	}
}

// words finds hard words and long ones.
func (l *linter) words(n *content.Node) {
	told := map[int]bool{}
	for _, h := range l.hard.Find(n.Value) {
		told[h.At] = true
		advice := both("Probeer: %s", "Try: %s", h.Use)
		switch {
		case h.Letter && (l.terms[strings.ToLower(h.Word)] || l.explained(h.Word)):
		case h.Letter:
			l.within("b1-explain", n, h.At, both("'%s' is een moeilijk woord dat hier niet wordt uitgelegd.", "'%s' is a hard word that is not explained here.", h.As),
				both("Leg het één keer uit, of zet het bij 'terms' in words.yaml: %s", "Explain it once, or put it under 'terms' in words.yaml: %s", h.Use))
		default:
			l.within("b1-jargon", n, h.At, both("'%s' is een moeilijk woord.", "'%s' is a hard word.", h.As), advice)
		}
	}
	for _, w := range readable.Long(n.Value) {
		if !told[w.At] && !l.known(w.Text) {
			l.within("b1-word", n, w.At, both("'%s' is een lang woord.", "'%s' is a long word.", w.Text),
				both("Kan het korter? Zo niet, zet het dan bij 'fine' in words.yaml.", "Can it be shorter? If not, put it under 'fine' in words.yaml.")).Info = true
		}
	}
}

func (l *linter) known(word string) bool {
	word = strings.ToLower(word)
	return l.fine[word] || l.terms[word] || slices.ContainsFunc([]string{"s", "en", "n"}, func(e string) bool {
		return l.fine[strings.TrimSuffix(word, e)] || l.terms[strings.TrimSuffix(word, e)]
	})
}

// explained tells whether the assignment says somewhere what a word means.
func (l *linter) explained(word string) bool {
	means := regexp.MustCompile(`(?i)\b` + regexp.QuoteMeta(word) + `(?:s|en|n)?\b['’"”*]*\s+(?:is|zijn|betekent|heet|haalt|brengt|krijgt|geeft|stuurt|wil zeggen|wordt|worden)\b`)
	found := false
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		found = found || p.Key.Is == content.Said && means.MatchString(p.Node.Value)
	})
	return found
}

// address finds a text that says u in an assignment that says je, or the reverse.
func (l *linter) address(formal, familiar []place) {
	if len(formal) == 0 || len(familiar) == 0 {
		return
	}
	odd := formal
	if len(familiar) < len(formal) {
		odd = familiar
	}
	l.within("address", odd[0].node, odd[0].word.At, both("Deze opdracht zegt %d keer 'u' en %d keer 'je'.", "This assignment says both 'u' (%d) and 'je' (%d).", len(formal), len(familiar)),
		both("Kies één van de twee; wij schrijven je.", "Choose one of the two; we write je."))
}

var (
	picture = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	tag     = regexp.MustCompile(`<(?:/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|!--)`)
	scheme  = regexp.MustCompile(`(?i)\b(?:javascript|vbscript|data|file|http|mailto):\S`)
	amount  = regexp.MustCompile(`€\s?(\d[\d.,]*)`)
)

// outside finds pictures and links to elsewhere, which would tell others who reads.
func (l *linter) outside(n *content.Node) {
	for _, at := range picture.FindAllStringIndex(n.Value, -1) {
		l.within("image", n, at[0], both("Een plaatje kan hier niet: het komt van een andere site.", "A picture cannot stand here: it comes from another site."),
			both("Zeg het in woorden.", "Say it in words.")).Warning = false
	}
	l.markup(n)
	if picture.MatchString(n.Value) {
		return
	}
	for _, away := range content.Links(n.Value) {
		l.within("link", n, away.At, both("Een link naar '%s' kan hier niet.", "A link to '%s' cannot stand here.", away.Host),
			both("Links mogen naar: %s.", "Links may go to: %s.", strings.Join(content.Hosts(), ", "))).Warning = false
	}
}

// markup finds HTML and links that are no ordinary ones: a text is words, with
// Markdown around them at most.
func (l *linter) markup(n *content.Node) {
	if at := tag.FindStringIndex(n.Value); at != nil {
		l.within("html", n, at[0], both("HTML kan hier niet.", "HTML cannot stand here."), both("Schrijf gewone tekst.", "Write plain text.")).Warning = false
	}
	if at := scheme.FindStringIndex(n.Value); at != nil {
		l.within("link", n, at[0], both("Zo'n link kan hier niet.", "A link like that cannot stand here."), both("Een link begint met https://", "A link begins with https://")).Warning = false
	}
}

// amounts finds amounts that stand in a text and should be computed.
func (l *linter) amounts(p content.Place) {
	for _, name := range []string{"help", "example", "ask", "option"} {
		if p.Key.Name == name || strings.Contains(p.Path, ".options.") {
			return
		}
	}
	for _, m := range amount.FindAllStringSubmatchIndex(p.Node.Value, -1) {
		if strings.Trim(p.Node.Value[m[2]:m[3]], "0.,") == "" {
			continue // nothing is nothing, today and later
		}
		written := strings.TrimRight(p.Node.Value[m[0]:m[1]], ".,")
		l.within("amount-text", p.Node, m[0], both("'%s' staat vast in de tekst en veroudert.", "'%s' is fixed in the text and grows old.", written),
			both("Zet het bedrag bij 'compute' en schrijf hier de naam tussen accolades: {bedrag}", "Put the amount under 'compute' and write its name here between braces: {amount}"))
	}
}

// typeOf gives what a question holds, as far as the file and the vocabulary say.
func (l *linter) typeOf(q *content.Node) dossier.Type {
	t := dossier.Type{Kind: dossier.Kind(q.Str("type"))}
	vocabulary := l.Shelf.Vocabulary("nl")
	if known, ok := vocabulary.Type(q.Str("fact")); ok {
		t = known
	} else if list := l.listOf(q); list != nil {
		if known, ok := vocabulary.Type(list.Str("fact")); ok {
			t, _ = known.Column(q.Str("id"))
		}
	}
	if q.Field("options") != nil {
		t.Options = nil // the file chooses from those of the vocabulary
	}
	for _, id := range keysOf(q.Field("options")) {
		t.Options = append(t.Options, dossier.Option{ID: id})
	}
	return t
}

// listOf gives the question that a column belongs to.
func (l *linter) listOf(column *content.Node) *content.Node {
	var list *content.Node
	assignment.Keys.Visit(l.root, "assignment", func(p content.Place) {
		if p.Key.Name == "columns" && slices.Contains(p.Node.Items, column) {
			list = p.Of
		}
	})
	return list
}

var (
	personal = regexp.MustCompile(`(?i)\b(?:(?:voor|achter|roep)?naam|namen|heet je|heet u|BSN|burgerservicenummer|(?:woon|post)?adres|postcode|telefoon(?:nummer)?|e-?mail(?:adres)?|(?:bank)?rekening(?:nummer)|IBAN|geboortedatum|kenmerk|klantnummer|handtekening)\b`)
	typed    = []dossier.Kind{dossier.Text, dossier.LongText, dossier.Number, dossier.Date}
)

// personal finds questions for what we do not want to know.
func (l *linter) personal(q *content.Node) {
	t := l.typeOf(q)
	ask := q.Field("ask")
	if ask != nil && q.Str("private") != "yes" && slices.Contains(typed, t.Kind) {
		if m := personal.FindStringIndex(ask.Value); m != nil {
			l.within("private", ask, m[0], both("Deze vraag vraagt om '%s': dat willen we niet bewaren.", "This question asks for '%s': we do not want to keep that.", ask.Value[m[0]:m[1]]),
				both("Schrijf erbij: private: yes. Dan komt het alleen op papier. Of vraag het niet.", "Add: private: yes. Then it stays on paper. Or do not ask."))
		}
	}
	for _, key := range []string{"min", "max", "default"} {
		at := q.Field(key)
		if at == nil || t.Kind != dossier.Money && t.Kind != dossier.MoneyPer {
			continue
		}
		if _, ok := money.Read(at.Value); !ok {
			l.warn("amount", at, both("'%s' is geen bedrag.", "'%s' is no amount.", at.Value), both("Schrijf het met cijfers: %s: € 50", "Write it in figures: %s: € 50", key)).Warning = false
		}
	}
}
