// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"net/url"
	"os"
	"strings"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
)

// Look opens a database to count in it, also while a server uses it. Nothing can
// be written, and nothing is made or brought up to date.
func Look(ctx context.Context, source string) (db *DB, err error) {
	db = &DB{dialect: dialectSQLite}
	if strings.HasPrefix(source, "postgres://") || strings.HasPrefix(source, "postgresql://") {
		db.dialect = dialectPostgres
		if source, err = readOnly(source); err != nil {
			return nil, fault.Wrap("store.Look", err)
		}
		db.read, err = gorm.Open(postgres.Open(source), settings(Options{}))
	} else {
		if _, err = os.Stat(source); err != nil {
			return nil, fault.Wrap("store.Look", err)
		}
		looking := url.Values{"mode": {"ro"}, "_query_only": {"on"}, "_busy_timeout": {"10000"}}
		db.read, err = gorm.Open(dialector(source, looking), settings(Options{}))
	}
	if err != nil {
		return nil, fault.Wrap("store.Look", err)
	}
	return db, nil
}

// readOnly asks PostgreSQL itself to refuse what writes.
func readOnly(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	q := u.Query()
	q.Set("default_transaction_read_only", "on")
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// OpenTasks is how many tasks under way stand on one version of an assignment.
type OpenTasks struct {
	Version int `json:"version"`
	Tasks   int `json:"tasks"`
}

// OpenTasks counts the tasks that were handed out and not handed in, of all
// municipalities together, version by version. It says nothing of whose they are.
func (db *DB) OpenTasks(ctx context.Context, assignment string) ([]OpenTasks, error) {
	var list []OpenTasks
	err := db.read.WithContext(ctx).Model(&taskRow{}).Select("version, count(*) AS tasks").
		Where("assignment = ? AND state IN ?", assignment, []string{string(casework.TaskAssigned), string(casework.TaskStarted)}).
		Group("version").Order("version").Scan(&list).Error
	return list, fault.Wrap("store.OpenTasks", err)
}

// SameVersion gives the hashes of the logic under which an assignment was kept
// before, while it had the version that it has today.
func (db *DB) SameVersion(ctx context.Context, assignment string, version int, logic string) ([]string, error) {
	var list []string
	err := db.read.WithContext(ctx).Model(&snapshotRow{}).
		Where("assignment = ? AND version = ? AND logic <> ?", assignment, version, logic).Order("logic").Pluck("logic", &list).Error
	return list, fault.Wrap("store.SameVersion", err)
}
