// SPDX-License-Identifier: EUPL-1.2

package formula

import "opgelucht/pkg/norm"

// op is what a node does.
type op uint8

const (
	opLiteral   op = iota
	opUnknown      // a name of Unknown rows: always not answered
	opName         // a name of the scope
	opOwn          // a column of the row the formula is for
	opColumn       // a column of the row an aggregate looks at
	opToday        // the day of Env
	opIf           // condition, then, else
	opOr           //
	opAnd          //
	opNot          //
	opCompare      // sign says how
	opIn           // list holds the literals
	opAnswered     // "is answered"
	opAdd          //
	opSub          //
	opMul          //
	opDiv          //
	opNeg          //
	opCall         // a function, before it is checked
	opSum          // aggregates: name is the group, column (or nil), where (or nil)
	opSmallest     //
	opLargest      //
	opCount        //
	opAny          //
	opAll          //
	opMin          // of arguments
	opMax          //
	opRoundUp      //
	opRoundDown    //
	opDivide       // amount, column
	opWorkdays     // date, number
	opDays         //
	opLaw          // a calculation of the law, by its name
	opNorm         // a figure of the law: "table.value", date
)

// node is one part of a formula. at and end are its place in the source, in
// characters from 0.
type node struct {
	op      op
	negated bool // "not in", "is not answered"
	words   bool // the list holds words alone
	part    part // of a MoneyPer name: per month or per year
	kind    Kind // of its value; set by the checker
	at, end int32
	name    string // of a name, function or group; the sign of a comparison
	label   string // how a missing answer is called: "debts.owed"
	value   *Value // of a literal
	kids    []*node
	*rare   // nil where none of it is needed
}

// rare is what few nodes have, so that the many stay small: two hundred
// assignments hold forty thousand.
type rare struct {
	list   []Value      // of "in"
	column *node        // of an aggregate
	where  *node        // of an aggregate
	norms  *norm.Tables // of a calculation or figure of the law
}

// part says which amount is taken from an amount with a period.
type part uint8

const (
	partNone part = iota
	partMonthly
	partYearly
)

var partWords = map[string]part{"monthly": partMonthly, "yearly": partYearly}

func isAggregate(o op) bool { return o >= opSum && o <= opAll }

// visit walks through the tree, parents first; false stops going deeper.
func (n *node) visit(f func(*node) bool) {
	if n == nil || !f(n) {
		return
	}
	for _, kid := range n.kids {
		kid.visit(f)
	}
	if n.rare != nil {
		n.column.visit(f)
		n.where.visit(f)
	}
}
