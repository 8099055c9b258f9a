// SPDX-License-Identifier: EUPL-1.2

package catalog

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/tenant"
)

// Shelves gives each municipality the shelf that it hands out from.
type Shelves interface {
	Of(t tenant.ID) *Shelf
}

// Of makes one shelf that of every municipality.
func (s *Shelf) Of(tenant.ID) *Shelf { return s }

// Overlaid is what ships with the assignments of folders over it. Many can read
// it while a folder is read anew: what changed goes live at once and whole.
// Municipalities without a folder share one shelf.
type Overlaid struct {
	shipped *Shelf
	past    *past
	mu      sync.Mutex // one looks at a time
	folders []*overlay
	unlaid  bool // something was read and is not live yet
	now     atomic.Pointer[laid]
}

// laid are the shelves of one moment.
type laid struct {
	common *Shelf
	own    map[tenant.ID]*Shelf
}

// News is what reading a folder found.
type News struct {
	Folder   Folder
	Live     []string          // its assignments that can be handed out
	Problems []content.Problem // in the whole of it, with paths that begin with the folder's
}

// Overlay lays folders over what ships, in order, and keeps everything as it is
// today in the past. Without a past, who is half way gets changed questions.
func Overlay(ctx context.Context, shipped *Shelf, kept Past, folders []Folder) (*Overlaid, []News, error) {
	o := &Overlaid{shipped: shipped, past: &past{kept: kept, read: map[string]*assignment.Shelf{}}}
	for _, f := range folders {
		o.folders = append(o.folders, &overlay{Folder: f})
	}
	news, err := o.refresh(ctx, func(*overlay) bool { return true })
	return o, news, err
}

// Of gives the shelf of a municipality as it is now.
func (o *Overlaid) Of(t tenant.ID) *Shelf {
	now := o.now.Load()
	if own := now.own[t]; own != nil {
		return own
	}
	return now.common
}

// Look reads the folders whose files changed since they were read. One that is
// being written is left until the next look.
func (o *Overlaid) Look(ctx context.Context) ([]News, error) {
	return o.refresh(ctx, (*overlay).due)
}

// Reload reads every folder again.
func (o *Overlaid) Reload(ctx context.Context) ([]News, error) {
	return o.refresh(ctx, func(*overlay) bool { return true })
}

func (o *Overlaid) refresh(ctx context.Context, due func(*overlay) bool) ([]News, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var news []News
	for _, f := range o.folders {
		if due(f) {
			f.read(o.shipped.Norms)
			news = append(news, News{Folder: f.Folder, Live: slices.Clone(f.live), Problems: f.problems})
		}
	}
	if o.unlaid = o.unlaid || len(news) > 0 || o.now.Load() == nil; !o.unlaid {
		return nil, nil
	}
	err := o.lay(ctx)
	o.unlaid = err != nil // it is tried again at the next look
	return news, err
}

// lay makes the shelves out of what was read. They are kept in the past before
// anyone is given something from them.
func (o *Overlaid) lay(ctx context.Context) error {
	common, own := o.shipped.Assignments, map[tenant.ID]*assignment.Shelf{}
	for _, f := range o.folders {
		if f.Tenant != "" || f.list == nil {
			continue
		}
		if f.Whole {
			common = f.list.With(common, common.IDs()) // with its vocabulary
		}
		common = common.With(f.list, f.live)
	}
	present := slices.Clone(common.IDs())
	err := o.past.keep(ctx, common, common.IDs(), "")
	for _, f := range o.folders {
		if f.Tenant == "" || len(f.live) == 0 || err != nil {
			continue
		}
		own[f.Tenant] = common.With(f.list, f.live)
		err = o.past.keep(ctx, own[f.Tenant], f.live, f.Tenant)
		for _, id := range f.live {
			present = append(present, ofTenant(id, f.Tenant))
		}
	}
	if err != nil {
		return err
	}
	o.past.forget()
	gone, err := o.past.retired(ctx, present)
	if err != nil {
		return err
	}
	next := &laid{common: o.shelf("", common, gone), own: map[tenant.ID]*Shelf{}}
	for t, list := range own {
		next.own[t] = o.shelf(t, list, gone)
	}
	for t := range gone {
		if t != "" && next.own[t] == nil {
			next.own[t] = o.shelf(t, common, gone) // it had assignments of its own
		}
	}
	o.now.Store(next)
	return nil
}

func (o *Overlaid) shelf(t tenant.ID, list *assignment.Shelf, gone retired) *Shelf {
	s := *o.shipped
	s.Assignments, s.tenant, s.past, s.gone = list, t, o.past, gone
	return &s
}
