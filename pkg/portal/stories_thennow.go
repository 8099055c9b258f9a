// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/casework"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/view"
	"opgelucht/pkg/web"
)

// What people of the stories said at the beginning and at the end: most went up, one
// stayed, one went down, one was left empty each time.
var (
	sampleThen = typed("overview", "3", "paying", "4", "post", "2", "asking", "6", "confidence", "5", "wish", "post")
	sampleNow  = typed("overview", "7", "paying", "6", "post", "8", "sleep", "5", "asking", "6", "confidence", "4", "proud", "Ik open mijn post op zondag.", "hard", "December is duur.")
)

// measuredOnce is the dossier of someone who just began.
func (s stage) measuredOnce() casework.Dossier {
	w := s.playing("hoe-gaat-het", nil, sampleThen)
	facts := w.Outcome.Facts(s.ago(3, 20, 15), dossier.Source{Assignment: "hoe-gaat-het", Version: w.Def.Version, Submission: "s1"})
	return casework.Dossier{Record: numbered(dossier.NewRecord(facts), s)}
}

// measuredTwice is the dossier of someone who looked back, three months later.
func (s stage) measuredTwice() casework.Dossier {
	first := s.playing("hoe-gaat-het", nil, sampleThen)
	rec := dossier.NewRecord(first.Outcome.Facts(s.ago(93, 20, 15), dossier.Source{Assignment: "hoe-gaat-het", Version: first.Def.Version, Submission: "s1"}))
	last := s.playing("geleerd", rec, sampleNow)
	source := dossier.Source{Assignment: "geleerd", Version: last.Def.Version, Submission: "s2"}
	return casework.Dossier{Record: numbered(rec.With(last.Outcome.Facts(s.ago(1, 19, 40), source)...), s)}
}

// thenAndNow is what comes out of looking back.
func (s stage) thenAndNow(id, title string) web.Story {
	return story(id, "result", title, func() view.Page {
		page := outcome(s.in, s.handIn("geleerd", sampleNow, s.in.Now()))
		page.Version, page.No = 1, 1
		page.Picture = s.pictureOf(s.in, s.measuredTwice().Record, casework.Submission{Of: casework.SealedSubmission{ID: "s2"}})
		return page
	})
}
