// SPDX-License-Identifier: EUPL-1.2

// Package browser drives a real Chromium for tests: what a person does with a
// page, with scripts or without.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// patience is how long anything on a page may take.
const patience = 20 * time.Second

// programs are the names under which Chromium is installed.
var programs = []string{"chromium", "chromium-browser", "google-chrome", "chrome"}

// Options are how a visitor's browser is set.
type Options struct {
	NoScript bool
	Width    int // CSS pixels; 0 is a wide screen
	Height   int
	Dark     bool
	Cookies  Cookies
	Accept   string // languages, as in Accept-Language
}

// Cookies says which cookies a browser keeps.
type Cookies string

// The settings people have.
const (
	AllCookies   Cookies = ""
	NoThirdParty Cookies = "third-party" // none of another site, but for partitioned ones
	NoCookies    Cookies = "none"
)

// Browser is one Chromium with a profile of its own.
type Browser struct {
	ctx     context.Context
	options Options
}

// Start opens a browser, which closes with the test.
func Start(t testing.TB, o Options) *Browser {
	t.Helper()
	flags := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program(t)), chromedp.NoSandbox, chromedp.WindowSize(width(o), height(o)),
		chromedp.Flag("lang", "nl-NL"), chromedp.Flag("accept-lang", accept(o)),
	)
	if o.Cookies != AllCookies {
		profile := t.TempDir()
		refuse(t, profile, o.Cookies)
		flags = append(flags, chromedp.UserDataDir(profile))
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(func() { stop(); stopAlloc() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("chromium: %v", err)
	}
	return &Browser{ctx: ctx, options: o}
}

// refuse writes what the browser refuses into its profile, as its own settings
// page would.
func refuse(t testing.TB, profile string, which Cookies) {
	t.Helper()
	if err := os.MkdirAll(profile+"/Default", 0o700); err != nil {
		t.Fatal(err)
	}
	settings := `{"profile":{"cookie_controls_mode":1,"block_third_party_cookies":true}}`
	if which == NoCookies {
		settings = `{"profile":{"default_content_setting_values":{"cookies":2}}}`
	}
	if err := os.WriteFile(profile+"/Default/Preferences", []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
}

func program(t testing.TB) string {
	t.Helper()
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("Chromium is not installed; run: apt-get install chromium")
	return ""
}

func width(o Options) int {
	if o.Width == 0 {
		return 1280
	}
	return o.Width
}

func height(o Options) int {
	if o.Height == 0 {
		return 900
	}
	return o.Height
}

func accept(o Options) string {
	if o.Accept == "" {
		return "nl-NL,nl"
	}
	return o.Accept
}

// Page is one tab, or a frame inside one.
type Page struct {
	t     testing.TB
	ctx   context.Context
	frame bool
	inner string // id of a frame of the same site, when the page is that

	noScript bool
}

// Page opens a tab.
func (b *Browser) Page(t testing.TB) *Page {
	t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx)
	t.Cleanup(stop)
	p := &Page{t: t, ctx: ctx}
	p.begin()
	p.set(b.options)
	return p
}

// set makes a tab behave as the options say.
func (p *Page) set(o Options) {
	p.t.Helper()
	p.noScript = o.NoScript
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: o.NoScript})
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(width(o)), Height: int64(height(o)), DeviceScaleFactor: 1,
	})
	if o.Dark {
		dark := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: dark})
	}
}

func (p *Page) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("browser: %v\n%s", err, p.glimpse())
	}
}

// call sends one command of the protocol.
func call[P, R any](p *Page, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatalf("browser: %v\n%s", err, p.glimpse())
	}
	return result
}

// glimpse is what the page says, for a failure.
func (p *Page) glimpse() string {
	ctx, cancel := context.WithTimeout(p.ctx, 2*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + (document.body ? document.body.innerText : "")`))
	if err != nil {
		return err.Error()
	}
	return text
}

// Open goes to an address.
func (p *Page) Open(url string) {
	p.t.Helper()
	p.run(chromedp.Navigate(url))
}

// Cookies gives the cookies that the browser keeps for an address.
func (p *Page) Cookies(url string) []*network.Cookie {
	p.t.Helper()
	return call(p, network.GetCookies, network.GetCookiesParams{URLs: []string{url}}).Cookies
}

// ForgetCookies makes the browser as it was before.
func (p *Page) ForgetCookies() {
	p.t.Helper()
	call(p, network.ClearBrowserCookies, cdp.Empty{})
}

// Frame gives the frame of another site inside the page.
func (p *Page) Frame() *Page {
	p.t.Helper()
	id := p.find("iframe")
	ctx, _ := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id)) // ends with the tab
	frame := &Page{t: p.t, ctx: ctx, frame: true}
	frame.begin()
	return frame
}

// Inner gives a frame of the page's own site, by its id. It is the same frame
// whatever page comes into it.
func (p *Page) Inner(id string) *Page {
	inner := *p
	inner.inner, inner.frame = id, true
	return &inner
}

// begin attaches to the tab. It stands apart because a time limit on the first
// use would end the tab with it.
func (p *Page) begin() {
	p.t.Helper()
	if err := chromedp.Do(p.ctx); err != nil {
		p.t.Fatalf("browser: %v", err)
	}
}

// Popup gives the window that the page just opened.
func (p *Page) Popup(b *Browser) *Page {
	p.t.Helper()
	id := p.find("page")
	ctx, stop := chromedp.NewContext(p.ctx, chromedp.WithTargetID(id))
	p.t.Cleanup(stop)
	other := &Page{t: p.t, ctx: ctx}
	other.begin()
	other.set(b.options)
	return other
}

// find waits for a target of a kind that nobody drives yet.
func (p *Page) find(kind string) target.ID {
	p.t.Helper()
	own := chromedp.FromContext(p.ctx).Target.TargetID
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		targets, err := chromedp.Targets(p.ctx)
		if err != nil {
			p.t.Fatal(err)
		}
		for _, one := range targets {
			if one.Type == kind && one.TargetID != own && one.URL != "about:blank" && (kind != "page" || one.OpenerID != "") {
				return one.TargetID
			}
		}
	}
	p.t.Fatalf("browser: no %s appeared\n%s", kind, p.glimpse())
	return ""
}

// eval runs a piece of script beside the page, also where pages may run none.
func eval[T any](p *Page, script string, more ...chromedp.EvaluateOption) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if p.inner != "" {
		script = fmt.Sprintf(`((window) => ((document, location, scrollY) => (%s))(window.document, window.location, window.scrollY))(document.getElementById(%q).contentWindow)`, script, p.inner)
	}
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, append(more, chromedp.EvalAwaitPromise)...))
}

// byHand makes a script count as what a person did: only then may a frame take
// the whole window along.
func byHand(e *runtime.EvaluateParams) {
	yes := true
	e.UserGesture = &yes
}

// must is eval for what cannot fail on a page that works.
func must[T any](p *Page, script string) T {
	p.t.Helper()
	v, err := eval[T](p, script)
	if err != nil {
		p.t.Fatalf("browser: %v\n%s", err, p.glimpse())
	}
	return v
}

// Shot saves a picture of the whole page.
func (p *Page) Shot(file string) {
	p.t.Helper()
	size := must[struct{ W, H float64 }](p, `({W: document.documentElement.clientWidth, H: document.documentElement.scrollHeight})`)
	beyond := true
	png := call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{
		CaptureBeyondViewport: &beyond, Clip: &page.Viewport{Width: size.W, Height: size.H, Scale: 1},
	}).Data
	if err := os.WriteFile(file, png, 0o600); err != nil {
		p.t.Fatal(err)
	}
}
