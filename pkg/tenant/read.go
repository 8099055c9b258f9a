// SPDX-License-Identifier: EUPL-1.2

package tenant

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"opgelucht/pkg/calendar"
	"opgelucht/pkg/content"
)

// Spoken are the languages that the service speaks.
var Spoken = []string{"nl", "en"}

var (
	slug = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)
	host = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`)
	span = regexp.MustCompile(`^([01]\d|2[0-3])[.:]([0-5]\d)-([01]\d|2[0-4])[.:]([0-5]\d)$`)
	days = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
)

// reading collects what is wrong while a file is read.
type reading struct {
	Options
	problems []content.Problem
}

func (r *reading) say(n *content.Node, nl, en string) {
	r.problems = append(r.problems, n.At(content.Words{NL: nl, EN: en}, content.Words{}))
}

// Parse reads one municipality's file.
func Parse(file string, text []byte, o Options) (*Tenant, []content.Problem) {
	n, problems := content.Parse(file, text)
	if n == nil || len(content.Errors(problems)) > 0 {
		return nil, problems
	}
	r := &reading{Options: o, problems: problems}
	r.problems = append(r.problems, n.Only("name!", "hosts", "languages", "embedders", "answer_workdays", "hours", "closures", "help!", "links", "exit")...)
	t := &Tenant{
		ID: idOf(file), Name: n.Str("name"), Languages: []string{"nl"}, AnswerWorkdays: 2, week: calendar.OfficeWeek(),
		Hosts: n.Field("hosts").Texts(), Embedders: n.Field("embedders").Texts(), Exit: n.Str("exit"),
	}
	if !slug.MatchString(string(t.ID)) {
		r.say(n, "De naam van het bestand mag alleen kleine letters, cijfers en streepjes hebben.", "The name of the file may only hold small letters, digits and dashes.")
	}
	r.hosts(n, t)
	r.languages(n, t)
	r.embedders(n, t)
	r.hours(n, t)
	r.help(n, t)
	r.links(n, t)
	if f := n.Field("answer_workdays"); f != nil {
		d, err := strconv.Atoi(f.Value)
		if err != nil || d < 1 || d > 10 {
			r.say(f, "Kies een getal van 1 tot en met 10 werkdagen.", "Choose a number from 1 to 10 working days.")
		}
		t.AnswerWorkdays = d
	}
	t.cal = calendar.New(t.week, t.closures)
	return t, r.problems
}

func (r *reading) hosts(n *content.Node, t *Tenant) {
	r.problems = append(r.problems, n.Field("hosts").Want(content.List)...)
	for i, h := range t.Hosts {
		if t.Hosts[i] = strings.ToLower(h); !host.MatchString(t.Hosts[i]) {
			r.say(n.Field("hosts").Items[i], "Dit is geen hostnaam. Bijvoorbeeld: schuldhulp.gemeente.nl", "This is no host name. For example: schuldhulp.gemeente.nl")
		}
	}
}

func (r *reading) languages(n *content.Node, t *Tenant) {
	f := n.Field("languages")
	r.problems = append(r.problems, f.Want(content.List)...)
	if list := f.Texts(); len(list) > 0 {
		t.Languages = list
	}
	for i, l := range t.Languages {
		if !slices.Contains(Spoken, l) {
			r.say(f.Items[i], "Deze taal is er niet. Er zijn: "+strings.Join(Spoken, ", "), "There is no such language. There are: "+strings.Join(Spoken, ", "))
		}
	}
}

// embedders must be exact origins: a star would let any site frame us.
func (r *reading) embedders(n *content.Node, t *Tenant) {
	r.problems = append(r.problems, n.Field("embedders").Want(content.List)...)
	for i, e := range t.Embedders {
		u, err := url.Parse(e)
		exact := err == nil && u.Host != "" && e == u.Scheme+"://"+u.Host && !strings.Contains(e, "*")
		local := exact && u.Scheme == "http" && (u.Hostname() == "localhost" || strings.HasSuffix(u.Hostname(), ".localhost"))
		if !exact || (u.Scheme != "https" && (!local || !r.Development)) {
			r.say(n.Field("embedders").Items[i], "Schrijf het adres zonder pad, bijvoorbeeld https://www.gemeente.nl", "Write the origin without a path, for example https://www.gemeente.nl")
		}
	}
}

func (r *reading) hours(n *content.Node, t *Tenant) {
	t.closures = n.Field("closures").Texts()
	for i, day := range t.closures {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			r.say(n.Field("closures").Items[i], "Schrijf een dag als 2026-12-24.", "Write a day as 2026-12-24.")
		}
	}
	f := n.Field("hours")
	if f == nil {
		return
	}
	r.problems = append(r.problems, f.Only(days...)...)
	t.week = calendar.Week{}
	open := false
	for d, name := range days {
		if spans := f.Field(name); spans != nil {
			t.week[d] = r.spans(spans)
			open = open || len(t.week[d]) > 0
		}
	}
	if !open {
		r.say(f, "Er is geen enkele dag open.", "Not one day is open.")
	}
}

// spans reads "09.00-12.30", one or a list, in order and without overlap.
func (r *reading) spans(n *content.Node) []calendar.Span {
	items := n.Items
	if n.Kind == content.Text {
		items = []*content.Node{n}
	}
	var list []calendar.Span
	last := -1
	for _, item := range items {
		m := span.FindStringSubmatch(item.Value)
		if m == nil {
			r.say(item, "Schrijf uren als 09.00-17.00.", "Write hours as 09.00-17.00.")
			continue
		}
		s := calendar.Span{From: minutes(m[1], m[2]), To: minutes(m[3], m[4])}
		if s.From <= last || s.To <= s.From || s.To > 24*60 {
			r.say(item, "Deze uren lopen niet op.", "These hours do not go up.")
			continue
		}
		list, last = append(list, s), s.To
	}
	return list
}

func minutes(h, m string) int {
	hours, _ := strconv.Atoi(h) // the pattern allows digits only
	min, _ := strconv.Atoi(m)
	return hours*60 + min
}

func (r *reading) help(n *content.Node, t *Tenant) {
	f := n.Field("help")
	if f == nil {
		return
	}
	r.problems = append(r.problems, f.Only("desk!", "phone!", "opening!", "counter", "walk")...)
	t.Help = Help{Desk: f.Str("desk"), Phone: f.Str("phone"), Opening: f.Str("opening"), Counter: f.Str("counter"), Walk: f.Str("walk")}
	if p := f.Field("phone"); p != nil && len(Digits(p.Value)) < 3 {
		r.say(p, "Dit is geen telefoonnummer.", "This is no phone number.")
	}
}

// Digits gives the digits of a phone number, to dial.
func Digits(phone string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, phone)
}

func (r *reading) links(n *content.Node, t *Tenant) {
	f := n.Field("links")
	if f != nil {
		r.problems = append(r.problems, f.Only("privacy", "accessibility")...)
	}
	t.Links = Links{Privacy: f.Str("privacy"), Accessibility: f.Str("accessibility")}
	for _, at := range []*content.Node{f.Field("privacy"), f.Field("accessibility"), n.Field("exit")} {
		if at != nil && !strings.HasPrefix(at.Value, "https://") {
			r.say(at, "Schrijf een adres dat met https:// begint.", "Write an address that begins with https://.")
		}
	}
}

// New makes the text of a municipality's file, to fill in further.
func New(name string, hosts []string, phone string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "name: %q\n", name)
	if len(hosts) > 0 {
		fmt.Fprintf(&b, "hosts: [%s]\n", strings.Join(hosts, ", "))
	}
	fmt.Fprintf(&b, "languages: [nl, en]\nanswer_workdays: 2\nhelp:\n  desk: %q\n  phone: %q\n  opening: werkdagen 9 tot 17 uur\n", "Geldhulp "+name, phone)
	return b.String()
}
