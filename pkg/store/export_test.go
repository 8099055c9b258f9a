// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm/schema"
)

// Mentions lists the tables with a row that holds one of these ids anywhere.
func (db *DB) Mentions(t testing.TB, ids ...string) []string {
	t.Helper()
	var found []string
	for table, columns := range db.Columns(t) {
		for column := range columns {
			for _, id := range ids {
				var n int64
				q := fmt.Sprintf("SELECT count(*) FROM %s WHERE CAST(%s AS TEXT) LIKE ?", table, column)
				if err := db.read.Raw(q, "%"+id+"%").Scan(&n).Error; err != nil {
					t.Fatal(err)
				}
				if n > 0 {
					found = append(found, table+"."+column)
				}
			}
		}
	}
	return found
}

// TryToWrite writes where only reading is meant.
func (db *DB) TryToWrite() error { return db.read.Exec("UPDATE tasks SET version = 9").Error }

// Columns gives the tables of the database with their columns.
func (db *DB) Columns(t testing.TB) map[string]map[string]bool {
	t.Helper()
	q := `SELECT m.name AS tab, p.name AS col FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`
	if db.dialect == dialectPostgres {
		q = `SELECT table_name AS tab, column_name AS col FROM information_schema.columns WHERE table_schema = 'public'`
	}
	var rows []struct{ Tab, Col string }
	if err := db.read.Raw(q).Scan(&rows).Error; err != nil {
		t.Fatal(err)
	}
	tables := map[string]map[string]bool{}
	for _, r := range rows {
		if tables[r.Tab] == nil {
			tables[r.Tab] = map[string]bool{}
		}
		tables[r.Tab][r.Col] = true
	}
	return tables
}

// RowColumns gives the columns that the rows of the code write, by table.
func RowColumns(t testing.TB) map[string]map[string]bool {
	t.Helper()
	rows := []any{
		&caseRow{}, &clientRow{}, &messageRow{}, &taskRow{}, &staffDraftRow{}, &sectionRow{}, &submissionRow{}, &factRow{}, &remarkRow{},
		&snapshotRow{}, &countRow{}, &counsellorRow{}, &teamRow{}, &sessionRow{}, &auditRow{}, &auditHeadRow{}, &teamNoteRow{}, &absenceRow{}, &tallyRow{},
	}
	tables := map[string]map[string]bool{}
	for _, row := range rows {
		s, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			t.Fatal(err)
		}
		tables[s.Table] = map[string]bool{}
		for _, f := range s.Fields {
			if f.DBName != "" && f.Creatable {
				tables[s.Table][f.DBName] = true
			}
		}
	}
	return tables
}

// Listed gives tables and columns as one sorted text, to compare.
func Listed(tables map[string]map[string]bool) string {
	var list []string
	for table, columns := range tables {
		for column := range columns {
			list = append(list, table+"."+column)
		}
	}
	sort.Strings(list)
	return strings.Join(list, "\n")
}

// Begin makes a database as the first version left it.
func Begin(t testing.TB, source string, texts ...string) {
	t.Helper()
	db := &DB{dialect: dialectSQLite, now: time.Now}
	open := openSQLite
	if strings.HasPrefix(source, "postgres") {
		db.dialect, open = dialectPostgres, openPostgres
	}
	if err := open(db, Options{Source: source}); err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		for _, statement := range strings.Split(text, ";\n") {
			if strings.TrimSpace(statement) == "" {
				continue
			}
			db.Run(t, statement)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// Run runs a statement, as an attacker or an older program would.
func (db *DB) Run(t testing.TB, sql string, args ...any) {
	t.Helper()
	if err := db.write.Exec(sql, args...).Error; err != nil {
		t.Fatal(err)
	}
}

// Try runs a statement that may be refused.
func (db *DB) Try(sql string) error { return db.write.Exec(sql).Error }
