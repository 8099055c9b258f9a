// SPDX-License-Identifier: EUPL-1.2

package view

import (
	"errors"
	"html/template"
	"io"
	"strconv"
	"strings"
	texttemplate "text/template"
	"text/template/parse"

	"opgelucht/pkg/locale"
)

// settler writes into the pages of one language what is the same for every
// reader, once and not with every answer: words without values, and addresses
// of files.
type settler struct {
	words *locale.Printer
	files *Static
}

// escape lets html/template decide how everything on a page is escaped where it
// stands.
func escape(page *template.Template) error {
	var bare texttemplate.ExecError // it has nothing to show, which is as it should be: escaping comes first
	if err := page.Execute(io.Discard, nil); err != nil && !errors.As(err, &bare) {
		return err
	}
	return nil
}

// settle settles what it can in a set of pages that are escaped.
func (s settler) settle(set *template.Template) {
	for _, t := range set.Templates() {
		if t.Tree != nil {
			s.list(t.Tree.Root)
		}
	}
}

func (s settler) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	settled := l.Nodes[:0]
	for _, n := range l.Nodes {
		n = s.node(n)
		if text, ok := n.(*parse.TextNode); ok && len(settled) > 0 {
			if before, ok := settled[len(settled)-1].(*parse.TextNode); ok {
				before.Text = append(before.Text[:len(before.Text):len(before.Text)], text.Text...)
				continue
			}
		}
		settled = append(settled, n)
	}
	clear(l.Nodes[len(settled):])
	l.Nodes = settled
}

func (s settler) node(n parse.Node) parse.Node {
	switch n := n.(type) {
	case *parse.ActionNode:
		if text, ok := s.text(n.Pipe); ok {
			return &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
		}
		s.pipe(n.Pipe)
	case *parse.IfNode:
		s.branch(&n.BranchNode)
	case *parse.WithNode:
		s.branch(&n.BranchNode)
	case *parse.RangeNode:
		s.branch(&n.BranchNode)
	case *parse.TemplateNode:
		s.pipe(n.Pipe)
	}
	return n
}

func (s settler) branch(b *parse.BranchNode) {
	s.pipe(b.Pipe)
	s.list(b.List)
	s.list(b.ElseList)
}

// pipe settles what stands in brackets inside an action, which is escaped where
// it comes out.
func (s settler) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		for i, arg := range c.Args {
			inner, ok := arg.(*parse.PipeNode)
			if !ok {
				continue
			}
			if text, ok := s.value(inner.Cmds[0]); ok && len(inner.Cmds) == 1 && len(inner.Decl) == 0 {
				c.Args[i] = &parse.StringNode{NodeType: parse.NodeString, Pos: inner.Pos, Quoted: strconv.Quote(text), Text: text}
				continue
			}
			s.pipe(inner)
		}
	}
}

// plainly are the escapers that html/template puts behind what stands in text
// or in a quoted attribute; addresses and the rest have others, and are left.
var plainly = map[string]bool{"_html_template_htmlescaper": true, "_html_template_attrescaper": true, "_html_template_rcdataescaper": true}

// escaped writes a text as those escapers do.
var escaped = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

// text gives what an action will always write.
func (s settler) text(p *parse.PipeNode) (string, bool) {
	if len(p.Cmds) != 2 || len(p.Decl) > 0 || len(p.Cmds[1].Args) != 1 {
		return "", false
	}
	escaper, ok := p.Cmds[1].Args[0].(*parse.IdentifierNode)
	if !ok || !plainly[escaper.Ident] {
		return "", false
	}
	text, ok := s.value(p.Cmds[0])
	return escaped.Replace(text), ok
}

// value gives what a command will always give: t or static, with one name.
func (s settler) value(c *parse.CommandNode) (string, bool) {
	if len(c.Args) != 2 {
		return "", false
	}
	do, ok := c.Args[0].(*parse.IdentifierNode)
	name, plain := c.Args[1].(*parse.StringNode)
	switch {
	case !ok || !plain:
		return "", false
	case do.Ident == "t":
		return s.words.T(name.Text, nil), true
	case do.Ident == "static":
		return s.files.Path(name.Text), true
	}
	return "", false
}
