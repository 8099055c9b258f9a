// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// Dump gives every row of every table as sorted lines, so that two moments can
// be compared whole: what a test did not think of shows as well.
func (db *DB) Dump(t testing.TB) string {
	t.Helper()
	var lines []string
	for table, columns := range db.Columns(t) {
		names := slices.Sorted(maps.Keys(columns))
		rows, err := db.read.Table(table).Select(names).Rows()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values, places := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				places[i] = &values[i]
			}
			if err := rows.Scan(places...); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, table+" "+row(names, values))
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func row(names []string, values []any) string {
	var cells []string
	for i, v := range values {
		if raw, ok := v.([]byte); ok {
			v = string(raw) // an id that lies in sealed bytes must be found too
		}
		cells = append(cells, fmt.Sprintf("%s=%v", names[i], v))
	}
	return strings.Join(cells, " ")
}

// Differs lists what is in only one of two dumps, with a sign for which.
func Differs(before, after string) string {
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	var lines []string
	for _, l := range was {
		if !slices.Contains(is, l) {
			lines = append(lines, "- "+l)
		}
	}
	for _, l := range is {
		if !slices.Contains(was, l) {
			lines = append(lines, "+ "+l)
		}
	}
	return strings.Join(lines, "\n")
}
