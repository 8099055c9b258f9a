// SPDX-License-Identifier: EUPL-1.2

package content

import "fmt"

// At makes a problem at the place of a node.
func (n *Node) At(say, advice Words) Problem {
	return Problem{File: n.File, Line: n.Line, Column: n.Column, Say: say, Advice: advice}
}

// Place gives the place of a node without what stands there, for who keeps places
// for long.
func (n *Node) Place() *Node {
	return &Node{Kind: n.Kind, File: n.File, Line: n.Line, Column: n.Column}
}

// Field gives the value of a name; nil when it is absent.
func (n *Node) Field(key string) *Node {
	if n == nil || n.Kind != Map {
		return nil
	}
	return n.fields[key]
}

// Key gives the place of a name, for a problem about the name itself.
func (n *Node) Key(key string) *Node {
	if k := n.keyAt[key]; k != nil {
		return k
	}
	return n
}

// Str gives the text of a name; empty when it is absent.
func (n *Node) Str(key string) string {
	if f := n.Field(key); f != nil && f.Kind == Text {
		return f.Value
	}
	return ""
}

// Only complains about names that are not on the list, with the nearest one
// that is, and about names that must be there and are not (those with a "!").
func (n *Node) Only(names ...string) []Problem {
	var problems []Problem
	if n.Kind != Map {
		return []Problem{n.At(Words{"Hier horen namen met waarden te staan.", "Names with values belong here."}, Words{"Bijvoorbeeld: title: Mijn titel", "For example: title: My title"}).Named("shape")}
	}
	known := make([]string, 0, len(names))
	for _, name := range names {
		if l := len(name) - 1; name[l] == '!' {
			name = name[:l]
			if n.Field(name) == nil {
				problems = append(problems, n.At(Words{"'" + name + "' ontbreekt.", "'" + name + "' is missing."}, Words{}).Named("missing-key"))
			}
		}
		known = append(known, name)
	}
	for _, key := range n.Keys {
		if !contains(known, key) {
			problems = append(problems, n.Key(key).At(Words{"'" + key + "' ken ik hier niet.", "I do not know '" + key + "' here."}, Nearest(key, known)).Named("unknown-key"))
		}
	}
	return problems
}

// Want complains when a node is not of a kind.
func (n *Node) Want(k Kind) []Problem {
	if n == nil || n.Kind == k {
		return nil
	}
	say := map[Kind]Words{
		Text: {"Hier hoort één tekst te staan.", "One text belongs here."},
		List: {"Hier hoort een lijst te staan.", "A list belongs here."},
		Map:  {"Hier horen namen met waarden te staan.", "Names with values belong here."},
	}[k]
	advice := Words{}
	if k == List {
		advice = Words{"Begin elke regel met een streepje en een spatie.", "Begin each line with a dash and a space."}
	}
	return []Problem{n.At(say, advice).Named("shape")}
}

// Texts gives the texts of a list.
func (n *Node) Texts() []string {
	if n == nil || n.Kind != List {
		return nil
	}
	var out []string
	for _, item := range n.Items {
		if item.Kind == Text {
			out = append(out, item.Value)
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// Nearest gives "did you mean …?" for the closest of known words, or nothing
// when none is close.
func Nearest(word string, known []string) Words {
	best, least := "", 1+len([]rune(word))/3
	for _, k := range known {
		if d := distance(word, k); d <= least {
			best, least = k, d-1
		}
	}
	if best == "" {
		return Words{}
	}
	return Words{fmt.Sprintf("Bedoelde je '%s'?", best), fmt.Sprintf("Did you mean '%s'?", best)}
}

// distance counts the letters to change, add or drop to get from a to b; a swap
// of neighbours counts as one.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range y {
		d[0][j+1] = j + 1
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}
