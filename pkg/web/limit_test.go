// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"fmt"
	"testing"
	"time"

	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

// slow makes a limiter of 6 a minute with 3 at once, and its clock.
func slow() (*web.Limiter, *time.Time) {
	clock := monday
	return web.NewLimiter(6, 3, func() time.Time { return clock }), &clock
}

// tries gives how many of n tries from an address are let through.
func tries(l *web.Limiter, n int, address string) int {
	let := 0
	for range n {
		if l.Try(address) == nil {
			let++
		}
	}
	return let
}

func TestLimiter_letsSomeTriesThroughAtOnceAndThenAsManyAsTheMinuteAllows(t *testing.T) {
	l, clock := slow()
	if n := tries(l, 10, "192.0.2.1"); n != 3 {
		t.Errorf("%d tries at once were let through, not 3", n)
	}
	for range 5 {
		*clock = clock.Add(10 * time.Second)
		if n := tries(l, 4, "192.0.2.1"); n != 1 {
			t.Errorf("ten seconds later %d tries are let through, not 1", n)
		}
	}
	*clock = clock.Add(time.Hour)
	if n := tries(l, 10, "192.0.2.1"); n != 3 {
		t.Errorf("after an hour of rest %d tries are let through, not 3", n)
	}
}

func TestLimiter_saysHowLongToWaitAndThatIsLongEnough(t *testing.T) {
	l, clock := slow()
	tries(l, 3, "192.0.2.1")
	err := l.Try("192.0.2.1")
	f := fault.As(err)
	if f.Kind != fault.TooMany || f.RetryAfter < time.Second || f.RetryAfter > time.Minute || f.RetryAfter%time.Second != 0 {
		t.Fatalf("the fourth try answers %v, wait %s", err, f.RetryAfter)
	}
	tries(l, 100, "192.0.2.1") // refused tries do not make the wait longer
	*clock = clock.Add(f.RetryAfter)
	if err := l.Try("192.0.2.1"); err != nil {
		t.Errorf("after the wait that was asked: %v", err)
	}
}

func TestLimiter_oneNetworkThatTriesTooOftenDoesNotSlowAnother(t *testing.T) {
	for _, c := range []struct {
		name, busy, other string
		same              bool
	}{
		{"the same address", "192.0.2.1", "192.0.2.1", true},
		{"a neighbour in the same /24", "192.0.2.1", "192.0.2.254", true},
		{"the next /24", "192.0.2.1", "192.0.3.1", false},
		{"an address written as IPv6", "192.0.2.1", "::ffff:192.0.2.99", true},
		{"a neighbour in the same /48", "2001:db8:7:1::1", "2001:db8:7:ffff::2", true},
		{"the next /48", "2001:db8:7::1", "2001:db8:8::1", false},
		{"a link-local zone", "fe80::1%eth0", "fe80::2%eth1", true},
		{"IPv6 beside IPv4", "192.0.2.1", "2001:db8::1", false},
		{"what is no address", "not an address", "", true},
		{"an address with a port, which no proxy sends", "192.0.2.1:80", "[2001:db8::1]:80", true},
		{"an address beside what is none", "192.0.2.1", "unknown", false},
	} {
		l, _ := slow()
		tries(l, 10, c.busy)
		if let := tries(l, 10, c.other); (let == 0) != c.same || !c.same && let != 3 {
			t.Errorf("%s: %d tries are let through", c.name, let)
		}
	}
}

func TestLimiter_forgetsTheKeyAndEveryNetworkAfterADay(t *testing.T) {
	l, clock := slow()
	key := web.KeyOf(l)
	tries(l, 3, "192.0.2.1")
	*clock = clock.Add(24 * time.Hour)
	_ = l.Try("203.0.113.1")
	if web.KeyOf(l) != key || web.Networks(l) != 2 {
		t.Errorf("the key changed within the day, %d networks", web.Networks(l))
	}
	*clock = clock.Add(time.Second)
	_ = l.Try("203.0.113.1")
	if web.KeyOf(l) == key {
		t.Error("after a day the key is the same: networks can be followed")
	}
	if n := web.Networks(l); n != 1 {
		t.Errorf("after a day %d networks are remembered", n)
	}
}

func TestLimiter_knowsNetworksOnlyUnderAKeyOfItsOwn(t *testing.T) {
	a, _ := slow()
	b, _ := slow()
	if web.KeyOf(a) == web.KeyOf(b) {
		t.Fatal("two limiters share a key")
	}
	if web.NetworkOf(a, "192.0.2.1") == web.NetworkOf(b, "192.0.2.1") {
		t.Error("a network has the same name in two limiters")
	}
	if web.NetworkOf(a, "192.0.2.1") != web.NetworkOf(a, "192.0.2.77") {
		t.Error("neighbours have different names")
	}
}

func TestLimiter_takesBoundedMemoryHoweverManyNetworksTry(t *testing.T) {
	l, _ := slow()
	most := 0
	for i := range web.MaxNetworks + 5000 {
		_ = l.Try(fmt.Sprintf("%d.%d.%d.1", 1+i>>16, i>>8&255, i&255))
		most = max(most, web.Networks(l))
	}
	if most > web.MaxNetworks {
		t.Errorf("%d networks are remembered at once", most)
	}
}

func TestLimiter_aFloodOfNetworksDoesNotFreeTheOneThatTriesTooOften(t *testing.T) {
	l, clock := slow()
	for i := range web.MaxNetworks - 1 {
		_ = l.Try(fmt.Sprintf("%d.%d.%d.1", 1+i>>16, i>>8&255, i&255))
	}
	*clock = clock.Add(time.Minute) // all of those rested
	tries(l, 10, "203.0.113.1")
	for i := range 1000 {
		_ = l.Try(fmt.Sprintf("2001:db8:%x::1", i))
	}
	if n := tries(l, 1, "203.0.113.1"); n != 0 {
		t.Error("who tried too often begins anew when others come")
	}
}
