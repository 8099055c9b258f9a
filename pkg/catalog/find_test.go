// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// typed is what counsellors type who look for a text they have in mind, with the
// texts that they could mean. It was written down before the search was looked at.
var typed = []struct{ lang, query, want string }{
	{"nl", "ontruiming", "brief-over-ontruiming"},
	{"nl", "ontruimd", "brief-over-ontruiming weer-een-brief-over-je-huis geen-slaapplek"},
	{"nl", "deurwaarders", "deurwaarder-aan-de-deur deurwaarder-niet-voor-je-bellen"},
	{"nl", "dagvaardig", "brief-van-de-rechter opdracht-dagvaarding"},
	{"nl", "kasboekje", "kasboek-twee-weken opdracht-kasboek-jongere"},
	{"nl", "kwijtscheling", "kwijtschelding-vragen opdracht-kwijtschelding"},
	{"nl", "incasokosten", "incassokosten-lijken-hoog opdracht-incassokosten"},
	{"nl", "geen eten", "geen-geld-voor-eten eten-voor-de-kinderen"},
	{"nl", "zelfmoord", "zorgen-om-jou"},
	{"nl", "toeslagen terugbetalen", "toeslag-terugbetalen opdracht-toeslag-terugbetalen"},
	{"nl", "beslag loon", "beslag-op-inkomen opdracht-beslag-inkomen baas-weet-van-beslag"},
	{"nl", "verjaring", "misschien-verjaard opdracht-verjaard"},
	{"nl", "Vakantie", "ik-ben-er-even-niet"},
	{"nl", "boos", "boos-op-mij"},
	{"nl", "schaamt zich", "schaamte-eerste-bericht"},
	{"nl", "leningen", "lenen-om-te-betalen een-lening-voor-alles"},
	{"nl", "digid", "stuur-geen-nummers"},
	{"nl", "partner gokken", "partner-gokt"},
	{"nl", "energie afgesloten", "afgesloten-in-de-kou energie-stopt"},
	{"nl", "post sorteeren", "post-sorteren"},
	{"nl", "één enveloppe", "een-envelop"},
	{"nl", "abonnement", "abonnement-loopt-door opdracht-abonnementen"},
	{"nl", "gemeete belt niet terug", "gemeente-belt-niet-terug"},
	{"en", "eviction", "brief-over-ontruiming"},
	{"en", "baillif", "deurwaarder-aan-de-deur deurwaarder-niet-voor-je-bellen"},
	{"en", "no food", "geen-geld-voor-eten eten-voor-de-kinderen"},
	{"en", "letters judge", "brief-van-de-rechter"},
	{"en", "jugde", "brief-van-de-rechter opdracht-dagvaarding"},
	{"en", "budgets", "eerste-stap-budget budget-met-ruimte budget-zonder-ruimte budget-ligt-nog"},
	{"en", "ashamed", "schaamte-eerste-bericht"},
}

// What a counsellor types finds the text in the first three, also with a slip of the
// finger, in another number, and with or without accents.
func TestSearchMessages_whatACounsellorTypesFindsItInTheFirstThree(t *testing.T) {
	c := shelf(t)
	missed := 0
	for _, one := range typed {
		found := true
		for _, query := range []string{one.query, strings.ToUpper(one.query), Fold(one.query)} {
			got := ids(c.SearchMessages(one.lang, query))
			got = got[:min(3, len(got))]
			if !slices.ContainsFunc(got, func(id string) bool { return slices.Contains(strings.Fields(one.want), strings.TrimSuffix(id, "-a2")) }) {
				t.Logf("%s %q finds %v, want one of %s", one.lang, query, got, one.want)
				found = false
			}
		}
		if !found {
			missed++
		}
	}
	t.Logf("%d of %d", len(typed)-missed, len(typed))
	if missed*20 > len(typed) {
		t.Errorf("%d of %d find nothing that fits in the first three", missed, len(typed))
	}
}

// full is the shelf that ships with thousands of texts beside it, as a team of years
// may have: each with words of its own.
func full(t testing.TB) *Catalog {
	t.Helper()
	list := shelf(t).Messages("nl")
	all := slices.Clone(list)
	for i := range 4000 {
		m := list[i%len(list)]
		m.ID = fmt.Sprintf("%s-%d", m.ID, i)
		m.Title = fmt.Sprintf("%s zaak%d", m.Title, i)
		m.Body = strings.ReplaceAll(m.Body, "brief", fmt.Sprintf("brief%d", i%97)) + fmt.Sprintf("\nwoord%dx", i)
		all = append(all, m)
	}
	return New(all)
}

// keystroke is the time in which a list must stand there while somebody types.
const keystroke = 50 * time.Millisecond

// Searching among all texts and 4,000 more takes less than a keystroke, for the
// slowest of the questions too. It takes the quickest of a few times, so that it
// measures the search and not who else is using the machine.
func TestSearchMessages_amongThousandsWithinAKeystroke(t *testing.T) {
	c := full(t)
	for _, one := range typed {
		if one.lang != "nl" {
			continue
		}
		quickest := time.Hour
		for range 5 {
			began := time.Now()
			c.SearchMessages(one.lang, one.query)
			quickest = min(quickest, time.Since(began))
		}
		if quickest > keystroke {
			t.Errorf("%q takes %v", one.query, quickest)
		}
	}
}

func BenchmarkSearchMessages_amongThousands(b *testing.B) {
	c := full(b)
	for _, query := range []string{"brief", "toeslagen terugbetalen", "kwijtscheling", "b"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				c.SearchMessages("nl", query)
			}
		})
	}
}
