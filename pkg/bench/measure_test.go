// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// report is everything that was measured.
type report struct {
	scale        scale
	results      []*result
	small, large *stock
	ready        []time.Duration // starting the program, several times
	idle, most   float64         // memory in MiB
}

// result is one scenario.
type result struct {
	of           *scenario
	crowd, alone pair
	floorSQL     int // statements of the floor
	peak         float64
	requests     int
	failed       int
	first        string
}

// pair holds the runs of house and floor, taken by turns.
type pair struct {
	rounds       []twin
	house, floor run // all requests together
}

// twin is one run of the house and the one of the floor after it.
type twin struct{ house, floor run }

// median gives the middle of a figure over the rounds.
func (p pair) median(of func(t twin) float64) float64 {
	list := make([]float64, len(p.rounds))
	for i, t := range p.rounds {
		list[i] = of(t)
	}
	slices.Sort(list)
	n := len(list)
	switch {
	case n == 0:
		return 0
	case n%2 == 0:
		return (list[n/2-1] + list[n/2]) / 2
	}
	return list[n/2]
}

// servers are what runs side by side for one filled folder.
type servers struct {
	house, floor           *process
	cheapHouse, cheapFloor *process // nil where nothing is measured without stretching
}

// measure fills the folders, starts the servers and runs every scenario.
func measure(t *testing.T, s scale) *report {
	t.Helper()
	program, list := build(t), scenarios(s)
	few := s
	few.writers, few.readers, few.rounds, few.warm = 1, 1, 0, limits{}
	r := &report{scale: s, small: fill(t, few, s.small), large: fill(t, s, s.large)}
	r.large.probe(list)
	r.small.shut()
	r.large.shut()
	for range max(1, s.rounds) {
		r.start(t, program)
	}
	small := servers{house: serve(t, program, r.small.data), floor: floorBeside(t, r.small, few, false)}
	large := servers{
		house: serve(t, program, copyOf(t, r.large.data)), floor: floorBeside(t, r.large, s, false),
		cheapHouse: houseBeside(t, r.large, true, ""), cheapFloor: floorBeside(t, r.large, s, true),
	}
	for _, sc := range list {
		k, on := r.large, large
		if sc.small {
			k, on = r.small, small
		}
		r.results = append(r.results, on.measure(t, s, k, sc))
		r.most = max(r.most, r.results[len(r.results)-1].peak)
	}
	return r
}

// serve starts the program as it is shipped.
func serve(t testing.TB, program, data string) *process {
	return begin(t, program, []string{"serve"}, "OPGELUCHT_DATA="+data)
}

// start starts the program on the filled folder, to see how long that takes and
// how much memory it has then.
func (r *report) start(t testing.TB, program string) {
	p := serve(t, program, copyOf(t, r.large.data))
	defer p.stop()
	exchange(t, p, wire("/", "", "", ""))
	time.Sleep(r.scale.idle)
	r.ready = append(r.ready, p.ready)
	r.idle = max(r.idle, p.memory("VmRSS"))
}

// measure runs one scenario on house and floor by turns.
func (on servers) measure(t *testing.T, s scale, k *stock, sc *scenario) *result {
	t.Helper()
	house, floor := on.house, on.floor
	if sc.cheap {
		house, floor = on.cheapHouse, on.cheapFloor
	}
	a := &lane{server: house, make: func(n int64) []byte { return sc.house(k, n) }}
	b := &lane{server: floor, make: func(n int64) []byte { return sc.onFloor(k, n) }}
	one := &result{of: sc}
	house.forgetPeak()
	one.count(a.load(min(s.workers, 4), s.warm), b.load(min(s.workers, 4), s.warm))
	crowd, alone := s.crowd, s.alone
	if sc.once {
		crowd, alone = limits{time: time.Minute, requests: s.crowdTakes}, limits{time: time.Minute, requests: s.aloneTakes}
	} else {
		one.floorSQL = floorStatements(t, floor, sc.onFloor(k, 0))
	}
	for range s.rounds {
		one.crowd.add(one, twin{house: a.load(s.workers, crowd), floor: b.load(s.workers, crowd)})
		one.alone.add(one, twin{house: a.load(1, alone), floor: b.load(1, alone)})
	}
	if sc.once {
		one.floorSQL = len(sc.sql) // asking would take one of the assignments; see floor.submit
	}
	one.peak = house.memory("VmHWM")
	return one
}

func (p *pair) add(to *result, t twin) {
	p.rounds = append(p.rounds, t)
	p.house.times = append(p.house.times, t.house.times...)
	p.floor.times = append(p.floor.times, t.floor.times...)
	to.count(t.house, t.floor)
}

// count keeps requests and failures.
func (r *result) count(runs ...run) {
	for _, one := range runs {
		r.requests, r.failed = r.requests+one.requests, r.failed+one.failed
		if r.first == "" {
			r.first = one.first
		}
	}
}

// floorStatements asks the floor how many statements a request took.
func floorStatements(t testing.TB, floor *process, request []byte) int {
	t.Helper()
	n, err := strconv.Atoi(exchange(t, floor, request).Header.Get("X-Statements"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// kinds says what the statements of a request do, in order of first use.
func kinds(sql []string) string {
	verbs := map[string]int{}
	for _, text := range sql {
		verb, _, _ := strings.Cut(text, " ")
		verbs[strings.ToLower(verb)]++
	}
	var parts []string
	for _, verb := range []string{"select", "insert", "update", "delete"} {
		if n := verbs[verb]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+verb)
		}
	}
	return strings.Join(parts, ", ")
}

// statusName names the answer of a scenario.
func (sc *scenario) statusName() string {
	return strconv.Itoa(sc.status) + " " + http.StatusText(sc.status)
}
