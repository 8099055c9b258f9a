// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"slices"
	"sync"
	"time"

	"opgelucht/pkg/access"
)

// besideTime is how long somebody who opened a case counts as still having it before
// them.
const besideTime = 10 * time.Minute

// beside remembers who of the team has which case before them. It is for colleagues
// only, never for the client; it lies in memory, of this server alone, and is lost
// when that stops.
type beside struct {
	mu   sync.Mutex
	open map[access.CaseID]map[access.CounsellorID]visit
}

type visit struct {
	name string
	at   time.Time
}

// maxBeside bounds the cases that are remembered; those that are over go first.
const maxBeside = 10_000

// come notes that somebody opens a case and gives the names of the others who have it.
func (b *beside) come(id access.CaseID, by access.Counsellor, now time.Time) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open == nil || len(b.open) >= maxBeside {
		b.forget(now)
	}
	here := b.open[id]
	if here == nil {
		here = map[access.CounsellorID]visit{}
		b.open[id] = here
	}
	var others []string
	for who, v := range here {
		switch {
		case now.Sub(v.at) >= besideTime:
			delete(here, who)
		case who != by.ID:
			others = append(others, v.name)
		}
	}
	here[by.ID] = visit{by.Name, now}
	slices.Sort(others)
	return others
}

// forget keeps only what is not over; all of it goes when that is too much.
func (b *beside) forget(now time.Time) {
	fresh := map[access.CaseID]map[access.CounsellorID]visit{}
	for id, here := range b.open {
		for _, v := range here {
			if now.Sub(v.at) < besideTime {
				fresh[id] = here
			}
		}
	}
	if len(fresh) >= maxBeside {
		fresh = map[access.CaseID]map[access.CounsellorID]visit{}
	}
	b.open = fresh
}
