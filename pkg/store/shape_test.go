// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"opgelucht/pkg/pgtest"
)

// shapes ask a database what its tables are: columns with what they hold,
// indexes, and what hangs on what. Each answers in the words of SQLite.
var shapes = map[string][]string{
	dialectSQLite: {
		`SELECT m.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" OR c.pk THEN ' NOT NULL' ELSE '' END
		 FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'`,
		`SELECT m.name || CASE WHEN l."unique" THEN ' unique ' ELSE ' index ' END ||
		   (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))
		 FROM sqlite_master m JOIN pragma_index_list(m.name) l WHERE m.type = 'table'`,
		`SELECT m.name || '.' || f."from" || ' is of ' || f."table" || '.' || f."to" || ' ' || f.on_delete
		 FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
	},
	dialectPostgres: {
		`SELECT table_name || '.' || column_name || ' ' ||
		   CASE data_type WHEN 'bytea' THEN 'BLOB' WHEN 'bigint' THEN 'INTEGER' ELSE upper(data_type) END ||
		   CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
		 FROM information_schema.columns WHERE table_schema = 'public'`,
		`SELECT t.relname || CASE WHEN i.indisunique THEN ' unique ' ELSE ' index ' END ||
		   (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (att, n)
		    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att)
		 FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace WHERE s.nspname = 'public'`,
		`SELECT t.relname || '.' || a.attname || ' is of ' || o.relname || '.' || b.attname || ' ' ||
		   CASE c.confdeltype WHEN 'a' THEN 'NO ACTION' ELSE c.confdeltype::text END
		 FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid = c.confrelid
		 JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
		 JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = c.confkey[1] WHERE c.contype = 'f'`,
	},
}

func shape(t *testing.T, source string) []string {
	t.Helper()
	db, err := Open(context.Background(), Options{Source: source, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }() // only read
	var lines []string
	for _, q := range shapes[db.dialect] {
		var list []string
		if err := db.read.Raw(q).Scan(&list).Error; err != nil {
			t.Fatal(err)
		}
		if len(list) == 0 {
			t.Fatalf("nothing is told by %s", q)
		}
		lines = append(lines, list...)
	}
	slices.Sort(lines)
	return slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "migrations") }) // made by the code, not by a file
}

// What one database refuses or finds quickly, the other must too: the two
// files of a migration are written by hand.
func TestTables_refuseAndFindTheSameInBothDatabases(t *testing.T) {
	small, large := shape(t, filepath.Join(t.TempDir(), "test.db")), shape(t, pgtest.New(t))
	for _, l := range small {
		if !slices.Contains(large, l) {
			t.Errorf("only in SQLite: %s", l)
		}
	}
	for _, l := range large {
		if !slices.Contains(small, l) {
			t.Errorf("only in PostgreSQL: %s", l)
		}
	}
}

// What hangs on a case must go with it by the hand of the code; that it is on
// the list of what goes is checked here, for tables that are still to come.
func TestTables_everyOneWithACaseHangsOnItByAKey(t *testing.T) {
	db := openFile(t)
	lines := shape(t, filepath.Join(t.TempDir(), "test.db"))
	for table, columns := range db.Columns(t) {
		if columns["case_id"] && !slices.Contains(lines, table+".case_id is of cases.id NO ACTION") {
			t.Errorf("%s has a case_id that hangs on no case: erasing could forget it unseen", table)
		}
	}
}

func TestMigrations_areNumberedAlikeForBothDatabases(t *testing.T) {
	small, err := readMigrations(dialectSQLite)
	if err != nil {
		t.Fatal(err)
	}
	large, err := readMigrations(dialectPostgres)
	if err != nil {
		t.Fatal(err)
	}
	if len(small) != len(large) || len(small) == 0 {
		t.Fatalf("%d for SQLite and %d for PostgreSQL", len(small), len(large))
	}
	for i := range small {
		if small[i].no != i+1 || small[i].name != large[i].name {
			t.Errorf("number %d is %s and %s", i+1, small[i].name, large[i].name)
		}
	}
}
