// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
)

// Fmt gives the files of the folder that fmt changes: names in their usual
// order, the version raised where the logic changed, and versions.yaml. Comments,
// blank lines and quotes stay as the author wrote them; a file with mistakes is
// left alone.
func (f *Folder) Fmt() map[string]string {
	files := map[string]string{}
	locks := assignment.Locks(f.files)
	for _, id := range f.ids {
		file := path.Join(id, "assignment.yaml")
		root, def := f.assignment(id), (*assignment.Definition)(nil)
		if def, _ = f.Shelf.Get(id, "nl"); root == nil || def == nil {
			continue
		}
		lines := slices.Clone(f.source(file))
		if was, ok := locks[id]; ok && (was.Unlike(def) || def.Version < was.Version) {
			raise(lines, root.Field("version"), was.Version+1)
		}
		if text := assignmentForm.ordered(file, lines); text != strings.Join(f.source(file), "\n") {
			files[file] = text
		}
	}
	for _, file := range f.courses {
		if text := trajectoryForm.ordered(file, f.source(file)); text != strings.Join(f.source(file), "\n") {
			files[file] = text
		}
	}
	lock := f.With(files).lockText()
	if lock != strings.Join(f.source(assignment.LockFile), "\n") {
		files[assignment.LockFile] = lock
	}
	return files
}

var number = regexp.MustCompile(`^(\s*version:\s*)\d+`)

func raise(lines []string, at *content.Node, version int) {
	if at != nil {
		lines[at.Line-1] = number.ReplaceAllString(lines[at.Line-1], "${1}"+strconv.Itoa(version))
	}
}

// form is what the objects of a file are, and which one it begins with.
type form struct {
	keys   content.Format
	object string
}

var (
	assignmentForm = form{assignment.Keys, "assignment"}
	trajectoryForm = form{assignment.TrajectoryKeys, "trajectory"}
)

// ordered puts the names of every object in the order of the format. It moves
// whole lines, so that everything else stays as it was; when the result would not
// read the same, it gives the lines as they were.
func (o form) ordered(file string, lines []string) string {
	before := strings.Join(lines, "\n")
	if strings.ContainsAny(strings.ReplaceAll(before, "\r\n", "\n"), "\r\u0085\u2028\u2029") {
		return before // YAML ends a line there too: its numbers of lines are not ours
	}
	text := before
	for range 10 { // from the outside inwards: each round puts one depth right
		n, problems := content.Parse(file, []byte(text))
		if len(content.Errors(problems)) > 0 {
			return before
		}
		next := o.round(n, strings.Split(text, "\n"))
		if next == text {
			break
		}
		text = next
	}
	if flat(file, text) != flat(file, before) {
		return before
	}
	return text
}

// round puts the first object that is out of order in order.
func (o form) round(root *content.Node, lines []string) string {
	out := lines
	done := false
	o.each(root, o.object, func(n *content.Node, object string) {
		if !done {
			if moved := o.move(n, object, lines); moved != nil {
				out, done = moved, true
			}
		}
	})
	return strings.Join(out, "\n")
}

// each walks through the objects of a file, outer ones first.
func (o form) each(n *content.Node, object string, visit func(n *content.Node, object string)) {
	visit(n, object)
	for _, k := range o.keys[object] {
		v := n.Field(k.Name)
		switch {
		case v == nil || k.Of == "":
		case k.Is == content.Object:
			o.each(v, k.Of, visit)
		default:
			for _, item := range v.Inside() {
				if item.Kind == content.Map {
					o.each(item, k.Of, visit)
				}
			}
		}
	}
}

// move gives the lines with the names of one object in order; nil when they are.
func (o form) move(n *content.Node, object string, lines []string) []string {
	var order []string
	for _, k := range o.keys[object] {
		order = append(order, k.Name)
	}
	rank := func(key string) int {
		if i := slices.Index(order, key); i >= 0 {
			return i
		}
		return len(order)
	}
	want := slices.Clone(n.Keys)
	slices.SortStableFunc(want, func(a, b string) int { return rank(a) - rank(b) })
	if slices.Equal(want, n.Keys) {
		return nil
	}
	pieces, from, to, ok := cut(n, lines)
	if !ok {
		return nil
	}
	var middle []string
	for i, key := range want {
		piece := slices.Clone(pieces[key])
		if i == 0 {
			piece[len(piece)-height(piece)] = dashed(piece[len(piece)-height(piece)], n, lines)
		}
		middle = append(middle, piece...)
	}
	return slices.Concat(lines[:from], middle, lines[to:])
}

// height gives how many lines of a piece are no comment before it.
func height(piece []string) int {
	i := 0
	for i < len(piece)-1 && (strings.TrimSpace(piece[i]) == "" || strings.HasPrefix(strings.TrimSpace(piece[i]), "#")) {
		i++
	}
	return len(piece) - i
}

// dashed puts the dash of a list before the name that comes first now.
func dashed(line string, n *content.Node, lines []string) string {
	first := lines[n.Key(n.Keys[0]).Line-1]
	at := n.Key(n.Keys[0]).Column - 1
	if before := first[:at]; strings.Contains(before, "-") && len(line) >= at {
		return before + line[at:]
	}
	return line
}

// cut takes the lines of an object apart, by name. Comments directly above a
// name go with it. False when names share a line, as in {a: b}.
func cut(n *content.Node, lines []string) (pieces map[string][]string, from, to int, ok bool) {
	var starts []int
	for i, key := range n.Keys {
		at := n.Key(key)
		start := at.Line - 1
		before := lines[start][:min(at.Column-1, len(lines[start]))]
		if strings.Trim(before, " -") != "" || i > 0 && strings.TrimSpace(before) != "" {
			return nil, 0, 0, false
		}
		for i > 0 && start > starts[i-1]+1 && strings.HasPrefix(strings.TrimSpace(lines[start-1]), "#") && indent(lines[start-1]) == at.Column-1 {
			start--
		}
		if i > 0 && start <= starts[i-1] {
			return nil, 0, 0, false
		}
		starts = append(starts, start)
	}
	column := n.Key(n.Keys[0]).Column - 1
	to = end(lines, n.Key(n.Keys[len(n.Keys)-1]).Line, column)
	pieces = map[string][]string{}
	for i, key := range n.Keys {
		last := to
		if i+1 < len(starts) {
			last = starts[i+1]
		}
		piece := slices.Clone(lines[starts[i]:last])
		if i == 0 { // its dash goes to whatever comes first
			piece[0] = strings.Repeat(" ", column) + piece[0][column:]
		}
		pieces[key] = piece
	}
	return pieces, starts[0], to, true
}

// end gives the line after the value that begins before line from.
func end(lines []string, from, column int) int {
	last := from
	for i := from; i < len(lines); i++ {
		trimmed := strings.TrimSpace(lines[i])
		if trimmed == "" || strings.HasPrefix(trimmed, "#") && indent(lines[i]) <= column {
			continue
		}
		if indent(lines[i]) <= column && !(indent(lines[i]) == column && strings.HasPrefix(trimmed, "- ")) {
			break
		}
		last = i + 1
	}
	return last
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// flat writes what a file says without regard to order, to compare.
func flat(file, text string) string {
	n, problems := content.Parse(file, []byte(text))
	if len(content.Errors(problems)) > 0 {
		return fmt.Sprint(problems)
	}
	var write func(n *content.Node) string
	write = func(n *content.Node) string {
		switch n.Kind {
		case content.List:
			var parts []string
			for _, item := range n.Items {
				parts = append(parts, write(item))
			}
			return "[" + strings.Join(parts, ",") + "]"
		case content.Map:
			var parts []string
			for _, key := range slices.Sorted(slices.Values(n.Keys)) {
				parts = append(parts, strconv.Quote(key)+":"+write(n.Field(key)))
			}
			return "{" + strings.Join(parts, ",") + "}"
		}
		return strconv.Quote(n.Value)
	}
	return write(n)
}
