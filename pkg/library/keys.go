// SPDX-License-Identifier: EUPL-1.2

package library

import "opgelucht/pkg/content"

// Keys is everything that can stand in the head of a page, and in the list of
// words that are explained.
var Keys = content.Format{
	"page": {
		{Name: "id", Must: true, NL: "De naam van het bestand, zonder .md.", EN: "The name of the file, without .md."},
		{Name: "number", Must: true, Is: content.Whole, NL: "Het nummer in het adres. Verandert nooit.", EN: "The number in the address. Never changes."},
		{Name: "title", Must: true, NL: "De kop: de vraag van de lezer.", EN: "The heading: the question of the reader."},
		{Name: "topic", Must: true, NL: "Bij welk onderwerp de pagina staat.", EN: "The topic that the page stands under."},
		{Name: "answer", Must: true, NL: "Het antwoord in één zin.", EN: "The answer in one sentence."},
		{Name: "step", Must: true, NL: "Eén kleine stap voor daarna.", EN: "One small step for after."},
		{Name: "words", Must: true, Is: content.WordList, NL: "Woorden waarop iemand de pagina zoekt.", EN: "Words by which someone looks for the page."},
		{Name: "see", Is: content.WordList, NL: "Pagina's om verder te lezen.", EN: "Pages to go on with."},
		{Name: "sources", Must: true, Is: content.Objects, Of: "source", NL: "Waar het vandaan komt.", EN: "Where it comes from."},
		{Name: "checked", NL: "De dag waarop de tekst naast de bronnen is gelegd. Weg of leeg: dat moet nog.", EN: "The day on which the text was held beside its sources. Left out or empty: that is still to be done."},
		{Name: "owner", Must: true, NL: "Wie voor de tekst zorgt.", EN: "Who looks after the text."},
		{Name: "review", Must: true, NL: "De dag waarop iemand de tekst opnieuw leest.", EN: "The day on which the text is read again."},
	},
	"source": {
		{Name: "title", Must: true, NL: "Hoe de bron heet.", EN: "What the source is called."},
		{Name: "address", Must: true, NL: "Het adres, zonder https://.", EN: "The address, without https://."},
		{Name: "date", NL: "De dag waarop de bron gelezen is. Weg of leeg: nog niet.", EN: "The day on which the source was read. Left out or empty: not yet."},
	},
	"terms": {
		{Name: "words", Must: true, Is: content.Table, Of: "term", NL: "De woorden.", EN: "The words."},
	},
	"term": {
		{Name: "nl", Must: true, NL: "Wat het woord betekent.", EN: "What the word means, in Dutch."},
		{Name: "en", Must: true, NL: "Hetzelfde in het Engels.", EN: "The same in English."},
	},
}
