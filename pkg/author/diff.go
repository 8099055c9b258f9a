// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
)

var classWords = map[assignment.Class]content.Words{
	assignment.Same:     {NL: "gelijk: alleen teksten; wie bezig is, ziet ze meteen", EN: "same: only words; who is half way sees them at once"},
	assignment.Additive: {NL: "aanvullend: er komt iets bij dat niet hoeft; wie bezig is, kiest zelf of hij meegaat", EN: "additive: something came that nobody has to answer; who is half way chooses whether to move along"},
	assignment.Changing: {NL: "veranderend: wie bezig is, houdt de oude vragen en kiest zelf of hij meegaat", EN: "changing: who is half way keeps the old questions and chooses whether to move along"},
	assignment.Breaking: {NL: "brekend: wie bezig is, houdt de oude vragen; wie meegaat, vindt antwoorden zonder plek apart bewaard terug", EN: "breaking: who is half way keeps the old questions; who moves along finds answers without a place kept aside"},
}

// SayClass tells in a sentence what a class means.
func SayClass(c assignment.Class, lang string) string { return classWords[c].In(lang) }

// Change is one difference, with its class.
type Change struct {
	Class assignment.Class
	Say   content.Words
}

// Diff compares two versions of an assignment and tells an author what differs,
// by the names in the files.
func Diff(old *Folder, oldID string, now *Folder, newID string) (assignment.Class, []Change, bool) {
	a, ok1 := old.Shelf.Get(oldID, "nl")
	b, ok2 := now.Shelf.Get(newID, "nl")
	if !ok1 || !ok2 || old.assignment(oldID) == nil || now.assignment(newID) == nil {
		return assignment.Same, nil, false
	}
	list := assignment.Differences(a, b)
	var changes []Change
	for _, d := range list {
		changes = append(changes, Change{d.Class, sayDifference(d)})
	}
	return assignment.ClassOf(list), changes, true
}

// differences are the sentences; %[1]s is what it is about, %[2]s what was there
// and %[3]s what is there now.
var differences = map[assignment.What]content.Words{
	assignment.QuestionGone:    {NL: "Vraag '%[1]s' is weg.", EN: "Question '%[1]s' is gone."},
	assignment.QuestionRenamed: {NL: "Vraag '%[1]s' heet nu '%[3]s'; het antwoord gaat mee.", EN: "Question '%[1]s' is called '%[3]s' now; the answer moves along."},
	assignment.QuestionNew:     {NL: "Vraag '%[1]s' is erbij en moet ingevuld zijn.", EN: "Question '%[1]s' is new and must be answered."},
	assignment.TypeOther:       {NL: "Vraag '%[1]s' is van het soort %[3]s; dat was %[2]s.", EN: "Question '%[1]s' is of type %[3]s; it was %[2]s."},
	assignment.RequiredNotNow:  {NL: "Vraag '%[1]s' hoeft niet meer.", EN: "Question '%[1]s' need not be answered any more."},
	assignment.RequiredNow:     {NL: "Wanneer '%[1]s' moet, is anders.", EN: "When '%[1]s' must be answered is another thing now."},
	assignment.AnswerGone:      {NL: "Antwoord '%[2]s' van '%[1]s' is weg.", EN: "Answer '%[2]s' of '%[1]s' is gone."},
	assignment.AnswerNew:       {NL: "Antwoord '%[3]s' van '%[1]s' is erbij.", EN: "Answer '%[3]s' of '%[1]s' is new."},
	assignment.RuleOther:       {NL: "'%[3]s' van '%[1]s' is anders.", EN: "'%[3]s' of '%[1]s' is another."},
	assignment.PageOther:       {NL: "Wanneer de pagina van '%[1]s' er is, is anders.", EN: "When the page of '%[1]s' is there is another thing now."},
	assignment.CheckStricter:   {NL: "'%[1]s' is strenger: %[3]s", EN: "'%[1]s' is stricter: %[3]s"},
	assignment.CheckWarning:    {NL: "'%[1]s' geeft een waarschuwing erbij: %[3]s", EN: "'%[1]s' gives one more warning: %[3]s"},
	assignment.CheckLooser:     {NL: "'%[1]s' is minder streng: %[2]s", EN: "'%[1]s' is less strict: %[2]s"},
	assignment.ComputeGone:     {NL: "'%[1]s' wordt niet meer uitgerekend.", EN: "'%[1]s' is not computed any more."},
	assignment.ComputeNew:      {NL: "'%[1]s' wordt ook uitgerekend.", EN: "'%[1]s' is computed as well."},
	assignment.ComputeOther:    {NL: "'%[1]s' wordt anders uitgerekend.", EN: "'%[1]s' is computed otherwise."},
	assignment.PartOther:       {NL: "Een %[1]s hangt nu af van iets anders: %[3]s", EN: "A %[1]s depends on something else now: %[3]s"},
	assignment.PartGone:        {NL: "Een %[1]s is weg: %[2]s", EN: "A %[1]s is gone: %[2]s"},
	assignment.PartNew:         {NL: "Een %[1]s is erbij: %[3]s", EN: "A %[1]s is new: %[3]s"},
	assignment.NeedsNew:        {NL: "Er moet nu eerst bekend zijn: %[3]s.", EN: "This must be known first now: %[3]s."},
	assignment.NeedsGone:       {NL: "Dit hoeft niet meer eerst bekend te zijn: %[2]s.", EN: "This need not be known first any more: %[2]s."},
	assignment.LetterOther:     {NL: "Een brief rekent of kiest anders: %[1]s.", EN: "A letter computes or chooses otherwise: %[1]s."},
	assignment.OrderOther:      {NL: "De volgorde van de vragen is anders.", EN: "The order of the questions is another."},
}

// optional is said of a new question that need not be answered.
var optional = content.Words{NL: "Vraag '%[1]s' is erbij; hij hoeft niet.", EN: "Question '%[1]s' is new; it need not be answered."}

// partWords names the lists of what comes out.
var partWords = map[string]content.Words{
	"results": {NL: "uitkomst", EN: "result"}, "letters": {NL: "brief", EN: "letter"}, "counsellor.alerts": {NL: "melding", EN: "alert"},
	"counsellor.replies": {NL: "voorbeeldbericht", EN: "sample message"}, "counsellor.next": {NL: "volgende opdracht", EN: "next assignment"},
}

func sayDifference(d assignment.Difference) content.Words {
	say := differences[d.What]
	if d.What == assignment.QuestionNew && d.Class == assignment.Additive {
		say = optional
	}
	name := content.Words{NL: d.ID, EN: d.ID}
	if part, ok := partWords[d.ID]; ok {
		name = part
	}
	fill := func(text, name string) string {
		return strings.NewReplacer("%[1]s", name, "%[2]s", d.Was, "%[3]s", d.Is).Replace(text)
	}
	return content.Words{NL: fill(say.NL, name.NL), EN: fill(say.EN, name.EN)}
}
