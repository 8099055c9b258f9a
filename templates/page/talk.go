// SPDX-License-Identifier: EUPL-1.2

package page

import (
	"time"

	"github.com/a-h/templ"
)

// Talk is the correspondence of a client.
type Talk struct {
	Base
	Counsellor string
	Waiting    bool
	Promised   time.Time
	Older      []Letter // of a long correspondence: folded
	Letters    []Letter
	Draft      string
	Error      string
}

// Letter is a message as a page shows it.
type Letter struct {
	Seq     int
	Mine    bool
	Name    string
	At      time.Time
	Stamp   string // At, for machines
	When    string // At, in words; of one that was removed only the day is known
	Removed bool
	Text    string
	Tasks   []LetterTask
	Meet    Link // to an appointment that came with it
}

// LetterTask is an assignment that came with a message.
type LetterTask struct {
	Link
	Minutes int
	Due     string
}

// HTML gives the page.
func (p Talk) HTML(w Words) templ.Component {
	return Client(w, p.Base, Inside{Main: talk(w, p)})
}

func (p Talk) label(w Words, key string) string {
	if p.Counsellor == "" {
		return w.T(key + ".team")
	}
	return w.T(key, "Name", p.Counsellor)
}
