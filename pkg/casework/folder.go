// SPDX-License-Identifier: EUPL-1.2

package casework

import (
	"context"
	"errors"
	"slices"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/dossier"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/seal"
)

// Folder is a dossier as it is kept: sealed, section by section.
type Folder struct {
	Sections    []Section
	Facts       []SealedFact // oldest first; nothing is ever changed, only added to
	Submissions []SealedSubmission
	Remarks     []SealedRemark
}

// Section is a part of the dossier with a key of its own.
type Section struct {
	Name      string
	KeyClient []byte // section key, under the client's own key
	KeyTeam   []byte // section key, for the team; empty while the client hides it
}

// SealedFact is one fact as it is kept.
type SealedFact struct {
	ID      string
	Section string // empty once it was taken back: then only the client's own key opens it
	Seq     int
	Day     Date
	Body    []byte
}

// SealedSubmission is one handed-in assignment as it is kept. It opens only
// with the keys of all sections it wrote to, so that hiding one section also
// closes the sheet that repeats it.
type SealedSubmission struct {
	ID         string
	Task       TaskID
	No         int // of the task
	Assignment string
	Version    int
	LogicHash  string
	Sections   []string // in order of name; none once it was taken back
	Day        Date
	Body       []byte
}

// Back tells whether the client took the sheet back: then only their own key
// opens it.
func (s SealedSubmission) Back() bool { return len(s.Sections) == 0 }

// FolderChange is what a use case writes into a dossier.
type FolderChange struct {
	Sections    []Section // new ones, and ones whose keys changed
	Facts       []SealedFact
	Submissions []SealedSubmission
	Remarks     []SealedRemark
	Resealed    []Resealed
}

// Resealed is content that goes under another key, in its own place.
type Resealed struct {
	Table string // facts, submissions or remarks
	ID    string
	Body  []byte
	Back  bool // of a fact or submission: it hangs on no section any more
}

// Dossier is a dossier as one reader may see it.
type Dossier struct {
	Record      *dossier.Record
	Sections    []SectionView
	Submissions []Submission
	Remarks     []Remark // oldest first
	keys        sectionKeys
	held        *Held // an answer that did not reach the client yet; nil for the team
}

// SectionView is a section as one reader sees it.
type SectionView struct {
	Name     string
	Shared   bool // the team may read it
	Readable bool // this reader may
	Facts    int
}

// Submission is a handed-in assignment that was opened.
type Submission struct {
	Of      SealedSubmission
	Content Sheet
}

func (s Section) place(of access.CaseID, column string) seal.Place {
	return seal.Place{Table: "sections", Column: column, Row: s.Name, Case: string(of)}
}

func (f SealedFact) place(of access.CaseID) seal.Place {
	return seal.Place{Table: "facts", Column: "body/" + f.Section, Row: f.ID, Case: string(of)}
}

func (s SealedSubmission) place(of access.CaseID) seal.Place {
	column := "body"
	if s.Back() {
		column = "back"
	}
	return seal.Place{Table: "submissions", Column: column, Row: s.ID, Case: string(of)}
}

// keyForClient opens the section with the client's own key.
func (s Section) keyForClient(c access.Client) (seal.Key, error) {
	return seal.OpenKey(c.Own(), s.place(c.Case, "key_client"), s.KeyClient)
}

// ownKeys opens sections for the client whose dossier it is. What was taken back
// stands in the section without a name, which is theirs alone.
func ownKeys(c access.Client) func(Section) (seal.Key, error) {
	return func(s Section) (seal.Key, error) {
		if s.Name == "" {
			return c.Own(), nil
		}
		return s.keyForClient(c)
	}
}

// errHidden says that the client hides a section: no failure, unlike a key that
// does not open.
var errHidden = errors.New("casework: section is hidden")

// keyForTeam opens the section with the team's key; a hidden one does not open.
func (s Section) keyForTeam(c Case, by access.Counsellor) (seal.Key, error) {
	if len(s.KeyTeam) == 0 {
		return seal.Key{}, errHidden
	}
	raw, err := seal.Unwrap(by.TeamKey, s.place(c.ID, "key_team"), s.KeyTeam)
	if err != nil {
		return seal.Key{}, err
	}
	return seal.KeyFrom(raw)
}

// teamKeys opens sections for a counsellor.
func teamKeys(c Case, by access.Counsellor) func(Section) (seal.Key, error) {
	return func(s Section) (seal.Key, error) { return s.keyForTeam(c, by) }
}

// shut gives a section a key: for the client always, for the team if shared.
func shut(c Case, client access.Client, name string, key seal.Key, shared bool) (Section, error) {
	s := Section{Name: name}
	s.KeyClient = seal.CloseKey(client.Own(), s.place(c.ID, "key_client"), key)
	if !shared {
		return s, nil
	}
	pub, err := seal.PublicFrom(c.Sealed.TeamPublic)
	if err != nil {
		return s, fault.Wrap("casework.shut", err)
	}
	s.KeyTeam, err = seal.Wrap(pub, s.place(c.ID, "key_team"), key.Bytes())
	return s, fault.Wrap("casework.shut", err)
}

// sectionKeys are the keys of the sections that one reader can open.
type sectionKeys map[string]seal.Key

// of combines the keys of several sections; all of them are needed. None are
// for what was taken back.
func (k sectionKeys) of(names []string) (seal.Key, bool) {
	if len(names) == 0 {
		key, ok := k[""]
		return key, ok
	}
	var all [][]byte
	for _, n := range names {
		key, ok := k[n]
		if !ok {
			return seal.Key{}, false
		}
		all = append(all, []byte(n), key.Bytes())
	}
	var base seal.Key
	return base.Derive("submission", all...), true
}

// openFolder opens what one reader can: a section that does not open is left
// closed, and everything that needs it.
func (s *Service) openFolder(f Folder, c Case, keyOf func(Section) (seal.Key, error)) (Dossier, error) {
	keys, d := sectionKeys{}, Dossier{}
	d.keys = keys
	if key, err := keyOf(Section{}); err == nil {
		keys[""] = key
	}
	for _, sec := range f.Sections {
		view := SectionView{Name: sec.Name, Shared: len(sec.KeyTeam) > 0}
		key, err := keyOf(sec)
		switch {
		case err == nil:
			keys[sec.Name], view.Readable = key, true
		case !errors.Is(err, errHidden):
			return d, fault.Wrap("casework.openFolder", err)
		}
		d.Sections = append(d.Sections, view)
	}
	facts, err := openFacts(f, c.ID, keys)
	if err != nil {
		return d, err
	}
	d.Record = dossier.NewRecord(facts)
	for _, sub := range f.Submissions {
		key, ok := keys.of(sub.Sections)
		if !ok {
			continue
		}
		open := Submission{Of: sub}
		if err := openJSON(key, sub.place(c.ID), sub.Body, &open.Content); err != nil {
			return d, err
		}
		d.Submissions = append(d.Submissions, open)
	}
	d.Remarks, err = openRemarks(f.Remarks, c.ID, keys)
	return d, err
}

func openFacts(f Folder, of access.CaseID, keys sectionKeys) ([]dossier.Fact, error) {
	var facts []dossier.Fact
	for _, sealed := range f.Facts {
		key, ok := keys[sealed.Section]
		if !ok {
			continue
		}
		var fact dossier.Fact
		if err := openJSON(key, sealed.place(of), sealed.Body, &fact); err != nil {
			return nil, err
		}
		fact.Withdrawn = sealed.Section == ""
		facts = append(facts, fact)
	}
	return facts, nil
}

// OwnDossier opens a client's own dossier, every section of it.
func (s *Service) OwnDossier(ctx context.Context, client access.Client) (Case, Dossier, error) {
	c, err := s.ownCase(ctx, client)
	if err != nil {
		return Case{}, Dossier{}, err
	}
	folder, err := s.store.Folder(ctx, c.Tenant, c.ID)
	if err != nil {
		return Case{}, Dossier{}, err
	}
	d, err := s.openFolder(folder, c, ownKeys(client))
	if err != nil {
		return Case{}, Dossier{}, err
	}
	if d.held, err = c.held(client.CaseKey, s.now()); err != nil {
		return Case{}, Dossier{}, err
	}
	d.Remarks = d.held.remarks(d.Remarks)
	return d.held.seen(c), d, nil
}

// Share shows or hides a section. Hiding destroys the team's copy of the key
// and seals the section anew, so that an old copy of the database with the
// team's key opens nothing that is written later.
func (s *Service) Share(ctx context.Context, client access.Client, name string, shared bool) error {
	return again(func() error {
		c, err := s.ownCase(ctx, client)
		if err != nil {
			return err
		}
		folder, err := s.store.Folder(ctx, c.Tenant, c.ID)
		if err != nil {
			return err
		}
		change, err := share(c, client, folder, name, shared)
		if err != nil || len(change.Sections) == 0 {
			return err
		}
		entries, err := s.tracedOwn(client, map[bool]audit.Action{true: audit.Shared, false: audit.Hidden}[shared], name)
		if err != nil {
			return err
		}
		return fault.Wrap("casework.Share", s.store.Save(ctx, Change{Case: c, Folder: change, Audit: entries}))
	})
}

// share decides what showing or hiding a section writes.
func share(c Case, client access.Client, f Folder, name string, shared bool) (FolderChange, error) {
	keys := sectionKeys{}
	var old *Section
	for i, sec := range f.Sections {
		key, err := sec.keyForClient(client)
		if err != nil {
			return FolderChange{}, fault.Wrap("casework.share", err)
		}
		if keys[sec.Name] = key; sec.Name == name {
			old = &f.Sections[i]
		}
	}
	if old == nil {
		return FolderChange{}, fault.New(fault.NotFound, "")
	}
	if (len(old.KeyTeam) > 0) == shared {
		return FolderChange{}, nil
	}
	if shared {
		sec, err := shut(c, client, name, keys[name], true)
		return FolderChange{Sections: []Section{sec}}, err
	}
	fresh := sectionKeys{}
	for n, k := range keys {
		fresh[n] = k
	}
	fresh[name] = seal.NewKey()
	sec, err := shut(c, client, name, fresh[name], false)
	if err != nil {
		return FolderChange{}, err
	}
	resealed, err := resealAll(f, c.ID, name, keys, fresh)
	return FolderChange{Sections: []Section{sec}, Resealed: resealed}, err
}

// resealAll puts everything that hangs on one section under its new key.
func resealAll(f Folder, of access.CaseID, name string, before, after sectionKeys) ([]Resealed, error) {
	var list []Resealed
	for _, fact := range f.Facts {
		if fact.Section != name {
			continue
		}
		text, err := seal.Open(before[name], fact.place(of), fact.Body)
		if err != nil {
			return nil, fault.Wrap("casework.resealAll", err)
		}
		list = append(list, Resealed{Table: "facts", ID: fact.ID, Body: seal.Close(after[name], fact.place(of), text)})
	}
	again := func(table, id string, sections []string, at seal.Place, body []byte) error {
		if _, on := slices.BinarySearch(sections, name); !on {
			return nil
		}
		was, ok1 := before.of(sections)
		is, ok2 := after.of(sections)
		if !ok1 || !ok2 {
			return fault.Wrap("casework.resealAll", seal.ErrOpen)
		}
		text, err := seal.Open(was, at, body)
		if err != nil {
			return fault.Wrap("casework.resealAll", err)
		}
		list = append(list, Resealed{Table: table, ID: id, Body: seal.Close(is, at, text)})
		return nil
	}
	for _, sub := range f.Submissions {
		if err := again("submissions", sub.ID, sub.Sections, sub.place(of), sub.Body); err != nil {
			return nil, err
		}
	}
	for _, r := range f.Remarks {
		if err := again("remarks", r.ID, r.Sections, r.place(of), r.Body); err != nil {
			return nil, err
		}
	}
	return list, nil
}
