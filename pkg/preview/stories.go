// SPDX-License-Identifier: EUPL-1.2

package preview

import (
	"opgelucht/pkg/content"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// Stories shows every page of the door in every state that matters, with sample
// data.
func Stories(r *web.Request) []web.Story {
	r = r.As(nil)
	bar := func(id, title string, c choice) web.Story {
		return web.StoryOf(id, "preview/bar", title, func() view.Page {
			c.ID, c.Lang = "budget", r.Language
			return barPage{
				Base: r.Base("preview.tab", ""), Heading: "Mijn budget", Choice: c, IDs: []option{{"budget", "budget", true}, {"spoedcheck", "spoedcheck", false}},
				As: asOptions(r, c.As), Answers: []option{{"", r.Words.T("preview.nothing", nil), false}, {"gezin", "gezin", true}},
				Langs: langOptions(r, c.Lang), Inside: "/weten", Told: "/recept", Fresh: c.to(home), Reload: c.to(home), News: news,
			}
		})
	}
	notes := func(id, title string, broken bool, list ...note) web.Story {
		return web.StoryOf(id, "preview/notes", title, func() view.Page { return notesOn(r, list, broken) })
	}
	wait := func(id, title string, open ...string) web.Story {
		return web.StoryOf(id, "preview/wait", title, func() view.Page {
			return waitPage{Base: r.Base("preview.tab", ""), Open: open, Fill: choice{ID: "budget", As: byClient, Lang: r.Language}.to(home)}
		})
	}
	wrong := note{Where: "budget/assignment.yaml:24:15", Severity: "error", Rule: "type", Page: "in", Question: "income",
		Say: content.Words{NL: "Het soort vraag 'mony' bestaat niet.", EN: "There is no sort of question 'mony'."}, Advice: content.Words{NL: "Bedoelde je 'money'?", EN: "Did you mean 'money'?"}}
	hard := note{Where: "budget/assignment.yaml:4:6", Severity: "warning", Rule: "b1-jargon",
		Say: content.Words{NL: "'middels' is een moeilijk woord.", EN: "'middels' is a hard word."}, Advice: content.Words{NL: "Probeer: met", EN: "Try: met"}}
	return []web.Story{
		bar("bar-client", "As the client", choice{As: byClient, Answers: "gezin"}),
		bar("bar-narrow", "As the counsellor, on a small phone", choice{As: byDesk, Narrow: true, Bare: true, Large: true}),
		notes("notes-clean", "Nothing is wrong", false),
		notes("notes-broken", "A file with a mistake", true, wrong, hard),
		wait("wait-open", "It cannot be sent in yet", "Met hoeveel volwassenen woon je? Vul dit nog in."),
		wait("wait-unread", "It cannot be read yet"),
		web.StoryOf("explain", "preview/explain", "In plain sentences", func() view.Page {
			return explainPage{Base: r.Base("preview.tab", ""), Heading: "Mijn budget", Lines: []string{
				"Versie 1, ongeveer 20 minuten, klaar binnen 5 werkdagen.", "", "Pagina 1: Bij jou thuis", "  - Met hoeveel volwassenen woon je?", "    Antwoord: een getal.",
			}}
		}),
	}
}
