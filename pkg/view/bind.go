// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"html/template"
	"text/template/parse"
)

// binder binds one page into the set of its language. What the page defines is
// its own, under a name that no other page has; so is its copy of a part that
// uses what the page defines. All else it shares with the other pages.
type binder struct {
	page   string
	set    *template.Template
	own    map[string]*parse.Tree // what the page defines
	shared map[string]*parse.Tree // parts, as they were read
}

// called is the name in the set of what is the page's own.
func (b binder) called(name string) string { return b.page + " " + name }

// bind adds a template of the page's own, and all of those that it uses.
func (b binder) bind(name string) error {
	if b.set.Lookup(b.called(name)) != nil {
		return nil
	}
	tree := b.own[name]
	if tree == nil {
		tree = b.shared[name].Copy()
	}
	if _, err := b.set.AddParseTree(b.called(name), tree); err != nil {
		return err
	}
	for _, used := range uses(tree.Root) {
		if !b.differs(used.Name) {
			continue
		}
		inner := used.Name
		used.Name = b.called(inner)
		if err := b.bind(inner); err != nil {
			return err
		}
	}
	return nil
}

// differs tells whether a template is another one on this page: it is the
// page's own, or uses what is.
func (b binder) differs(name string) bool {
	if b.own[name] != nil {
		return true
	}
	tree := b.shared[name]
	if tree == nil {
		return false // one that is nowhere is told of when the page is escaped
	}
	for _, used := range uses(tree.Root) {
		if used.Name != name && b.differs(used.Name) {
			return true
		}
	}
	return false
}

// uses gives the places where a list of nodes uses a template.
func uses(l *parse.ListNode) []*parse.TemplateNode {
	if l == nil {
		return nil
	}
	var found []*parse.TemplateNode
	branch := func(b parse.BranchNode) { found = append(append(found, uses(b.List)...), uses(b.ElseList)...) }
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TemplateNode:
			found = append(found, n)
		case *parse.IfNode:
			branch(n.BranchNode)
		case *parse.WithNode:
			branch(n.BranchNode)
		case *parse.RangeNode:
			branch(n.BranchNode)
		}
	}
	return found
}
