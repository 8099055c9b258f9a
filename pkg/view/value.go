// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"text/template/parse"
)

// pipe gives the value of a pipe of one command.
func (p *press) pipe(pipe *parse.PipeNode) (value, error) {
	if len(pipe.Cmds) != 1 || len(pipe.Decl) > 0 {
		return nil, errOdd
	}
	return p.command(pipe.Cmds[0])
}

func (p *press) command(c *parse.CommandNode) (value, error) {
	name, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok {
		if len(c.Args) != 1 {
			return nil, errOdd
		}
		return p.argument(c.Args[0])
	}
	args := make([]value, len(c.Args)-1)
	for i, n := range c.Args[1:] {
		var err error
		if args[i], err = p.argument(n); err != nil {
			return nil, err
		}
	}
	return p.function(name.Ident, args)
}

func (p *press) argument(n parse.Node) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(s *scope) (reflect.Value, error) { return s.dot, nil }, nil
	case *parse.FieldNode:
		return fields(func(s *scope) (reflect.Value, error) { return s.dot, nil }, n.Ident), nil
	case *parse.VariableNode:
		at := slices.Index(p.names, n.Ident[0])
		if at < 0 || slices.Contains(p.names[at+1:], n.Ident[0]) {
			return nil, errOdd
		}
		return fields(func(s *scope) (reflect.Value, error) { return s.vars[at], nil }, n.Ident[1:]), nil
	case *parse.StringNode:
		return always(n.Text), nil
	case *parse.NumberNode:
		if !n.IsInt {
			return nil, errOdd
		}
		return always(int(n.Int64)), nil
	case *parse.BoolNode:
		return always(n.True), nil
	case *parse.PipeNode:
		return p.pipe(n)
	}
	return nil, errOdd
}

func always(v any) value {
	one := reflect.ValueOf(v)
	return func(*scope) (reflect.Value, error) { return one, nil }
}

// inside gives what an interface holds.
func inside(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// lastType remembers what was found out about a type. At one place of a page it
// is nearly always the same.
type lastType struct{ last atomic.Pointer[foundOut] }

type foundOut struct {
	of   reflect.Type
	path []int
}

func (l *lastType) of(t reflect.Type, find func(reflect.Type) []int) []int {
	if f := l.last.Load(); f != nil && f.of == t {
		return f.path
	}
	f := &foundOut{t, find(t)}
	l.last.Store(f)
	return f.path
}

// fields follows names of fields.
func fields(get value, names []string) value {
	for _, name := range names {
		get = field(get, name)
	}
	return get
}

func field(get value, name string) value {
	var known lastType
	key := reflect.ValueOf(name)
	find := func(t reflect.Type) []int {
		f, ok := t.FieldByName(name)
		if _, method := reflect.PointerTo(t).MethodByName(name); !ok || method || !f.IsExported() {
			return nil
		}
		return f.Index
	}
	return func(s *scope) (reflect.Value, error) {
		v, err := get(s)
		if err != nil {
			return v, err
		}
		if v = inside(v); v.Kind() == reflect.Pointer && !v.IsNil() {
			v = v.Elem()
		}
		switch v.Kind() {
		case reflect.Map:
			if v.Type().Key().Kind() == reflect.String && v.Type().Key().PkgPath() == "" {
				return inside(v.MapIndex(key)), nil
			}
		case reflect.Struct:
			if path := known.of(v.Type(), find); path != nil {
				v, err := v.FieldByIndexErr(path)
				return inside(v), err
			}
		}
		return reflect.Value{}, errOdd
	}
}

// truth is what if asks.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0
	case reflect.Struct:
		return true
	}
	return !v.IsZero()
}

// function gives a call of a function of the language or of ours.
func (p *press) function(name string, args []value) (value, error) {
	switch name {
	case "and", "or":
		return choice(name == "or", args), nil
	case "not":
		if len(args) == 1 {
			return tells(args, func(v []reflect.Value) (bool, error) { return !truth(v[0]), nil }), nil
		}
	case "eq", "ne", "lt", "le", "gt", "ge":
		if len(args) == 2 {
			return tells(args, comparison(name)), nil
		}
	case "len":
		if len(args) == 1 {
			return length(args[0]), nil
		}
	case "printf":
		return called(reflect.ValueOf(fmt.Sprintf), args), nil
	}
	if f, ok := p.funcs[name]; ok {
		return called(reflect.ValueOf(f), args), nil
	}
	return nil, errOdd
}

func length(get value) value {
	return func(s *scope) (reflect.Value, error) {
		v, err := get(s)
		if err != nil || v.Kind() != reflect.Slice {
			return v, errors.Join(err, errOdd)
		}
		return reflect.ValueOf(v.Len()), nil
	}
}

// choice is or, the first that is true, or and, the first that is not; else the last.
func choice(or bool, args []value) value {
	return func(s *scope) (v reflect.Value, err error) {
		for _, get := range args {
			if v, err = get(s); err != nil || truth(v) == or {
				break
			}
		}
		return v, err
	}
}

var yes, no = reflect.ValueOf(true), reflect.ValueOf(false)

func tells(args []value, judge func([]reflect.Value) (bool, error)) value {
	return func(s *scope) (reflect.Value, error) {
		var room [2]reflect.Value
		v := room[:len(args)]
		for i, get := range args {
			var err error
			if v[i], err = get(s); err != nil {
				return v[i], err
			}
		}
		ok, err := judge(v)
		if ok {
			return yes, err
		}
		return no, err
	}
}

// comparison compares two texts or two whole numbers.
func comparison(name string) func(v []reflect.Value) (bool, error) {
	var order func(int) bool
	switch name {
	case "eq":
		order = func(c int) bool { return c == 0 }
	case "ne":
		order = func(c int) bool { return c != 0 }
	case "lt":
		order = func(c int) bool { return c < 0 }
	case "le":
		order = func(c int) bool { return c <= 0 }
	case "gt":
		order = func(c int) bool { return c > 0 }
	case "ge":
		order = func(c int) bool { return c >= 0 }
	}
	return func(v []reflect.Value) (bool, error) {
		a, b := inside(v[0]), inside(v[1])
		switch {
		case a.Kind() == reflect.String && b.Kind() == reflect.String:
			return order(compare(a.String(), b.String())), nil
		case a.CanInt() && b.CanInt():
			return order(compare(a.Int(), b.Int())), nil
		}
		return false, errOdd
	}
}

func compare[T int64 | string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// called calls a function of ours; what does not fit is odd.
func called(f reflect.Value, args []value) value {
	t := f.Type()
	return func(s *scope) (reflect.Value, error) {
		in := make([]reflect.Value, len(args))
		if n := t.NumIn(); len(in) < n-1 || (!t.IsVariadic() && len(in) != n) {
			return reflect.Value{}, errOdd
		}
		for i, get := range args {
			v, err := get(s)
			if err != nil {
				return v, err
			}
			want := t.In(min(i, t.NumIn()-1))
			if t.IsVariadic() && i >= t.NumIn()-1 {
				want = want.Elem()
			}
			if v = inside(v); !v.IsValid() || !v.Type().AssignableTo(want) {
				return v, errOdd
			}
			in[i] = v
		}
		out := f.Call(in)
		if len(out) == 2 && !out[1].IsNil() {
			return out[0], errOdd
		}
		return inside(out[0]), nil
	}
}
