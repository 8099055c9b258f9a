// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// A pressed page is a page of html/template, escaped by it and settled, made
// ready to be written quickly: text/template looks every field up by its name
// each time and calls every escaper by reflection, a press looks once.
//
// It knows only what our pages are made of. Whatever it meets beside that, when
// the page is made or when it is written, is odd; and an odd page is written by
// html/template itself, which has the last word on errors too.
var errOdd = errors.New("view: odd")

// ink writes a part of a page.
type ink func(w *bytes.Buffer, s *scope) error

// value gives what an expression stands for; the zero Value is nothing.
type value func(s *scope) (reflect.Value, error)

// scope is what a part of a page sees: its dot, and the variables so far, of
// which the first is $.
type scope struct {
	dot  reflect.Value
	vars []reflect.Value
}

// shared is what the pages of one language have in common.
type shared struct {
	writers map[string]writer // by the escapers they run
	texts   map[string]string // each text of a layout is kept once
}

// same gives a text as it is kept.
func (s shared) same(text []byte) string {
	if have, ok := s.texts[string(text)]; ok {
		return have
	}
	s.texts[string(text)] = string(text)
	return string(text)
}

// writer writes a value as it must be escaped where it stands.
type writer func(w *bytes.Buffer, v reflect.Value) error

// press makes the parts of one page.
type press struct {
	page  *template.Template
	funcs template.FuncMap
	parts map[string]*ink // by name of the template
	names []string        // of the variables in sight
	shared
}

// pressed gives a page that writes itself, or errOdd. It keeps nothing of the
// tree of html/template, which is much larger.
func pressed(page *template.Template, funcs template.FuncMap, with shared) (ink, error) {
	p := &press{page: page, funcs: funcs, parts: map[string]*ink{}, shared: with}
	part, err := p.part(page.Name())
	if err != nil {
		return nil, err
	}
	return *part, nil
}

func (p *press) part(name string) (*ink, error) {
	if have := p.parts[name]; have != nil {
		return have, nil
	}
	given, _, derived := strings.Cut(name, "$htmltemplate_") // a part inside a tag, escaped for there where we cannot see it
	t := p.page.Lookup(given)
	if t == nil || t.Tree == nil || (derived && !mereText(t.Tree.Root)) {
		return nil, errOdd
	}
	made := new(ink)
	p.parts[name] = made // before it is made: a part may use itself
	outer := p.names
	p.names = []string{"$"}
	body, err := p.list(t.Tree.Root)
	p.names = outer
	*made = func(w *bytes.Buffer, s *scope) error {
		return body(w, &scope{dot: s.dot, vars: append(make([]reflect.Value, 0, 4), s.dot)})
	}
	return made, err
}

// mereText tells whether a part has nothing in it to escape.
func mereText(l *parse.ListNode) bool {
	return !slices.ContainsFunc(l.Nodes, func(n parse.Node) bool {
		text, ok := n.(*parse.TextNode)
		return !ok || bytes.ContainsAny(text.Text, "<>\"'&")
	})
}

func (p *press) list(l *parse.ListNode) (ink, error) {
	if l == nil {
		return func(*bytes.Buffer, *scope) error { return nil }, nil
	}
	before := len(p.names)
	defer func() { p.names = p.names[:before] }()
	var all []ink
	for _, n := range l.Nodes {
		one, err := p.node(n)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return func(w *bytes.Buffer, s *scope) error {
		for _, write := range all {
			if err := write(w, s); err != nil {
				return err
			}
		}
		s.vars = s.vars[:before]
		return nil
	}, nil
}

func (p *press) node(n parse.Node) (ink, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		text := p.same(n.Text)
		return func(w *bytes.Buffer, _ *scope) error { _, err := w.WriteString(text); return err }, nil
	case *parse.ActionNode:
		return p.action(n.Pipe)
	case *parse.IfNode:
		return p.branch(&n.BranchNode, false)
	case *parse.WithNode:
		return p.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		return p.ranges(&n.BranchNode)
	case *parse.TemplateNode:
		return p.call(n)
	}
	return nil, errOdd
}

// action writes a value, or keeps it in a variable.
func (p *press) action(pipe *parse.PipeNode) (ink, error) {
	first, escapers, ok := escapedBy(pipe)
	if !ok {
		return nil, errOdd
	}
	get, err := p.command(first)
	if err != nil {
		return nil, err
	}
	if len(pipe.Decl) > 0 {
		return p.keep(pipe, get)
	}
	write, err := p.writer(escapers)
	if err != nil {
		return nil, err
	}
	return func(w *bytes.Buffer, s *scope) error {
		v, err := get(s)
		if err != nil {
			return err
		}
		return write(w, v)
	}, nil
}

func (p *press) keep(pipe *parse.PipeNode, get value) (ink, error) {
	if len(pipe.Decl) != 1 || pipe.IsAssign {
		return nil, errOdd
	}
	p.names = append(p.names, pipe.Decl[0].Ident[0])
	return func(_ *bytes.Buffer, s *scope) error {
		v, err := get(s)
		s.vars = append(s.vars, v)
		return err
	}, nil
}

// branch is if, and with, which moves the dot.
func (p *press) branch(b *parse.BranchNode, moves bool) (ink, error) {
	get, err := p.pipe(b.Pipe)
	if err != nil {
		return nil, err
	}
	yes, err1 := p.list(b.List)
	no, err2 := p.list(b.ElseList)
	return func(w *bytes.Buffer, s *scope) error {
		v, err := get(s)
		if err != nil {
			return err
		}
		if !truth(v) {
			return no(w, s)
		}
		if !moves {
			return yes(w, s)
		}
		outer := s.dot
		s.dot = v
		err = yes(w, s)
		s.dot = outer
		return err
	}, errors.Join(err1, err2)
}

func (p *press) ranges(b *parse.BranchNode) (ink, error) {
	bare := *b.Pipe
	bare.Decl = nil
	get, err := p.pipe(&bare)
	if err != nil {
		return nil, err
	}
	before := len(p.names)
	defer func() { p.names = p.names[:before] }()
	for _, name := range b.Pipe.Decl {
		p.names = append(p.names, name.Ident[0])
	}
	named := len(b.Pipe.Decl)
	each, err1 := p.list(b.List)
	none, err2 := p.list(b.ElseList)
	return func(w *bytes.Buffer, s *scope) error {
		v, err := get(s)
		if err != nil {
			return err
		}
		if v.Kind() != reflect.Slice {
			return errOdd
		}
		if v.Len() == 0 {
			return none(w, s)
		}
		outer := s.dot
		for i := range v.Len() {
			s.dot = inside(v.Index(i))
			switch s.vars = s.vars[:before]; named {
			case 1:
				s.vars = append(s.vars, s.dot)
			case 2:
				s.vars = append(s.vars, reflect.ValueOf(i), s.dot)
			}
			if err := each(w, s); err != nil {
				return err
			}
		}
		s.dot, s.vars = outer, s.vars[:before]
		return nil
	}, errors.Join(err1, err2)
}

// call writes another template, with a dot of its own.
func (p *press) call(n *parse.TemplateNode) (ink, error) {
	part, err := p.part(n.Name)
	if err != nil {
		return nil, err
	}
	get := func(*scope) (reflect.Value, error) { return reflect.Value{}, nil }
	if n.Pipe != nil {
		if get, err = p.pipe(n.Pipe); err != nil {
			return nil, err
		}
	}
	return func(w *bytes.Buffer, s *scope) error {
		v, err := get(s)
		if err != nil {
			return err
		}
		return (*part)(w, &scope{dot: v})
	}, nil
}

// escapedBy takes a pipe apart: what is written, and what html/template put
// behind it.
func escapedBy(pipe *parse.PipeNode) (first *parse.CommandNode, escapers []*parse.CommandNode, ok bool) {
	for _, c := range pipe.Cmds[1:] {
		name, ok := c.Args[0].(*parse.IdentifierNode)
		if !ok || len(c.Args) != 1 || !strings.HasPrefix(name.Ident, "_html_template_") {
			return nil, nil, false
		}
	}
	return pipe.Cmds[0], pipe.Cmds[1:], true
}

// writer gives what writes a value behind escapers. Texts and whole numbers in
// text or in a quoted attribute it writes itself; whatever else there is goes
// through the escapers of html/template.
func (p *press) writer(escapers []*parse.CommandNode) (writer, error) {
	whole, err := p.trueWriter(escapers)
	if err != nil || len(escapers) != 1 || !plainly[escapers[0].Args[0].String()] {
		return whole, err
	}
	var known lastType
	return func(w *bytes.Buffer, v reflect.Value) error {
		v = inside(v)
		switch {
		case !v.IsValid():
			return errOdd
		case known.of(v.Type(), ordinary) == nil:
			return whole(w, v)
		case v.Kind() == reflect.String:
			_, err := escaped.WriteString(w, v.String())
			return err
		case v.CanInt():
			_, err := w.Write(strconv.AppendInt(w.AvailableBuffer(), v.Int(), 10))
			return err
		}
		return whole(w, v)
	}, nil
}

// ordinary tells whether a type is written as it is: it has no way of its own to
// write itself, and html/template does not take it for something safe.
func ordinary(t reflect.Type) []int {
	if t.PkgPath() == "html/template" || t.Implements(stringer) || t.Implements(failure) {
		return nil
	}
	return []int{}
}

var (
	stringer = reflect.TypeFor[fmt.Stringer]()
	failure  = reflect.TypeFor[error]()
)

// trueWriter writes with the escapers of html/template themselves: addresses,
// and whatever else there may be.
func (p *press) trueWriter(escapers []*parse.CommandNode) (writer, error) {
	if len(escapers) == 0 {
		return nil, errOdd
	}
	key := fmt.Sprint(escapers)
	if have := p.writers[key]; have != nil {
		return have, nil
	}
	one, err := template.New("").Parse("{{.}}")
	if err != nil {
		return nil, err
	}
	if err := one.Execute(io.Discard, ""); err != nil { // after this it is escaped, and stays as we make it
		return nil, err
	}
	pipe := one.Tree.Root.Nodes[0].(*parse.ActionNode).Pipe
	pipe.Cmds = append(pipe.Cmds[:1:1], escapers...)
	unharmed := !slices.ContainsFunc(escapers, func(c *parse.CommandNode) bool { return !leaving[c.Args[0].String()] })
	p.writers[key] = func(w *bytes.Buffer, v reflect.Value) error {
		v = inside(v)
		switch {
		case !v.IsValid():
			return errOdd
		case unharmed && v.Type() == text && harmless(v.String()):
			_, err := w.WriteString(v.String())
			return err
		}
		return one.Execute(w, v.Interface())
	}
	return p.writers[key], nil
}

var text = reflect.TypeFor[string]()

// leaving are the escapers that leave what is harmless as it is.
var leaving = map[string]bool{
	"_html_template_urlfilter": true, "_html_template_urlnormalizer": true, "_html_template_attrescaper": true, "_html_template_htmlescaper": true,
}

// harmless tells whether a text has only letters, digits and slashes, as most
// addresses of ours do: there is nothing in it to filter or to escape.
func harmless(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '/':
		default:
			return false
		}
	}
	return true
}
