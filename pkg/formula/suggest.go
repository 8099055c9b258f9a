// SPDX-License-Identifier: EUPL-1.2

package formula

import "strings"

// nearest finds the word that was probably meant, when one is near enough: one
// slip per three letters, at most three. Of equally near words the first in
// the alphabet, so that a message never changes by itself.
func nearest(word string, candidates []string) (string, bool) {
	word = strings.ToLower(word)
	best, slips := "", min(max(len(word)/3, 1), 3)+1
	for _, candidate := range candidates {
		if abs(len(candidate)-len(word)) >= slips+1 {
			continue
		}
		d := distance(word, strings.ToLower(candidate))
		if d < slips || d == slips && best != "" && candidate < best {
			best, slips = candidate, d
		}
	}
	return best, best != ""
}

func abs(n int) int { return max(n, -n) }

// distance counts slips: a letter too many, too few, wrong, or two swapped.
func distance(a, b string) int {
	if len(a) > 80 || len(b) > 80 {
		return 80
	}
	before, previous, current := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		for j := 1; j <= len(b); j++ {
			current[j] = min(previous[j]+1, current[j-1]+1, previous[j-1]+cost(a[i-1] != b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous, current = previous, current, before
	}
	return previous[len(b)]
}

func cost(differs bool) int {
	if differs {
		return 1
	}
	return 0
}
