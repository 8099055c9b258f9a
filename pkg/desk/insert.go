// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"opgelucht/pkg/casework"
	"opgelucht/pkg/sample"
	"opgelucht/pkg/web"
)

// insert puts a sample message in the box, below what stands there, with the
// blanks filled that the service knows; its assignment comes along.
func (d *Desk) insert(r *web.Request, o casework.Opened, reply *casework.Reply, id string) {
	lang := languageOf(r, o)
	m, ok := d.shelf.Of(r.Tenant.ID).Message(lang, id)
	if !ok || slices.Contains(reply.Samples, id) {
		return
	}
	if m.Attaches() {
		d.attach(r, reply, m.Assignment)
	}
	reply.Samples = append(reply.Samples, id)
	reply.Text = join(reply.Text, m.Fill(d.values(r, o, *reply, m)))
}

// join puts a message below a text, as one letter: one greeting, one signature.
func join(text, added string) string {
	text, added = strings.TrimSpace(text), strings.TrimSpace(added)
	if text == "" {
		return added
	}
	parts, more := strings.Split(text, "\n\n"), strings.Split(added, "\n\n")
	if greets(parts[0]) && greets(more[0]) && len(more) > 1 {
		more = more[1:]
	}
	if last := len(parts) - 1; last > 0 && parts[last] == more[len(more)-1] {
		parts = parts[:last]
	}
	return strings.Join(append(parts, more...), "\n\n")
}

// greets tells "Dag Merel," from a paragraph.
func greets(paragraph string) bool {
	return strings.HasSuffix(paragraph, ",") && !strings.Contains(paragraph, "\n")
}

// fillBlanks puts what was typed beside the box in the place of open blanks.
// Each field says which blank it is for: one that is gone takes its text along.
func fillBlanks(text string, form url.Values) string {
	blanks, values := sample.Unfilled(text), map[int]string{}
	for n := 1; form.Has("leeg." + strconv.Itoa(n)); n++ {
		no := strconv.Itoa(n)
		for i, b := range blanks {
			if _, taken := values[i]; !taken && b.Text == form.Get("leeg."+no) {
				values[i] = strings.TrimSpace(form.Get("invul." + no))
				break
			}
		}
	}
	for i := len(blanks) - 1; i >= 0; i-- {
		if values[i] != "" {
			text = text[:blanks[i].Start] + values[i] + text[blanks[i].End:]
		}
	}
	return text
}

// redate keeps the date in a sample message in step with the one that goes
// along: the page says which date its text names.
func (d *Desk) redate(r *web.Request, o casework.Opened, reply *casework.Reply) {
	was, now := dateIn(r.Field("genoemd")), d.agreed(r, *reply)
	if was == "" || len(reply.Samples) == 0 || was == casework.DateOf(now) {
		return
	}
	words := r.Speak(languageOf(r, o))
	reply.Text = strings.ReplaceAll(reply.Text, words.Day(was.Time(zone)), words.Day(now))
}

// telling is the length from which a line shows which message it came from.
const telling = 20

// stands tells whether something of a sample message is still in the text.
func (d *Desk) stands(r *web.Request, o casework.Opened, text, id string) bool {
	m, ok := d.shelf.Of(r.Tenant.ID).Message(languageOf(r, o), id)
	if !ok {
		return false
	}
	return slices.ContainsFunc(strings.Split(m.Body, "\n"), func(line string) bool {
		for _, part := range strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune("[]{}.?!", c) }) {
			if part = strings.TrimSpace(part); len(part) >= telling && strings.Contains(text, part) {
				return true
			}
		}
		return false
	})
}

// offer shows a sample message as it would come into this answer.
func (d *Desk) offer(r *web.Request, o casework.Opened, reply casework.Reply, m sample.Message) suggestion {
	s := suggest(m)
	s.In = slices.Contains(reply.Samples, m.ID)
	if m.Attaches() && !gives(reply, m.Assignment) {
		reply.Give = slices.Clone(reply.Give)
		d.attach(r, &reply, m.Assignment)
		if def, ok := d.shelf.Of(r.Tenant.ID).Assignment(m.Assignment, r.Language); ok {
			s.Gives = def.Title
		}
	}
	v := d.values(r, o, reply, m)
	s.Pieces = pieces(m.Body, func(b sample.Blank) (string, bool) {
		text := sample.Message{Body: b.Text}.Fill(v)
		return text, text != b.Text
	})
	return s
}

// suggest shows a sample message as it stands on the shelf: what the service
// fills in by itself counts as filled.
func suggest(m sample.Message) suggestion {
	return suggestion{
		ID: m.ID, Title: m.Title, Why: m.Purpose, Not: m.NotWhen,
		Pieces: pieces(m.Body, func(b sample.Blank) (string, bool) { return strings.Trim(b.Text, "{}"), b.Named }),
	}
}

// pieces cuts a message at its blanks; fill gives what stands there, and
// whether that is final.
func pieces(body string, fill func(sample.Blank) (string, bool)) []piece {
	var list []piece
	at := 0
	for _, b := range sample.Unfilled(body) {
		one := piece{Blank: "full"}
		var done bool
		if one.Text, done = fill(b); !done {
			one.Blank = "open"
		}
		list = append(list, piece{Text: body[at:b.Start]}, one)
		at = b.End
	}
	return append(list, piece{Text: strings.TrimRight(body[at:], "\n ")})
}

// filled are the values that the service put into the answer.
func (d *Desk) filled(r *web.Request, o casework.Opened, reply casework.Reply) []string {
	var list []string
	for _, id := range reply.Samples {
		m, ok := d.shelf.Of(r.Tenant.ID).Message(languageOf(r, o), id)
		if !ok {
			continue
		}
		v := d.values(r, o, reply, m)
		for _, value := range []string{v.Nickname, v.Assignment, v.Amount, v.Date, v.Counsellor} {
			if value != "" && strings.Contains(reply.Text, value) && !slices.Contains(list, value) {
				list = append(list, value)
			}
		}
	}
	return list
}
