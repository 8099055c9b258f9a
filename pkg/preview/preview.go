// SPDX-License-Identifier: EUPL-1.2

// Package preview is the door of who writes assignments: it shows one as the
// client and the counsellor see it, through their own doors, and shows anew what
// was changed. It runs on the writer's own machine and keeps nothing.
package preview

import (
	"net/http"
	"slices"
	"sync"

	"opgelucht/pkg/access"
	"opgelucht/pkg/author"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/catalog"
	"opgelucht/pkg/web"
)

// Parts are what the door works with.
type Parts struct {
	Cases    *casework.Service
	Sessions *access.Sessions
	Shelf    catalog.Shelves
	Folder   catalog.Folder    // what is being written
	By       access.Counsellor // who gives the assignment
	First    string            // the assignment to show first; may be empty
	Done     <-chan struct{}   // closed when the program ends
}

// Preview shows assignments to who writes them.
type Preview struct {
	Parts
	mu      sync.Mutex
	version int
	news    []catalog.News
	changed chan struct{} // closed when there is something new
	runs    map[string]run
	read    map[string]looked
}

// run is a case in which one assignment is tried.
type run struct {
	session *access.Session
	given   casework.Rehearsal
}

// looked is an assignment as the tools for authors read it.
type looked struct {
	folder *author.Folder
	notes  []note
}

// New makes the door.
func New(p Parts) *Preview {
	return &Preview{Parts: p, changed: make(chan struct{}), runs: map[string]run{}, read: map[string]looked{}}
}

// Where the pages of the door are.
const (
	home    = "/voorbeeld"
	asOne   = "/voorbeeld/als"    // inside the frame: the client's or the counsellor's page
	asStaff = "/voorbeeld/bureau" // the same, with the counsellor's cookie
	told    = "/voorbeeld/meldingen"
	plainly = "/voorbeeld/uitleg"
	news    = "/voorbeeld/nieuws"
)

// Home is where the preview begins.
const Home = home

// Routes lists every address of the door.
func (p *Preview) Routes() []web.Route {
	return []web.Route{
		{Method: http.MethodGet, Path: home, Do: p.show},
		{Method: http.MethodGet, Path: asOne, Do: p.enter},
		{Method: http.MethodGet, Path: asStaff, Do: p.enterDesk, Staff: true},
		{Method: http.MethodGet, Path: told, Do: p.notes},
		{Method: http.MethodGet, Path: plainly, Do: p.explain},
		{Method: http.MethodGet, Path: news, Do: p.stream},
	}
}

// Changed says that the folder was read anew, and what was found.
func (p *Preview) Changed(news []catalog.News) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.version++
	p.news = news
	clear(p.read)
	close(p.changed)
	p.changed = make(chan struct{})
}

// next gives which version stands, and what is closed when there is a newer one.
func (p *Preview) next() (version int, changed <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.version, p.changed
}

// broken tells whether what is shown is an earlier form.
func (p *Preview) broken(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.ContainsFunc(p.news, func(n catalog.News) bool { return n.Broken(id) })
}

// ids lists what can be looked at: the folder's own assignments, also those that
// cannot be read yet, or else what ships.
func (p *Preview) ids(r *web.Request) []string {
	if list := p.Folder.IDs(); len(list) > 0 {
		return list
	}
	return p.Shelf.Of(r.Tenant.ID).Assignments.IDs()
}

// look reads an assignment with the tools for authors, once for each version.
func (p *Preview) look(r *web.Request, id string) looked {
	version, _ := p.next()
	p.mu.Lock()
	one, known := p.read[id]
	p.mu.Unlock()
	if known {
		return one
	}
	files, problems := p.Folder.Gather(id)
	one.folder = author.Open(files, nil).Beside(p.Folder.IDs()).Beside(p.Shelf.Of(r.Tenant.ID).Assignments.IDs())
	one.notes = notesOf(id, files, append(problems, one.folder.Lint()...))
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.version == version {
		p.read[id] = one
	}
	return one
}
