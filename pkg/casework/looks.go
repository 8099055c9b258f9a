// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"slices"
	"sync"
	"time"

	"opgelucht/pkg/access"
)

// oneLook is how long a counsellor may go on reading a case before it counts as
// reading it again: every press of a button shows the page anew.
const oneLook = 15 * time.Minute

// besideTime is how long somebody who opened a case counts as still having it before
// them.
const besideTime = 10 * time.Minute

// looks remembers who of the team reads which case now: so that a look is logged once,
// and colleagues see each other. A client is never told of it from here. It lies in
// memory, of this server alone, and is lost when that stops; then the next look is
// logged, which it may be.
type looks struct {
	mu   sync.Mutex
	open map[access.CaseID]map[access.CounsellorID]look
}

// look is how long somebody reads a case, and when they had read it before that.
type look struct {
	name                string
	began, last, before time.Time
}

// maxLooks bounds the cases that are remembered; those that are over are forgotten first.
const maxLooks = 10_000

// isNew tells whether somebody looks anew; else when they had looked before this look.
func (l *looks) isNew(id access.CaseID, by access.CounsellorID, now time.Time) (before time.Time, anew bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	is, ok := l.open[id][by]
	return is.before, !ok || now.Sub(is.began) >= oneLook || now.Before(is.began)
}

// logged remembers that a look began.
func (l *looks) logged(id access.CaseID, by access.Counsellor, now, before time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open == nil || len(l.open) >= maxLooks {
		l.forget(now)
	}
	if l.open[id] == nil {
		l.open[id] = map[access.CounsellorID]look{}
	}
	l.open[id][by.ID] = look{name: by.Name, began: now, last: now, before: before}
}

// beside gives the names of the others who have a case before them, while somebody
// goes on with their look.
func (l *looks) beside(id access.CaseID, by access.CounsellorID, now time.Time) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var others []string
	for who, is := range l.open[id] {
		switch {
		case who == by:
			is.last = now
			l.open[id][who] = is
		case now.Sub(is.last) < besideTime:
			others = append(others, is.name)
		}
	}
	slices.Sort(others)
	return others
}

// forget keeps only what is not over; all of it goes when that is too much.
func (l *looks) forget(now time.Time) {
	fresh := map[access.CaseID]map[access.CounsellorID]look{}
	for id, here := range l.open {
		for _, is := range here {
			if now.Sub(is.began) < oneLook || now.Sub(is.last) < besideTime {
				fresh[id] = here
			}
		}
	}
	if len(fresh) >= maxLooks {
		fresh = map[access.CaseID]map[access.CounsellorID]look{}
	}
	l.open = fresh
}
