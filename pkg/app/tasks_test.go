// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"encoding/json"
	"strings"
	"testing"

	"opgelucht/pkg/browser"
)

// debtsList fills in the list of debts as someone would, mistakes included.
func debtsList(p *browser.Page, pic func(string)) {
	p.Press("Vandaag")
	p.See("Mijn schuldenlijst")
	p.Press("Bekijk deze stap")
	p.See("Niemand ziet iets totdat jij het instuurt.")
	pic("09-task")
	p.Press("Begin")
	p.See("Wie wil geld van je?", "Er staat nog geen schuld op je lijst.")
	pic("10-empty-list")
	p.Press("Nog een schuld toevoegen")
	p.Type("Van welk bedrijf of welke dienst is de schuld?", "Zonnestroom en licht")
	p.Select("Waar gaat het over?", "Gas, stroom")
	p.Type("Welk bedrag staat er in de laatste brief?", "300-400")
	p.Pick("Wat voor brief was de laatste?", "Aanmaning")
	p.Press("Kijk alles na")
	p.See("Staat een van deze dingen in de brief?") // the answer asks one more thing
	pic("11-row-open")
	p.Pick("Staat een van deze dingen in de brief?", "Niets van dit alles")
	p.Press("Kijk alles na")
	p.See("Kijk nog naar deze vraag", "Schrijf één bedrag, bijvoorbeeld 350.")
	pic("12-mistake")
	p.Type("Welk bedrag staat er in de laatste brief?", "390")
	p.Press("Nog een schuld toevoegen")
	p.See("1. Zonnestroom en licht: € 390,00")
	p.Type("Van welk bedrijf of welke dienst is de schuld?", "Per ongeluk")
	p.Press("Weghalen 2")
	p.See("Weggehaald.")
	p.Press("Zet terug")
	p.See("2. Per ongeluk")
	p.Press("Aanpassen 2")
	p.Type("Van welk bedrijf of welke dienst is de schuld?", "Zeker Zorg")
	p.Select("Waar gaat het over?", "Zorgverzekering")
	p.Type("Welk bedrag staat er in de laatste brief?", "412,50")
	p.Pick("Wat voor brief was de laatste?", "Rekening of herinnering")
	p.Press("Bewaar en stop")
	p.See("Je was al begonnen. Alles staat er nog.")
	pic("13-begun")
	p.Press("Ga verder")
	p.See("2. Zeker Zorg: € 412,50")
	p.Press("Kijk alles na")
	p.See("Kijk het rustig na")
	pic("14-review")
	p.Press("Stuur in")
	p.See("Dit komt eruit", "€ 802,50")
	pic("15-result")
}

func budget(p *browser.Page, pic func(string)) {
	p.Press("Naar vandaag")
	p.See("Mijn budget")
	p.Press("Bekijk deze stap")
	p.Press("Begin")
	p.Type("Met hoeveel volwassenen", "1")
	p.Press("Verder")
	p.See("Wat komt erin?")
	p.Press("Nog een inkomen toevoegen")
	p.Select("Wat voor inkomen is het?", "Loon")
	p.Type("Bedrag", "1480")
	p.Select("Hoe vaak", "per 4 weken")
	p.Press("Klaar met deze")
	p.See("€ 1.603,33 per maand")
	pic("16-income")
	p.Press("Verder")
	p.See("Wat gaat eruit?")
	for row, amount := range []string{"785", "165", "14", "158,50", "62", "416"} {
		p.Press("Aanpassen " + string(rune('1'+row)))
		p.Type("Bedrag", amount)
		p.Press("Klaar met deze")
	}
	pic("17-expenses")
	p.Press("Verder")
	p.See("Geld opzij")
	p.Press("Kijk alles na")
	p.See("Kijk het rustig na")
	p.Press("Stuur in")
	p.See("Dit komt eruit", "€ 1.603,33", "€ 1.600,50", "€ 2,83")
	p.Press("Zo is dit gerekend")
	pic("18-budget-result")
}

func dossier(t *testing.T, p *browser.Page, pic func(string)) {
	t.Helper()
	p.Press("Dossier")
	p.See("Jouw dossier", "Mijn schulden", "Wat erin komt", "Je hulpverlener ziet dit")
	pic("19-dossier")
	p.Press("Mijn schulden")
	p.See("Zonnestroom en licht", "€ 390,00", "Van jou, 7 juni.", "Uitgerekend op 7 juni.")
	pic("20-section")
	p.Press("Aanpassen Zonnestroom")
	p.See("Pas dit aan")
	pic("21-correct")
	p.Type("Bedrag dat ze vragen", "veel")
	p.Press("Bewaar")
	p.See("Schrijf één bedrag")
	p.Type("Bedrag dat ze vragen", "350")
	p.Press("Bewaar")
	p.See("€ 350,00", "Samen gevraagd € 762,50") // what was worked out follows
	p.Press("Terug naar je dossier")
	p.Press("Wat eruit gaat")
	p.Press("Verberg voor je hulpverlener")
	p.See("Alleen jij")
	p.Press("Terug naar je dossier")
	p.Press("Mijn schulden")
	p.Press("Aanpassen Zonnestroom")
	p.Press("Haal van de lijst")
	p.See("Zeker Zorg")
	p.Lacks("Zonnestroom")
	p.Press("Terug naar je dossier")
	p.Press("Meenemen of wissen")
	p.See("Neem je dossier mee")
	pic("22-take")
	copied := p.Post("wat", "lezen")
	if !strings.Contains(copied, "Zeker Zorg") || !strings.Contains(copied, "Ik maak mijn post niet meer open.") {
		t.Errorf("the copy lacks something: %s", copied)
	}
	var whole map[string]any
	if err := json.Unmarshal([]byte(p.Post("wat", "bewaren")), &whole); err != nil || whole["format"] != "opgelucht-copy/1" {
		t.Errorf("the copy for a computer: %v, %v", err, whole["format"])
	}
}
