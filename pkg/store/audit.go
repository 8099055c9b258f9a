// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

// Bind says with which chain the log is kept. Until then it is bound by a chain
// without a key, which any test can check and anybody could forge.
func (db *DB) Bind(c audit.Chain) { db.chain = c }

type auditRow struct {
	Tenant string `gorm:"primaryKey"`
	Seq    int64  `gorm:"primaryKey;autoIncrement:false"`
	ID     string
	At     int64
	Actor  string
	Who    string
	About  string
	Action string
	Trail  string
	Body   []byte
	Mac    []byte
}

// TableName is the table of the rows.
func (auditRow) TableName() string { return "audit" }

type auditHeadRow struct {
	Tenant   string `gorm:"primaryKey"`
	Seq      int64
	Mac      []byte
	FirstSeq int64
	Prior    []byte
	Proof    []byte
}

// TableName is the table of the rows.
func (auditHeadRow) TableName() string { return "audit_heads" }

const (
	readAudit = "SELECT tenant, seq, id, at, actor, who, about, action, trail, body, mac FROM audit WHERE tenant = ?"
	addAudit  = "INSERT INTO audit (tenant, seq, id, at, actor, who, about, action, trail, body, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	moveHead  = "UPDATE audit_heads SET seq = ?, mac = ? WHERE tenant = ?"
	addHead   = "INSERT INTO audit_heads (tenant, seq, mac, first_seq, prior, proof) VALUES (?, 0, ?, 1, ?, ?) ON CONFLICT DO NOTHING"
	readHead  = "SELECT tenant, seq, mac, first_seq, prior, proof FROM audit_heads WHERE tenant = ?"
)

func (r *auditRow) fields() []any {
	return []any{&r.Tenant, &r.Seq, &r.ID, &r.At, &r.Actor, &r.Who, &r.About, &r.Action, &r.Trail, &r.Body, &r.Mac}
}

func (r *auditHeadRow) fields() []any {
	return []any{&r.Tenant, &r.Seq, &r.Mac, &r.FirstSeq, &r.Prior, &r.Proof}
}

func (r auditRow) noun() audit.Entry {
	return audit.Entry{
		Tenant: tenant.ID(r.Tenant), Seq: r.Seq, ID: r.ID, At: time.Unix(r.At, 0), Actor: audit.Actor(r.Actor), Who: r.Who, About: r.About,
		Action: audit.Action(r.Action), Trail: r.Trail, Body: r.Body, MAC: r.Mac,
	}
}

func (r auditHeadRow) start() audit.Start {
	return audit.Start{First: r.FirstSeq, Before: r.Prior, Proof: r.Proof}
}

func (r auditHeadRow) head() audit.Head {
	return audit.Head{Tenant: tenant.ID(r.Tenant), Seq: r.Seq, MAC: r.Mac}
}

// Record adds entries of one municipality to the log, in their order.
func (db *DB) Record(ctx context.Context, entries ...audit.Entry) error {
	return fault.Wrap("store.Record", db.inTx(ctx, func(tx *gorm.DB) error { return db.record(tx, entries) }))
}

// record adds entries within a transaction, as its last step: whoever adds at the
// same moment waits for the head of the log, and holds nothing that we want.
func (db *DB) record(tx *gorm.DB, entries []audit.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	head, err := db.holdHead(tx, entries[0].Tenant)
	if err != nil {
		return err
	}
	for _, e := range entries {
		head.Seq++
		e.Seq = head.Seq
		e.MAC = db.chain.Link(head.Mac, e)
		head.Mac = e.MAC
		err := tx.Exec(addAudit, string(e.Tenant), e.Seq, e.ID, e.At.Unix(), string(e.Actor), e.Who, e.About, string(e.Action), e.Trail, e.Body, e.MAC).Error
		if err != nil {
			return err
		}
	}
	return changed(tx.Exec(moveHead, head.Seq, head.Mac, head.Tenant))
}

// holdHead reads the head of a log and keeps others from it until the transaction
// ends; for the first entry ever it is made.
func (db *DB) holdHead(tx *gorm.DB, t tenant.ID) (auditHeadRow, error) {
	query := readHead
	if db.dialect == dialectPostgres {
		query += " FOR UPDATE"
	}
	var r auditHeadRow
	q := tx.Raw(query, string(t)).Scan(&r)
	if q.Error != nil || q.RowsAffected == 1 {
		return r, q.Error
	}
	s := db.chain.Begin(t)
	if err := tx.Exec(addHead, string(t), s.Before, s.Before, s.Proof).Error; err != nil {
		return r, err
	}
	return r, tx.Raw(query, string(t)).Scan(&r).Error
}

// Trail gives what the log holds under some trails, oldest first.
func (db *DB) Trail(ctx context.Context, t tenant.ID, trails ...string) ([]audit.Entry, error) {
	rows, err := ask(ctx, db, (*auditRow).fields, readAudit+" AND trail IN ? AND trail <> '' ORDER BY seq", string(t), trails)
	return nouns(rows), fault.Wrap("store.Trail", err)
}

func nouns(rows []auditRow) []audit.Entry {
	list := make([]audit.Entry, len(rows))
	for i, r := range rows {
		list[i] = r.noun()
	}
	return list
}

// auditPage is how many entries are read at once.
const auditPage = 1000

// EachEntry hands over the log of a municipality from the entry after one, oldest
// first.
func (db *DB) EachEntry(ctx context.Context, t tenant.ID, after int64, take func(audit.Entry) error) error {
	for {
		rows, err := ask(ctx, db, (*auditRow).fields, readAudit+" AND seq > ? ORDER BY seq LIMIT ?", string(t), after, auditPage)
		if err != nil {
			return fault.Wrap("store.EachEntry", err)
		}
		for _, e := range nouns(rows) {
			if err := take(e); err != nil {
				return err
			}
			after = e.Seq
		}
		if len(rows) < auditPage {
			return nil
		}
	}
}

// Verify checks the log of a municipality against its chain, its head and heads
// that were kept elsewhere. What is added meanwhile is checked too.
func (db *DB) Verify(ctx context.Context, t tenant.ID, kept ...audit.Head) (audit.Report, error) {
	first, err := db.readHead(ctx, t)
	if err != nil {
		return audit.Report{}, err
	}
	walk := db.chain.Check(t, first.start(), kept...)
	for last := int64(-1); ; {
		fresh := false
		err := db.EachEntry(ctx, t, last, func(e audit.Entry) error {
			walk.Take(e)
			last, fresh = e.Seq, true
			return nil
		})
		if err != nil {
			return audit.Report{}, err
		}
		now, err := db.readHead(ctx, t)
		if err != nil || !fresh || now.Seq <= last {
			return walk.End(now.head()), err
		}
	}
}

// readHead reads the head of a log; that of one that holds nothing when there is
// none.
func (db *DB) readHead(ctx context.Context, t tenant.ID) (auditHeadRow, error) {
	r, err := askOne(ctx, db, (*auditHeadRow).fields, readHead, string(t))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		s := db.chain.Begin(t)
		return auditHeadRow{Tenant: string(t), FirstSeq: s.First, Prior: s.Before, Proof: s.Proof}, nil
	}
	return r, fault.Wrap("store.readHead", err)
}

// Heads gives the newest entry of every municipality.
func (db *DB) Heads(ctx context.Context) ([]audit.Head, error) {
	rows, err := ask(ctx, db, (*auditHeadRow).fields, "SELECT tenant, seq, mac, first_seq, prior, proof FROM audit_heads ORDER BY tenant")
	list := make([]audit.Head, len(rows))
	for i, r := range rows {
		list[i] = r.head()
	}
	return list, fault.Wrap("store.Heads", err)
}

// Shorten deletes what is older than a day from the front of every log, and says
// how many entries went. The log begins anew after them, with a proof that it was
// us who did it.
func (db *DB) Shorten(ctx context.Context, before time.Time) (n int64, err error) {
	heads, err := db.Heads(ctx)
	if err != nil {
		return 0, err
	}
	for _, h := range heads {
		err := db.inTx(ctx, func(tx *gorm.DB) error {
			gone, err := db.shorten(tx, h.Tenant, before.Unix())
			n += gone
			return err
		})
		if err != nil {
			return n, fault.Wrap("store.Shorten", err)
		}
	}
	return n, nil
}

func (db *DB) shorten(tx *gorm.DB, t tenant.ID, before int64) (int64, error) {
	var last auditRow // the newest of those that go: all before it are older too
	q := tx.Raw("SELECT seq, mac FROM audit WHERE tenant = ? AND seq < coalesce((SELECT min(seq) FROM audit WHERE tenant = ? AND at >= ?), ?) ORDER BY seq DESC LIMIT 1",
		string(t), string(t), before, int64(1)<<62).Scan(&last)
	if q.Error != nil || q.RowsAffected == 0 {
		return 0, q.Error
	}
	if _, err := db.holdHead(tx, t); err != nil {
		return 0, err
	}
	s := db.chain.From(t, last.Seq+1, last.Mac)
	if err := changed(tx.Exec("UPDATE audit_heads SET first_seq = ?, prior = ?, proof = ? WHERE tenant = ?", s.First, s.Before, s.Proof, string(t))); err != nil {
		return 0, err
	}
	gone := tx.Exec("DELETE FROM audit WHERE tenant = ? AND seq < ?", string(t), s.First)
	return gone.RowsAffected, gone.Error
}
