// SPDX-License-Identifier: EUPL-1.2

package audit_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"opgelucht/pkg/audit"
	"opgelucht/pkg/seal"
)

var moment = time.Date(2027, time.June, 7, 10, 0, 0, 0, time.UTC)

// logOf makes a log of n entries, as the store keeps it.
func logOf(c audit.Chain, n int) (audit.Start, []audit.Entry) {
	start := c.Begin("hier")
	before, list := start.Before, []audit.Entry{}
	for i := range n {
		e := audit.Entry{
			Tenant: "hier", Seq: int64(i + 1), ID: fmt.Sprint("id", i), At: moment.Add(time.Duration(i) * time.Minute), Actor: audit.Counsellor,
			Who: "noor", Action: audit.Read, Trail: "trail", Body: []byte("sealed"),
		}
		e.MAC = c.Link(before, e)
		before, list = e.MAC, append(list, e)
	}
	return start, list
}

func headOf(list []audit.Entry) audit.Head {
	if len(list) == 0 {
		return audit.Head{Tenant: "hier"}
	}
	last := list[len(list)-1]
	return audit.Head{Tenant: last.Tenant, Seq: last.Seq, MAC: last.MAC}
}

func check(c audit.Chain, s audit.Start, list []audit.Entry, head audit.Head, kept ...audit.Head) []audit.Fault {
	w := c.Check("hier", s, kept...)
	for _, e := range list {
		w.Take(e)
	}
	return w.End(head).Faults
}

func TestCheck_findsNothingInALogAsItWasWritten(t *testing.T) {
	c := audit.NewChain(seal.NewKey())
	for n := range 5 {
		start, list := logOf(c, n)
		if faults := check(c, start, list, headOf(list), headOf(list), audit.Head{Tenant: "daar", Seq: 2, MAC: []byte("other")}); len(faults) > 0 {
			t.Errorf("%d entries: %v", n, faults)
		}
	}
}

func TestCheck_findsEveryFieldThatWasChanged(t *testing.T) {
	c := audit.NewChain(seal.NewKey())
	for i := range reflect.TypeFor[audit.Entry]().NumField() {
		start, list := logOf(c, 5)
		head, field := headOf(list), reflect.ValueOf(&list[2]).Elem().Field(i)
		switch v := field.Interface().(type) {
		case int64:
			field.SetInt(v + 7)
		case time.Time:
			field.Set(reflect.ValueOf(v.Add(time.Second)))
		case []byte:
			field.SetBytes(append(slices.Clone(v), 'x'))
		default:
			field.SetString(field.String() + "x")
		}
		if faults := check(c, start, list, head); len(faults) == 0 {
			t.Errorf("a changed %s is not found", reflect.TypeFor[audit.Entry]().Field(i).Name)
		}
	}
}

func TestCheck_saysWhereAndWhat(t *testing.T) {
	c := audit.NewChain(seal.NewKey())
	for name, one := range map[string]struct {
		change func(list []audit.Entry) []audit.Entry
		want   audit.Fault
	}{
		"changed":       {func(l []audit.Entry) []audit.Entry { l[2].Who = "bas"; return l }, audit.Fault{Seq: 3, What: audit.FaultChanged}},
		"one gone":      {func(l []audit.Entry) []audit.Entry { return slices.Delete(l, 2, 3) }, audit.Fault{Seq: 3, What: audit.FaultMissing}},
		"the first":     {func(l []audit.Entry) []audit.Entry { return l[1:] }, audit.Fault{Seq: 1, What: audit.FaultMissing}},
		"the last":      {func(l []audit.Entry) []audit.Entry { return l[:4] }, audit.Fault{Seq: 4, What: audit.FaultEnd}},
		"all":           {func([]audit.Entry) []audit.Entry { return nil }, audit.Fault{Seq: 0, What: audit.FaultEnd}},
		"another added": {func(l []audit.Entry) []audit.Entry { return append(l, l[4]) }, audit.Fault{Seq: 6, What: audit.FaultMissing}},
		"of elsewhere":  {func(l []audit.Entry) []audit.Entry { l[2].Tenant = "daar"; return l }, audit.Fault{Seq: 3, What: audit.FaultChanged}},
	} {
		start, list := logOf(c, 5)
		head := headOf(list)
		faults := check(c, start, one.change(list), head)
		if len(faults) == 0 || faults[0] != one.want {
			t.Errorf("%s: %v, want first %v", name, faults, one.want)
		}
	}
}

func TestCheck_tellsOfEachChangeOnce(t *testing.T) {
	c := audit.NewChain(seal.NewKey())
	start, list := logOf(c, 9)
	head := headOf(list)
	list[1].Action, list[6].Who = audit.Erased, ""
	if faults := check(c, start, list, head); len(faults) != 2 {
		t.Errorf("two changes: %v", faults)
	}
}

func TestCheck_findsAnEndThatWasCutOffByAHeadThatWasKeptElsewhere(t *testing.T) {
	c := audit.NewChain(seal.NewKey())
	start, list := logOf(c, 5)
	kept := headOf(list)
	if faults := check(c, start, list[:3], headOf(list[:3])); len(faults) > 0 {
		t.Fatalf("without a kept head it cannot be told: %v", faults)
	}
	if faults := check(c, start, list[:3], headOf(list[:3]), kept); len(faults) != 1 || faults[0].What != audit.FaultCut {
		t.Errorf("%v", faults)
	}
	if faults := check(c, start, nil, audit.Head{Tenant: "hier"}, kept); len(faults) != 1 || faults[0].What != audit.FaultCut {
		t.Errorf("a log that was emptied: %v", faults)
	}
}

func TestCheck_cannotBeSatisfiedWithoutTheKey(t *testing.T) {
	c := audit.NewChain(seal.NewKey())
	start, _ := logOf(c, 5)
	_, forged := logOf(audit.NewChain(seal.NewKey()), 5)
	if faults := check(c, start, forged, headOf(forged)); len(faults) != 5 {
		t.Errorf("a log made with another key: %v", faults)
	}
	other, list := logOf(audit.NewChain(seal.NewKey()), 5)
	if faults := check(c, other, list, headOf(list)); len(faults) == 0 || faults[0].What != audit.FaultStart {
		t.Errorf("with its own start: %v", faults)
	}
}

func TestFrom_letsALogBeginLaterAndOnlyWhereWeSaid(t *testing.T) {
	c := audit.NewChain(seal.NewKey())
	_, list := logOf(c, 5)
	start := c.From("hier", 4, list[2].MAC)
	if faults := check(c, start, list[3:], headOf(list), headOf(list[:2])); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
	start.First, start.Before = 5, list[3].MAC // deleted by somebody else, who keeps our proof
	if faults := check(c, start, list[4:], headOf(list)); len(faults) != 1 || faults[0].What != audit.FaultStart {
		t.Errorf("%v", faults)
	}
}

func TestDay_hidesTheHour(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	if got := audit.Day(time.Date(2027, 6, 7, 0, 30, 5, 9, zone)); !got.Equal(time.Date(2027, 6, 7, 0, 0, 0, 0, zone)) {
		t.Error(got)
	}
}
