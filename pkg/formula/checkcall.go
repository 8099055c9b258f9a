// SPDX-License-Identifier: EUPL-1.2

package formula

import "strings"

// aggregate checks sum, min, max, count, any and all over rows.
func (c *checker) aggregate(n *node) Type {
	if c.scalar(n) {
		return c.function(n)
	}
	if c.inAggregate {
		return c.fail(n, "nested", "split", "function", functionName(n.op))
	}
	rows, column, ok := c.rowsOf(n)
	if !ok {
		return Type{}
	}
	if rows.typ.Kind == Unknown {
		return c.blind(n, rows)
	}
	return c.overRows(n, rows, column)
}

// blind lets an aggregate over rows of Unknown kind pass; what is inside it
// cannot be checked.
func (c *checker) blind(n *node, rows found) Type {
	result := Type{}
	switch n.op {
	case opCount:
		result.Kind = NumberKind
	case opAny, opAll:
		result.Kind = YesNo
	}
	n.op, n.where, n.label = opUnknown, nil, rows.name
	c.names = put(c.names, rows.name)
	return result
}

// scalar turns max(left) into a function of one argument when left is no
// column of rows.
func (c *checker) scalar(n *node) bool {
	if n.op != opSmallest && n.op != opLargest || n.where != nil {
		return false
	}
	f, ok := c.find(n.name)
	if !ok || f.typ.Kind == Rows {
		return false
	}
	name := functionName(n.op)
	argument := &node{op: opName, name: n.name, at: n.at + int32(len(name)) + 1, end: n.end}
	n.op, n.name, n.kids = functions[name].op, name, []*node{argument}
	return true
}

func functionName(o op) string {
	for name, aggregate := range aggregates {
		if aggregate == o {
			return name
		}
	}
	for name, f := range functions {
		if f.op == o {
			return name
		}
	}
	return ""
}

// rowsOf splits "dossier.debts.owed" in the rows and the column: the longest
// name that is rows wins.
func (c *checker) rowsOf(n *node) (rows found, column string, ok bool) {
	for at := len(n.name); at > 0; at = strings.LastIndexByte(n.name[:at], '.') {
		t, exists := c.scope.TypeOf(n.name[:at])
		if exists && (t.Kind == Rows || t.Kind == Unknown) {
			return found{op: opName, name: n.name[:at], typ: t}, strings.TrimPrefix(n.name[at:], "."), true
		}
	}
	hint, function := "like_"+functionName(n.op), functionName(n.op)
	if f, exists := c.find(n.name); exists {
		c.fail(n, "not_rows", hint, "function", function, "name", f.name)
		return found{}, "", false
	}
	if suggest, near := nearest(n.name, c.rowNames(n.op)); near {
		c.fail(n, "not_rows", "did_you_mean", "function", function, "name", n.name, "suggest", suggest)
		return found{}, "", false
	}
	c.fail(n, "not_rows", hint, "function", function, "name", n.name)
	return found{}, "", false
}

// rowNames is what can stand in the aggregate: rows, or their columns.
func (c *checker) rowNames(o op) []string {
	var names []string
	for _, name := range c.scope.Names() {
		t, _ := c.scope.TypeOf(name)
		if t.Kind != Rows {
			continue
		}
		if o == opCount || o == opAny || o == opAll {
			names = append(names, name)
			continue
		}
		for _, column := range columnNames(t) {
			names = append(names, name+"."+column)
		}
	}
	return names
}

// overRows checks the column and the where of an aggregate over known rows.
func (c *checker) overRows(n *node, rows found, column string) Type {
	inner, group := c.inner, c.innerGroup
	c.inner, c.innerGroup, c.inAggregate = rows.typ.Columns, rows.name, true
	if c.inner == nil {
		c.inner = map[string]Type{}
	}
	result := c.aggregateColumn(n, rows, column)
	if n.where != nil {
		c.condition(n.where)
	}
	c.inner, c.innerGroup, c.inAggregate = inner, group, false
	n.name, n.label = rows.name, rows.name
	c.names = put(c.names, rows.name)
	return result
}

func (c *checker) aggregateColumn(n *node, rows found, column string) Type {
	function := functionName(n.op)
	switch n.op {
	case opCount, opAny, opAll:
		if column != "" {
			return c.failExtraColumn(n, rows, column)
		}
		if n.op == opCount {
			return Type{Kind: NumberKind}
		}
		if n.where == nil {
			return c.fail(n, "where_missing", "like_"+function, "function", function)
		}
		return Type{Kind: YesNo}
	}
	if column == "" {
		return c.fail(n, "column_missing", "like_"+function, "function", function, "rows", rows.name)
	}
	return c.summed(n, rows, column)
}

// failExtraColumn explains count(debts.urgent).
func (c *checker) failExtraColumn(n *node, rows found, column string) Type {
	f, ok := columnOf(rows.typ, column)
	switch {
	case !ok:
		return c.failColumn(n, rows.name, rows.typ, column)
	case f.typ.Kind == YesNo:
		return c.fail(n, "column_extra", "did_you_mean", "function", functionName(n.op), "rows", rows.name,
			"suggest", functionName(n.op)+"("+rows.name+" where "+column+")")
	}
	return c.fail(n, "column_extra", "like_"+functionName(n.op), "function", functionName(n.op), "rows", rows.name)
}

// summed checks the column of sum, min and max.
func (c *checker) summed(n *node, rows found, column string) Type {
	f, ok := columnOf(rows.typ, column)
	if !ok {
		return c.failColumn(n, rows.name, rows.typ, column)
	}
	n.column = &node{op: opColumn, name: f.name, part: f.part, kind: f.typ.Kind, label: joined(rows.name, f.name), at: n.at, end: n.end}
	kind := f.typ.Kind
	switch {
	case kind == MoneyPer:
		name := joined(rows.name, column)
		return c.fail(n, "per", "per_how", "name", name, "suggest", name)
	case kind == Unknown, kind == Money, kind == NumberKind, kind == Date && n.op != opSum:
		return f.typ
	}
	return c.fail(n, "argument", "like_"+functionName(n.op), "function", functionName(n.op), "found", kind.word())
}

// function checks the functions of plain arguments.
func (c *checker) function(n *node) Type {
	switch n.op {
	case opMin, opMax:
		return c.extreme(n)
	case opRoundUp, opRoundDown:
		return c.arguments(n, NumberKind, NumberKind)
	case opDivide:
		return c.divide(n)
	case opLaw:
		return c.law(n)
	case opNorm:
		return c.figure(n)
	}
	return c.arguments(n, Date, Date, NumberKind)
}

// arguments checks the kinds of the arguments, one by one.
func (c *checker) arguments(n *node, result Kind, want ...Kind) Type {
	for i, kid := range n.kids {
		t := c.value(kid)
		if c.problem == nil && t.Kind != want[i] && t.Kind != Unknown {
			c.fail(kid, "argument", "like_"+n.name, "function", n.name, "found", t.Kind.word())
		}
	}
	return Type{Kind: result}
}

// extreme is min or max of arguments of one kind.
func (c *checker) extreme(n *node) Type {
	result := Type{}
	for i, kid := range n.kids {
		t := c.value(kid)
		switch {
		case c.problem != nil || t.Kind == Unknown:
			continue
		case !ordered(t.Kind):
			return c.fail(kid, "argument", "like_"+n.name, "function", n.name, "found", t.Kind.word())
		case i > 0 && result.Kind != Unknown && result.Kind != t.Kind:
			return c.failMixed(n, kid, result, t)
		}
		result = t
	}
	return result
}

// failMixed explains max(left, 0): an amount and a number.
func (c *checker) failMixed(n, kid *node, first, t Type) Type {
	if kid.op == opLiteral && t.Kind == NumberKind && first.Kind == Money {
		return c.fail(kid, "mixed", "euro", "function", n.name, "left", first.Kind.word(), "right", t.Kind.word(),
			"suggest", "€ "+euroAmount(kid.value.Number()))
	}
	return c.fail(kid, "mixed", "", "function", n.name, "left", first.Kind.word(), "right", t.Kind.word())
}

// divide checks divide(amount, column): only where each row has a share, and
// the amount must be the same for all rows.
func (c *checker) divide(n *node) Type {
	if c.own == nil || c.inAggregate {
		return c.fail(n, "divide_outside", "")
	}
	amount, column := n.kids[0], n.kids[1]
	if t := c.value(amount); c.problem == nil && t.Kind != Money && t.Kind != Unknown {
		return c.fail(amount, "argument", "like_divide", "function", "divide", "found", t.Kind.word())
	}
	amount.visit(func(part *node) bool {
		if part.op == opOwn || part.op == opDivide {
			c.fail(part, "divide_row", "", "name", part.name)
		}
		return true
	})
	t := c.value(column)
	switch {
	case c.problem != nil:
	case column.op != opOwn:
		c.fail(column, "divide_column", "like_divide")
	case t.Kind != Money && t.Kind != NumberKind && t.Kind != Unknown:
		c.fail(column, "argument", "like_divide", "function", "divide", "found", t.Kind.word())
	}
	return Type{Kind: Money}
}
