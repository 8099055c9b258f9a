// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// scale says how much is measured.
type scale struct {
	small, large  int // cases in the two work lists
	writers       int
	readers       int
	rounds        int
	workers       int
	crowd, alone  limits // a run of many at once, and of one at a time
	crowdTakes    int64  // assignments handed in in one run; each can be handed in once
	aloneTakes    int64
	warm          limits
	profile, idle time.Duration
}

// full is what `make bench` measures.
var full = scale{
	small: 1_000, large: 100_000, writers: 64, readers: 64, rounds: 5, workers: 16,
	crowd: limits{time: 3 * time.Second}, alone: limits{time: time.Second}, crowdTakes: 500, aloneTakes: 60,
	warm: limits{time: 300 * time.Millisecond, requests: 200}, profile: 6 * time.Second, idle: time.Second,
}

// quick measures every scenario for a short while, to see what a change does
// before `make bench` says how much.
var quick = scale{
	small: 100, large: 200, writers: 64, readers: 16, rounds: 3, workers: 16,
	crowd: limits{time: 1500 * time.Millisecond}, alone: limits{time: 300 * time.Millisecond}, crowdTakes: 150, aloneTakes: 20,
	warm: limits{time: 300 * time.Millisecond, requests: 200}, profile: 4 * time.Second, idle: time.Second,
}

// smoke runs everything once, to see that it works.
var smoke = scale{
	small: 10, large: 50, writers: 4, readers: 4, rounds: 1, workers: 2,
	crowd: limits{time: time.Second, requests: 4}, alone: limits{time: time.Second, requests: 2}, crowdTakes: 4, aloneTakes: 2,
	warm: limits{time: time.Second, requests: 2},
}

// takers is how many assignments one server is asked to take in, and one for
// the counting of statements.
func (s scale) takers() int {
	return int(s.warm.requests+int64(s.rounds)*(s.crowdTakes+s.aloneTakes)) + 1
}

// scenario is one thing that people do.
type scenario struct {
	name  string
	page  string // address on the floor
	house func(k *stock, n int64) []byte
	once  bool // each request can be made once only
	cheap bool // without stretching
	small bool // on the small work list

	sql    []string // what the house asks of the database for one request
	body   int      // bytes of its answer
	status int
}

func scenarios(s scale) []*scenario {
	list := func(n int) string { return "work list of " + thousands(n) }
	desk := func(k *stock, _ int64) []byte { return wire("/werkplek", k.desk.Cookie, "", "") }
	return []*scenario{
		{name: "start with a first message", page: "/start", house: first},
		{name: "start, without Argon2id", page: "/start", house: first, cheap: true},
		{name: "post a message", page: "/post", house: func(k *stock, n int64) []byte {
			v := k.writers[n%int64(len(k.writers))]
			return wire("/gesprek", v.Cookie, url.Values{"bericht": {clientText}, "vorm": {v.Form}}.Encode(), "")
		}},
		{name: fmt.Sprintf("read a conversation of %d", thread), page: "/read", house: func(k *stock, n int64) []byte {
			return wire("/gesprek", k.readers[n%int64(len(k.readers))].Cookie, "", "")
		}},
		{name: list(s.small), page: "/list", house: desk, small: true},
		{name: list(s.large), page: "/list", house: desk},
		{name: fmt.Sprintf("hand in an assignment of %d rows", rows), page: "/submit", once: true, house: func(k *stock, n int64) []byte {
			v := k.takers[n%int64(len(k.takers))]
			return wire("/opdracht/1/insturen", v.Cookie, url.Values{"vorm": {v.Form}}.Encode(), "")
		}},
	}
}

// first is the first message of someone new, each from another network.
func first(k *stock, n int64) []byte {
	from := fmt.Sprintf("10.%d.%d.1", n/256%256, n%256)
	return wire("/begin", "", url.Values{"bericht": {clientText}, "vorm": {k.stamp}}.Encode(), from)
}

// onFloor makes the same request to the floor: of the same size, to an answer
// of the same size.
func (sc *scenario) onFloor(k *stock, n int64) []byte {
	_, body, _ := strings.Cut(string(sc.house(k, n)), "\r\n\r\n")
	path, sign := sc.page, "?"
	if strings.Contains(path, "?") {
		sign = "&"
	}
	path += sign + "who=" + strconv.FormatInt(n, 10)
	if sc.status == http.StatusOK {
		path += "&shown=1&size=" + strconv.Itoa(sc.body)
	}
	return wire(path, "", body, "")
}

// probe makes each request once in this process, and notes its statements and
// the size of its answer.
func (k *stock) probe(list []*scenario) {
	k.t.Helper()
	server := &process{address: strings.TrimPrefix(k.web.URL, "http://")}
	exchange(k.t, server, wire("/werkplek", k.desk.Cookie, "", "")) // moves the idle time of the desk
	exchange(k.t, server, first(k, 1<<15))                          // finds out which team takes cases in
	for _, sc := range list {
		request := sc.house(k, 0)
		if sc.once {
			request = sc.house(k, int64(len(k.takers)-1))
		}
		var resp *http.Response
		sc.sql = k.listen(func() { resp = exchange(k.t, server, request) })
		sc.body, sc.status = int(resp.ContentLength), resp.StatusCode
	}
}

// exchange makes one request and gives the answer, with the length of its body.
func exchange(t testing.TB, server *process, request []byte) *http.Response {
	t.Helper()
	l := &lane{server: server}
	w := worker{lane: l}
	resp, err := w.once(request)
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, resp.Body)
	if err != nil || resp.StatusCode >= 400 {
		t.Fatalf("%.60q answers %d, %v", request, resp.StatusCode, err)
	}
	resp.ContentLength = n
	return resp
}

// Names of what a process of ours is told by its environment.
const (
	envRole    = "OPGELUCHT_BENCH_ROLE"
	envPlan    = "OPGELUCHT_BENCH_PLAN"
	envProfile = "OPGELUCHT_BENCH_PROFILE"
)

// floorBeside starts a floor on a copy of a filled folder.
func floorBeside(t testing.TB, k *stock, s scale, cheap bool) *process {
	t.Helper()
	data := copyOf(t, k.data)
	p := plan{
		Database: filepath.Join(data, "opgelucht.db"), Tenant: string(tenantID), Team: string(k.team), TeamKey: k.teamKey.Bytes(),
		Reader: string(k.readers[0].Case), Writer: string(k.writers[0].Case), Taker: string(k.takers[len(k.takers)-1].Case),
		Readers: s.readers, Writers: s.writers, Takes: s.takers(), Cheap: cheap,
	}
	raw, err := json.Marshal(p)
	k.must(err)
	file := filepath.Join(data, "plan.json")
	k.must(os.WriteFile(file, raw, 0o600))
	return begin(t, os.Args[0], []string{"-test.run=^$"}, envRole+"=floor", envPlan+"="+file)
}

// houseBeside starts a house of our own making on a copy of a filled folder:
// without stretching, or with a profile of its processor time.
func houseBeside(t testing.TB, k *stock, cheap bool, profile string) *process {
	t.Helper()
	env := []string{envRole + "=house", envProfile + "=" + profile, "OPGELUCHT_DATA=" + copyOf(t, k.data)}
	if cheap {
		env[0] = envRole + "=cheap house"
	}
	return begin(t, os.Args[0], []string{"-test.run=^$"}, env...)
}

// thousands writes a number with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
