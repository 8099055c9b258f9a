// SPDX-License-Identifier: EUPL-1.2

// Package store keeps everything in SQLite or PostgreSQL through gorm; rows and
// SQL stay inside.
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-sqlite3"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"opgelucht/pkg/audit"
	"opgelucht/pkg/fault"
)

// DB is an open database. It is safe for use by many goroutines.
type DB struct {
	read    *gorm.DB
	write   *gorm.DB
	dialect string
	commits *committer // nil on PostgreSQL, which commits many at once by itself
	now     func() time.Time
	intakes sync.Map // municipality → intake
	gone    sync.Map // team → absences
	chain   audit.Chain
}

// Options say which database to open.
type Options struct {
	// Source is the path of a SQLite file, or a postgres:// address.
	Source string
	// Memory keeps everything in memory until it is closed, and Source is not
	// looked at: nothing reaches a disk.
	Memory bool
	// Now is the clock.
	Now func() time.Time
	// OnStatement, when set, is told of every statement, for tests and measuring.
	OnStatement func(sql string)
}

const (
	dialectSQLite   = "sqlite"
	dialectPostgres = "postgres"
	readers         = 8
)

// Open opens the database and brings its tables up to date, under a lock.
func Open(ctx context.Context, o Options) (*DB, error) {
	db := &DB{dialect: dialectSQLite, now: o.Now}
	open := openSQLite
	if strings.HasPrefix(o.Source, "postgres://") || strings.HasPrefix(o.Source, "postgresql://") {
		db.dialect, open = dialectPostgres, openPostgres
	}
	if err := open(db, o); err != nil {
		return nil, fault.Wrap("store.Open", err)
	}
	if err := db.migrate(ctx); err != nil {
		_ = db.Close() // the error that matters is the one of the migration
		return nil, fault.Wrap("store.Open", err)
	}
	if db.dialect == dialectSQLite {
		db.commits = newCommitter(db.write)
	}
	return db, nil
}

func settings(o Options) *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true, // transactions are opened by hand, one a use case
		PrepareStmt:            true,
		Logger:                 statements{told: o.OnStatement},
		TranslateError:         true,
	}
}

// openSQLite opens one connection that writes and a few that read.
// secure_delete overwrites what is deleted; synchronous=FULL means that what
// was answered for is on disk.
func openSQLite(db *DB, o Options) error {
	pragmas := url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"on"},
		"_busy_timeout": {"10000"}, "_secure_delete": {"on"}, "_auto_vacuum": {"incremental"}, "_txlock": {"immediate"},
	}
	reading := url.Values{"_query_only": {"on"}, "_busy_timeout": {"10000"}}
	if o.Memory { // a name of its own, that the connections of this process share
		o.Source = "/" + rand.Text()
		for _, values := range []url.Values{pragmas, reading} {
			values.Set("vfs", "memdb")
		}
		pragmas.Set("_journal_mode", "MEMORY")
	} else if err := ownFile(o.Source); err != nil {
		return err
	}
	var err error
	if db.write, err = patient(func() (*gorm.DB, error) { return gorm.Open(dialector(o.Source, pragmas), settings(o)) }); err != nil {
		return err
	}
	if err := limit(db.write, 1); err != nil {
		return err
	}
	if db.read, err = gorm.Open(dialector(o.Source, reading), settings(o)); err != nil {
		return err
	}
	return limit(db.read, readers)
}

// ownFile makes the file of the database: SQLite itself would let everyone on the
// machine read it.
func ownFile(name string) error {
	file, err := os.OpenFile(name, os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(file.Chmod(0o600), file.Close())
}

// driver is SQLite with temporary data in memory, on every connection: a sort or
// a savepoint never puts anything in a file of its own.
const driver = "sqlite3-in-memory-temp"

var register = sync.OnceFunc(func() {
	sql.Register(driver, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		_, err := c.Exec("PRAGMA temp_store = MEMORY", nil)
		return err
	}})
})

// patient opens again while another process gives the empty file its log: in
// that one step SQLite does not wait by itself.
func patient(open func() (*gorm.DB, error)) (g *gorm.DB, err error) {
	for enough := time.After(10 * time.Second); ; {
		var busy sqlite3.Error
		if g, err = open(); !errors.As(err, &busy) || busy.Code != sqlite3.ErrBusy {
			return g, err
		}
		select {
		case <-enough:
			return g, err
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// plain writes a path so that no sign in it means something in an address.
var plain = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23")

func dialector(file string, settings url.Values) gorm.Dialector {
	register()
	return sqlite.Dialector{DriverName: driver, DSN: "file:" + plain.Replace(file) + "?" + settings.Encode()}
}

func openPostgres(db *DB, o Options) error {
	var err error
	if db.write, err = gorm.Open(postgres.Open(o.Source), settings(o)); err != nil {
		return err
	}
	db.read = db.write
	return limit(db.write, 2*readers)
}

func limit(g *gorm.DB, n int) error {
	sql, err := g.DB()
	if err != nil {
		return err
	}
	sql.SetMaxOpenConns(n)
	sql.SetMaxIdleConns(n)
	return nil
}

// Ready tells whether the database answers.
func (db *DB) Ready(ctx context.Context) error {
	var one int
	return fault.Wrap("store.Ready", db.reading(ctx).Raw("SELECT 1").Scan(&one).Error)
}

// Used tells whether anything was ever kept for a municipality: without a team
// there are no accounts and no cases.
func (db *DB) Used(ctx context.Context) (bool, error) {
	var teams int64
	err := db.read.WithContext(ctx).Model(&teamRow{}).Count(&teams).Error
	return teams > 0, fault.Wrap("store.Used", err)
}

// Close finishes what is being written and closes the database.
func (db *DB) Close() error {
	if db.commits != nil {
		db.commits.close()
	}
	var errs []string
	for _, g := range []*gorm.DB{db.read, db.write} {
		if g == nil {
			continue
		}
		sql, err := g.DB()
		if err == nil {
			err = sql.Close()
		}
		if err != nil {
			errs = append(errs, err.Error())
		}
	}
	if len(errs) > 0 {
		return fmt.Errorf("store.Close: %s", strings.Join(errs, "; "))
	}
	return nil
}

// statements is gorm's logger. It prints nothing, because an error of a driver
// can hold values; it only counts.
type statements struct{ told func(string) }

// LogMode is part of gorm's logger.
func (s statements) LogMode(logger.LogLevel) logger.Interface { return s }

// Info is part of gorm's logger.
func (s statements) Info(context.Context, string, ...any) {}

// Warn is part of gorm's logger.
func (s statements) Warn(context.Context, string, ...any) {}

// Error is part of gorm's logger.
func (s statements) Error(context.Context, string, ...any) {}

// Trace is called by gorm after each statement.
func (s statements) Trace(_ context.Context, _ time.Time, sql func() (string, int64), _ error) {
	if s.told != nil {
		text, _ := sql()
		s.told(text)
	}
}
