// SPDX-License-Identifier: EUPL-1.2

package formula

import (
	"maps"
	"slices"
)

// Row is one row of a repeating group: a value for each column. A column that it
// does not have is not answered. The rows of a list share the names of their
// columns; there are few of those, so that looking through them beats a map.
type Row struct {
	names  []string
	values []Value
}

// NewRows makes n rows with these columns, not answered yet.
func NewRows(names []string, n int) []Row {
	rows, values := make([]Row, n), make([]Value, n*len(names)) // all in one piece
	for i := range rows {
		rows[i] = Row{names, values[i*len(names) : (i+1)*len(names) : (i+1)*len(names)]}
	}
	return rows
}

// RowOf makes a row of its values by column.
func RowOf(cells map[string]Value) Row {
	row := Row{names: slices.Sorted(maps.Keys(cells))}
	for _, name := range row.names {
		row.values = append(row.values, cells[name])
	}
	return row
}

// Get gives the value of a column.
func (r Row) Get(name string) Value {
	if v := r.ref(name); v != nil {
		return *v
	}
	return Value{}
}

func (r Row) ref(name string) *Value {
	for i, n := range r.names {
		if n == name {
			return &r.values[i]
		}
	}
	return nil
}

// Set fills in a column by its place among the names.
func (r Row) Set(column int, v Value) { r.values[column] = v }

// Clear takes all answers out.
func (r Row) Clear() { clear(r.values) }

// Called gives the row with each column named in a second way too: the name of
// the row before it, "debt.owed".
func (r Row) Called(row string) Row {
	twice := Row{slices.Clone(r.names), append(slices.Clone(r.values), r.values...)}
	for _, name := range r.names {
		twice.names = append(twice.names, row+"."+name)
	}
	return twice
}

// Equal says that two rows hold the same answers.
func (r Row) Equal(s Row) bool {
	holds := func(a, b Row) bool {
		return !slices.ContainsFunc(a.names, func(name string) bool { return !slices.Contains(b.names, name) || !a.Get(name).Equal(b.Get(name)) })
	}
	return holds(r, s) && holds(s, r)
}
