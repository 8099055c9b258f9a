// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"opgelucht/pkg/access"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/tenant"
)

type sessionRow struct {
	Hash      []byte `gorm:"primaryKey"`
	Kind      string
	Principal string
	Tenant    string
	Day       string
	Blob      []byte
	IdleUntil int64
	Until     int64
	Shared    int
}

// TableName is the table of the rows.
func (sessionRow) TableName() string { return "sessions" }

func sessionRowOf(s access.SessionRow) sessionRow {
	r := sessionRow{
		Hash: s.Hash, Kind: string(s.Kind), Principal: s.Principal, Tenant: string(s.Tenant), Day: s.Day, Blob: s.Blob,
		IdleUntil: s.IdleUntil.Unix(), Until: s.Until.Unix(),
	}
	if s.Shared {
		r.Shared = 1
	}
	return r
}

// AddSession keeps a new session.
func (db *DB) AddSession(ctx context.Context, s access.SessionRow) error {
	r := sessionRowOf(s)
	return fault.Wrap("store.AddSession", db.inTx(ctx, func(tx *gorm.DB) error { return tx.Create(&r).Error }))
}

const readSession = "SELECT hash, kind, principal, tenant, day, blob, idle_until, until, shared FROM sessions WHERE hash = ?"

func (r *sessionRow) fields() []any {
	return []any{&r.Hash, &r.Kind, &r.Principal, &r.Tenant, &r.Day, &r.Blob, &r.IdleUntil, &r.Until, &r.Shared}
}

// Session finds a session by the hash of its id.
func (db *DB) Session(ctx context.Context, hash []byte) (access.SessionRow, error) {
	r, err := askOne(ctx, db, (*sessionRow).fields, readSession, hash)
	if err != nil {
		return access.SessionRow{}, found("store.Session", err)
	}
	return access.SessionRow{
		Hash: r.Hash, Kind: access.Kind(r.Kind), Principal: r.Principal, Tenant: tenant.ID(r.Tenant), Day: r.Day, Blob: r.Blob,
		IdleUntil: time.Unix(r.IdleUntil, 0), Until: time.Unix(r.Until, 0), Shared: r.Shared == 1,
	}, nil
}

// KeepSession moves the idle time of a session.
func (db *DB) KeepSession(ctx context.Context, hash []byte, idleUntil time.Time) error {
	return fault.Wrap("store.KeepSession", db.inTx(ctx, func(tx *gorm.DB) error {
		return tx.Model(&sessionRow{}).Where("hash = ?", hash).Update("idle_until", idleUntil.Unix()).Error
	}))
}

// EndSession deletes a session; one that is gone already is no error.
func (db *DB) EndSession(ctx context.Context, hash []byte) error {
	return fault.Wrap("store.EndSession", db.inTx(ctx, func(tx *gorm.DB) error {
		return tx.Where("hash = ?", hash).Delete(&sessionRow{}).Error
	}))
}

// EndSessionsOf deletes every session of one person.
func (db *DB) EndSessionsOf(ctx context.Context, t tenant.ID, principal string) error {
	return fault.Wrap("store.EndSessionsOf", db.inTx(ctx, func(tx *gorm.DB) error {
		return tx.Where("principal = ? AND tenant = ?", principal, string(t)).Delete(&sessionRow{}).Error
	}))
}

// EndOldSessions deletes what ended by itself, and says how many.
func (db *DB) EndOldSessions(ctx context.Context) (int64, error) {
	now, n := db.now().Unix(), int64(0)
	err := db.inTx(ctx, func(tx *gorm.DB) error {
		q := tx.Where("until < ? OR idle_until < ?", now, now).Delete(&sessionRow{})
		n = q.RowsAffected
		return q.Error
	})
	return n, fault.Wrap("store.EndOldSessions", err)
}

// duplicate turns a broken uniqueness into Conflict.
func duplicate(err error) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return conflict()
	}
	return err
}
