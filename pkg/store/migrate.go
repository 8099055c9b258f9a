// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"gorm.io/gorm"
)

//go:embed migrations
var migrations embed.FS

// migration is one numbered SQL file.
type migration struct {
	no   int
	name string
	sql  string
}

// lockNumber names our lock among PostgreSQL's advisory locks; any fixed number.
const lockNumber = 0x6f7067656c

// migrate brings the tables up to date, each file in a transaction of its own,
// under a lock so that two servers that start together do not collide.
func (db *DB) migrate(ctx context.Context) error {
	list, err := readMigrations(db.dialect)
	if err != nil {
		return err
	}
	const table = "CREATE TABLE IF NOT EXISTS migrations (no INTEGER PRIMARY KEY, name TEXT NOT NULL)"
	for _, m := range list {
		err := db.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
			if db.dialect == dialectPostgres {
				if err := tx.Exec("SELECT pg_advisory_xact_lock(?)", lockNumber).Error; err != nil {
					return err
				}
			}
			if err := tx.Exec(table).Error; err != nil {
				return err
			}
			return apply(tx, m)
		})
		if err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return db.notNewer(ctx, len(list))
}

// notNewer refuses a database that a later version of the program wrote: what
// we do not know we could destroy.
func (db *DB) notNewer(ctx context.Context, known int) error {
	var newest int
	if err := db.write.WithContext(ctx).Raw("SELECT coalesce(max(no), 0) FROM migrations").Scan(&newest).Error; err != nil {
		return err
	}
	if newest > known {
		return fmt.Errorf("the database has migration %d and this program knows %d; start a newer version of the program", newest, known)
	}
	return nil
}

func apply(tx *gorm.DB, m migration) error {
	var have int64
	if err := tx.Table("migrations").Where("no = ?", m.no).Count(&have).Error; err != nil || have > 0 {
		return err
	}
	for _, statement := range strings.Split(m.sql, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if err := tx.Exec(statement).Error; err != nil {
			return err
		}
	}
	return tx.Exec("INSERT INTO migrations (no, name) VALUES (?, ?)", m.no, m.name).Error
}

// readMigrations gives the files of a dialect in the order of their numbers,
// which must run 1, 2, 3 … without a gap.
func readMigrations(dialect string) ([]migration, error) {
	entries, err := fs.ReadDir(migrations, path.Join("migrations", dialect))
	if err != nil {
		return nil, err
	}
	var list []migration
	for i, e := range entries {
		no, err := strconv.Atoi(strings.SplitN(e.Name(), "_", 2)[0])
		if err != nil || no != i+1 {
			return nil, fmt.Errorf("migrations/%s/%s: want number %04d", dialect, e.Name(), i+1)
		}
		text, err := fs.ReadFile(migrations, path.Join("migrations", dialect, e.Name()))
		if err != nil {
			return nil, err
		}
		list = append(list, migration{no: no, name: e.Name(), sql: string(text)})
	}
	return list, nil
}
