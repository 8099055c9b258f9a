// SPDX-License-Identifier: EUPL-1.2

package fault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

var errCause = errors.New("disk is full")

var kinds = []Kind{Internal, Invalid, NotFound, Unauthorized, Conflict, TooMany, Busy, Gone}

func TestWrap_keepsKindKeyAndCause(t *testing.T) {
	for _, k := range kinds {
		f := &Fault{Kind: k, Key: "some.key", RetryAfter: time.Minute, Err: errCause}
		err := Wrap("outer", Wrap("inner", f))
		if got := As(err); got != f || got.Kind != k || got.Key != "some.key" || got.RetryAfter != time.Minute {
			t.Errorf("%s: %+v", k, got)
		}
		if !Is(err, k) || !errors.Is(err, errCause) {
			t.Errorf("%s is lost: %v", k, err)
		}
		if text := err.Error(); !strings.HasPrefix(text, "outer: inner: ") || !strings.Contains(text, k.String()) || !strings.Contains(text, "disk is full") {
			t.Errorf("the log says %q", text)
		}
	}
}

func TestWrap_letsSuccessBeSuccess(t *testing.T) {
	if err := Wrap("place", nil); err != nil {
		t.Errorf("nothing went wrong: %v", err)
	}
}

func TestAs_callsAnythingElseOurFault(t *testing.T) {
	for _, err := range []error{errCause, fmt.Errorf("deep: %w", errCause), Wrap("place", errCause)} {
		f := As(err)
		if f.Kind != Internal || f.Key != "" || f.Err != err || !Is(err, Internal) || !errors.Is(f, errCause) { //nolint:errorlint // the very same error
			t.Errorf("%v: %+v", err, f)
		}
		for _, k := range kinds[1:] {
			if Is(err, k) {
				t.Errorf("%v is %s", err, k)
			}
		}
	}
}

func TestAs_findsTheOutermostOfTwo(t *testing.T) {
	err := Wrap("place", &Fault{Kind: Conflict, Key: "outer", Err: Wrap("deep", New(NotFound, "inner"))})
	if f := As(err); f.Kind != Conflict || f.Key != "outer" || Is(err, NotFound) {
		t.Errorf("%+v", f)
	}
}

func TestIs_saysNothingOfSuccess(t *testing.T) {
	for _, k := range kinds {
		if Is(nil, k) {
			t.Errorf("success is %s", k)
		}
	}
}

func TestKind_isOursWhenItWasForgotten(t *testing.T) {
	if (&Fault{}).Kind != Internal || (&Fault{Key: "x"}).Kind.String() != "internal" {
		t.Error("a forgotten kind shows its cause to a reader")
	}
	if Kind(-1).String() != "internal" || Kind(99).String() != "internal" {
		t.Error("a kind that does not exist has a name")
	}
	names := map[string]bool{}
	for _, k := range kinds {
		names[k.String()] = true
	}
	if len(names) != len(kinds) {
		t.Errorf("%d kinds have %d names", len(kinds), len(names))
	}
}

func TestError_neverHoldsWhatSomeoneWrote(t *testing.T) {
	const typed = "ik heb schulden bij Zonnestroom"
	args := map[string]any{"Typed": typed, "N": 123456782}
	at := At("answer", "answer.money", args)
	for _, err := range []error{at, &Fault{Kind: Invalid, Key: "k", Args: args, Fields: at.Fields, Err: errCause}, Wrap("place", at)} {
		for _, text := range []string{err.Error(), fmt.Sprint(err), fmt.Sprintf("%v %s %q", err, err, err)} {
			if strings.Contains(text, "Zonnestroom") || strings.Contains(text, "123456782") {
				t.Errorf("the log reads along: %s", text)
			}
		}
	}
}

func TestAt_pointsAtOneFieldOfAForm(t *testing.T) {
	f := At("code", "code.length", map[string]any{"N": 4})
	if f.Kind != Invalid || f.Key != "code.length" || len(f.Fields) != 1 {
		t.Fatalf("%+v", f)
	}
	if got := f.Fields[0]; got.Name != "code" || got.Key != "code.length" || got.Args["N"] != 4 || f.Args["N"] != 4 {
		t.Errorf("%+v", got)
	}
	if n := New(Gone, "gone"); n.Kind != Gone || n.Key != "gone" || n.Unwrap() != nil || n.Error() != "gone gone" {
		t.Errorf("%+v", n)
	}
}
