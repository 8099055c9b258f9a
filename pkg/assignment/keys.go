// SPDX-License-Identifier: EUPL-1.2

package assignment

import (
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/money"
)

// Keys is everything that can stand in an assignment and its examples, in the
// order in which it is written. Files are checked against it; the order that fmt
// makes and the schemas for editors come from it.
var Keys = content.Format{
	"assignment": {
		{Name: "title", Must: true, Is: content.Said, NL: "Naam van de opdracht. De cliënt ziet deze.", EN: "Name of the assignment. The client sees it."},
		{Name: "version", Must: true, Is: content.Whole, NL: "Versie van de vragen en de berekening. 'opdracht fmt' verhoogt dit getal.", EN: "Version of questions and computations. 'assignment fmt' raises it."},
		{Name: "language", Must: true, One: []string{"nl", "en"}, NL: "De taal waarin dit bestand geschreven is.", EN: "The language this file is written in."},
		{Name: "work_form", Is: content.Flag, NL: "Of dit een werkvorm is: een oefening zonder sommen, die bij elke stap past.", EN: "Whether this is a work form: an exercise without sums that fits any step."},
		{Name: "minutes", Is: content.Whole, NL: "Hoe lang duurt het ongeveer?", EN: "How long does it take, more or less?"},
		{Name: "deadline_workdays", Is: content.Whole, NL: "Werkdagen tot de einddatum.", EN: "Working days until it is due."},
		{Name: "layout", One: layouts, Told: true, NL: "Hoe het getoond wordt: per pagina, per vraag of als lijst.", EN: "How it is shown: by page, by question or as a list."},
		{Name: "needs", Is: content.WordList, NL: "Paden van het dossier die eerst bekend moeten zijn.", EN: "Paths of the dossier that must be known first."},
		{Name: "why", Is: content.Said, NL: "Wat levert het de cliënt op? Twee korte zinnen.", EN: "What does the client gain? Two short sentences."},
		{Name: "prepare", Is: content.SaidList, NL: "Wat je erbij kunt pakken.", EN: "What to have at hand."},
		{Name: "read", Is: content.WordList, NL: "Pagina's van de bibliotheek die hierbij helpen.", EN: "Pages of the library that help with this."},
		{Name: "pages", Must: true, Is: content.Objects, Of: "page", NL: "De pagina's met vragen.", EN: "The pages with questions."},
		{Name: "compute", Is: content.RuleTable, Of: "compute", NL: "Wat wordt uitgerekend.", EN: "What is computed."},
		{Name: "results", Is: content.Objects, Of: "result", NL: "Wat op de pagina met de uitkomst staat.", EN: "What stands on the result page."},
		{Name: "letters", Is: content.Objects, Of: "letter", NL: "Brieven die eruit komen.", EN: "Letters that come out."},
		{Name: "counsellor", Is: content.Object, Of: "counsellor", NL: "Wat de hulpverlener ziet.", EN: "What the counsellor sees."},
		{Name: "renamed", Is: content.Words2, NL: "Oude namen van vragen, met de nieuwe.", EN: "Old names of questions, with the new ones."},
	},
	"page": {
		{Name: "id", Must: true, NL: "Korte naam zonder spaties.", EN: "Short name without spaces."},
		{Name: "title", Must: true, Is: content.Said, NL: "Kop van de pagina.", EN: "Heading of the page."},
		{Name: "text", Is: content.Said, NL: "Uitleg boven de vragen.", EN: "Explanation above the questions."},
		{Name: "read", Is: content.WordList, NL: "Pagina's van de bibliotheek die bij deze vragen helpen.", EN: "Pages of the library that help with these questions."},
		{Name: "show_if", Is: content.Rule, NL: "Wanneer de pagina getoond wordt.", EN: "When the page is shown."},
		{Name: "questions", Must: true, Is: content.Objects, Of: "question", NL: "De vragen.", EN: "The questions."},
	},
	"question": {
		{Name: "id", Must: true, NL: "Korte naam zonder spaties. Verandert nooit.", EN: "Short name without spaces. Never changes."},
		{Name: "type", One: questionKinds(), Told: true, NL: "Soort vraag. Niet nodig als 'fact' is ingevuld.", EN: "Type of question. Not needed where 'fact' is given."},
		{Name: "fact", NL: "Pad in het dossier: daar wordt het antwoord bewaard en weer opgehaald.", EN: "Path in the dossier, where the answer is kept and found again."},
		{Name: "ask", Is: content.Said, NL: "De vraag, in de woorden van de cliënt.", EN: "The question, in the client's words."},
		{Name: "help", Is: content.Said, NL: "Waar het staat, of een voorbeeld.", EN: "Where to find it, or an example."},
		{Name: "example", Is: content.Said, NL: "Voorbeeld van een antwoord.", EN: "An example of an answer."},
		{Name: "row", Is: content.Said, NL: "Hoe één regel heet: 'een schuld'.", EN: "What one row is called: 'a debt'."},
		{Name: "row_title", Is: content.Said, NL: "Hoe een ingevulde regel heet: \"{creditor}: {owed}\".", EN: "What a filled-in row is called."},
		{Name: "add", Is: content.Said, NL: "Tekst van de knop voor nog een regel.", EN: "Text of the button for another row."},
		{Name: "empty", Is: content.Said, NL: "Wat er staat als er niets is.", EN: "What stands there when there is nothing."},
		{Name: "none", Is: content.Said, NL: "'Ik heb er geen', als antwoord.", EN: "'I have none', as an answer."},
		{Name: "min_rows", Is: content.Whole, NL: "Minste aantal regels.", EN: "Fewest rows."},
		{Name: "max_rows", Is: content.Whole, NL: "Meeste aantal regels.", EN: "Most rows."},
		{Name: "start_rows", Is: content.WordList, NL: "Regels die klaarstaan.", EN: "Rows that stand ready."},
		{Name: "start_column", NL: "De kolom waar de regels die klaarstaan in horen.", EN: "The column of the rows that stand ready."},
		{Name: "from", NL: "De lijst uit het dossier waaruit gekozen wordt: dossier.debts.", EN: "The list of the dossier to choose from."},
		{Name: "where", Is: content.Rule, NL: "Welke regels meedoen.", EN: "Which rows take part."},
		{Name: "option", Is: content.Said, NL: "Hoe een regel heet om te kiezen.", EN: "What a row to choose is called."},
		{Name: "default", NL: "Wat er al staat.", EN: "What stands there already."},
		{Name: "min", NL: "Het minste dat kan.", EN: "The least there can be."},
		{Name: "max", NL: "Het meeste dat kan.", EN: "The most there can be."},
		{Name: "per", Is: content.WordList, One: periods(), NL: "Perioden om uit te kiezen.", EN: "Periods to choose from."},
		{Name: "options", Is: content.Labels, NL: "De antwoorden om uit te kiezen.", EN: "The answers to choose from."},
		{Name: "required", Is: content.FlagOrRule, NL: "Of het ingevuld moet zijn: yes, no of een formule.", EN: "Whether it must be filled in: yes, no or a formula."},
		{Name: "unknown", Is: content.Flag, NL: "Of 'dat weet ik niet' kan.", EN: "Whether 'I do not know' is offered."},
		{Name: "private", Is: content.Flag, NL: "Komt alleen op papier en nooit bij ons: namen, adressen, kenmerken.", EN: "Only on paper and never with us: names, addresses, references."},
		{Name: "prefill", Is: content.Rule, NL: "Formule die het antwoord alvast invult.", EN: "Formula that fills the answer in."},
		{Name: "save", NL: "Pad in het dossier waar het antwoord heen gaat.", EN: "Path in the dossier that the answer goes to."},
		{Name: "show_if", Is: content.Rule, NL: "Wanneer de vraag getoond wordt.", EN: "When the question is shown."},
		{Name: "columns", Is: content.Objects, Of: "question", NL: "Wat per regel gevraagd wordt.", EN: "What is asked in each row."},
		{Name: "compute", Is: content.Rules, NL: "Wat per regel wordt uitgerekend.", EN: "What is computed for each row."},
		{Name: "check", Is: content.Objects, Of: "check", NL: "Wat niet samen kan, met wat we dan zeggen.", EN: "What does not go together, with what we say then."},
	},
	"check": {
		{Name: "rule", Must: true, Is: content.Rule, NL: "Wat waar moet zijn.", EN: "What must be true."},
		{Name: "say", Must: true, Is: content.Said, NL: "Wat we zeggen als het niet zo is.", EN: "What we say when it is not."},
		{Name: "level", One: []string{"error", "warning"}, NL: "warning houdt niemand tegen.", EN: "A warning stops nobody."},
	},
	"compute": {
		{Name: "formula", Must: true, Is: content.Rule, NL: "De berekening.", EN: "The computation."},
		{Name: "label", Is: content.Said, NL: "Hoe de uitkomst heet.", EN: "What the outcome is called."},
		{Name: "explain", Is: content.Said, NL: "Hoe het gerekend is, in één zin.", EN: "How it was worked out, in one sentence."},
		{Name: "save", NL: "Pad in het dossier.", EN: "Path in the dossier."},
	},
	"result": {
		{Name: "show", NL: "Een uitkomst uit 'compute'.", EN: "A value of 'compute'."},
		{Name: "list", NL: "Een vraag met regels, als lijst.", EN: "A question with rows, as a list."},
		{Name: "order_by", NL: "Kolom waarop de lijst geordend is.", EN: "Column that orders the list."},
		{Name: "columns", Is: content.WordList, NL: "Kolommen van de lijst.", EN: "Columns of the list."},
		{Name: "if", Is: content.Rule, NL: "Wanneer dit getoond wordt.", EN: "When this is shown."},
		{Name: "tone", One: tones, Told: true, NL: "Hoe het klinkt.", EN: "How it sounds."},
		{Name: "text", Is: content.Said, NL: "De tekst, met {formules}.", EN: "The text, with {formulas}."},
		{Name: "groups", Is: content.Objects, Of: "group", NL: "Groepen van de lijst.", EN: "Groups of the list."},
		{Name: "compare", Is: content.Words2, NL: "Cijfers van toen en nu, als plaatje met een tabel: het id van de vraag, en het pad van het feit van toen.", EN: "Scales of then and now, as a picture with a table: the id of the question, and the path of the fact of then."},
	},
	"group": {
		{Name: "if", Is: content.Rule, NL: "Welke regels in de groep horen.", EN: "Which rows belong to the group."},
		{Name: "title", Must: true, Is: content.Said, NL: "Kop van de groep.", EN: "Heading of the group."},
	},
	"letter": {
		{Name: "id", Must: true, NL: "Korte naam.", EN: "Short name."},
		{Name: "title", Must: true, Is: content.Said, NL: "Hoe de brief heet.", EN: "What the letter is called."},
		{Name: "file", Must: true, NL: "Het bestand: letter.nl.md.", EN: "The file: letter.nl.md."},
		{Name: "reading_help", NL: "Bestand dat zegt wat er in de brief staat.", EN: "File that says what the letter says."},
		{Name: "for_each", NL: "Een brief per regel: debt in dossier.debts.", EN: "A letter for each row."},
		{Name: "where", Is: content.Rule, NL: "Voor welke regels.", EN: "For which rows."},
		{Name: "show_if", Is: content.Rule, NL: "Wanneer de brief er is.", EN: "When there is a letter."},
	},
	"counsellor": {
		{Name: "alerts", Is: content.Objects, Of: "alert", NL: "Waar de hulpverlener op let.", EN: "What the counsellor minds."},
		{Name: "replies", Is: content.Objects, Of: "reply", NL: "Voorbeeldberichten.", EN: "Sample messages."},
		{Name: "next", Is: content.Objects, Of: "next", NL: "Opdrachten die kunnen volgen.", EN: "Assignments that can follow."},
	},
	"alert": {
		{Name: "if", Must: true, Is: content.Rule, NL: "Wanneer.", EN: "When."},
		{Name: "text", Must: true, Is: content.Said, NL: "Wat de hulpverlener leest.", EN: "What the counsellor reads."},
		{Name: "urgent", Is: content.Flag, NL: "Gaat het voor?", EN: "Does it come first?"},
		{Name: "within_workdays", Is: content.Whole, NL: "Binnen hoeveel werkdagen een gesprek hoort.", EN: "Within how many working days a talk is due."},
	},
	"reply": {
		{Name: "title", Must: true, Is: content.Said, NL: "Hoe het bericht heet.", EN: "What the message is called."},
		{Name: "if", Is: content.Rule, NL: "Wanneer het past.", EN: "When it fits."},
		{Name: "text", Must: true, Is: content.Said, NL: "Het bericht.", EN: "The message."},
	},
	"next": {
		{Name: "assignment", Must: true, NL: "Naam van de opdracht.", EN: "Name of the assignment."},
		{Name: "if", Is: content.Rule, NL: "Wanneer.", EN: "When."},
	},
	"test": {
		{Name: "name", Must: true, Is: content.Word, NL: "Wat dit voorbeeld laat zien.", EN: "What this example shows."},
		{Name: "today", NL: "De dag waarop het speelt.", EN: "The day on which it happens."},
		{Name: "language", NL: "De taal.", EN: "The language."},
		{Name: "dossier", Is: content.Free, NL: "Wat al bekend is.", EN: "What is known already."},
		{Name: "answers", Must: true, Is: content.Free, NL: "De antwoorden.", EN: "The answers."},
		{Name: "expect", Must: true, Is: content.Free, NL: "Wat eruit moet komen.", EN: "What must come out."},
	},
	"translation": {
		{Name: "language", Must: true, NL: "De taal van de vertaling.", EN: "The language of the translation."},
		{Name: "texts", Must: true, Is: content.Objects, Of: "pair", NL: "De paren.", EN: "The pairs."},
	},
	"pair": {
		{Name: "nl", Must: true, Is: content.Said, NL: "De Nederlandse tekst, precies zo.", EN: "The Dutch text, exactly so."},
		{Name: "where", NL: "Waar de tekst staat.", EN: "Where the text stands."},
	},
}

func questionKinds() []string {
	known := []string{string(Info), string(Pick)}
	for _, k := range dossier.Kinds() {
		known = append(known, string(k))
	}
	return known
}

func periods() []string {
	var list []string
	for _, p := range money.Periods() {
		list = append(list, string(p))
	}
	return list
}
