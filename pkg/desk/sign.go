// SPDX-License-Identifier: EUPL-1.2

package desk

import (
	"context"
	"net/http"

	"opgelucht/pkg/access"
	"opgelucht/pkg/audit"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/fault"
	"opgelucht/pkg/web"
)

func (d *Desk) sign(r *web.Request) error {
	if r.Session != nil && r.Session.Counsellor != nil {
		return r.Go("/werkplek")
	}
	return d.showSign(r, http.StatusOK, signPage{})
}

func (d *Desk) showSign(r *web.Request, status int, page signPage) error {
	page.Base = d.base(r, "tab.sign", "")
	page.Form.Own, page.Posts = true, "/werkplek/inloggen"
	return r.Show(status, "desk/sign", page)
}

// signIn checks name, password and second factor at once. A new account goes
// on to choose its own.
func (d *Desk) signIn(r *web.Request) error {
	page := signPage{User: r.Field("naam"), Carried: r.Field("tekst")}
	if r.Translating() {
		return d.showSign(r, http.StatusOK, page)
	}
	opened, err := d.try(r, page.User, func(ctx context.Context) (access.Opened, error) {
		return d.gate.OpenPassword(ctx, r.Tenant.ID, access.SignIn{User: page.User, Password: r.FormValue("wachtwoord"), Code: r.Field("code")})
	})
	if err == nil {
		err = d.admit(r, opened)
	}
	if sentence, ok := saying(r, err); err != nil && ok {
		r.Later(err)
		page.Error = sentence
		return d.showSign(r, web.Status(err), page)
	}
	if err != nil {
		return err
	}
	if opened.Fresh {
		return r.Go("/werkplek/instellen")
	}
	return d.carryOn(r, page.Carried)
}

// try opens an account, not too often, and logs what was refused: of which
// account, where there is one of that name. What was typed is never kept: it may be
// a password.
func (d *Desk) try(r *web.Request, user string, open func(context.Context) (access.Opened, error)) (access.Opened, error) {
	if err := d.server.Signs.Try(r.RealIP()); err != nil {
		return access.Opened{}, err
	}
	opened, err := open(r.Request().Context())
	if !fault.Is(err, fault.Invalid) {
		return opened, err
	}
	who, failed := d.gate.Known(r.Request().Context(), r.Tenant.ID, user)
	if failed == nil {
		failed = d.note(r, who, audit.Refused, "")
	}
	if failed != nil {
		return opened, failed
	}
	return opened, err
}

// admit opens the session that an account may have.
func (d *Desk) admit(r *web.Request, opened access.Opened) error {
	ctx := r.Request().Context()
	if err := d.note(r, opened.Door.ID, audit.SignedIn, ""); err != nil {
		return err
	}
	if opened.Fresh {
		session, err := d.sessions.OpenSetUp(ctx, opened)
		if err != nil {
			return err
		}
		return r.Open(session)
	}
	who, err := opened.Counsellor()
	if err != nil {
		return err
	}
	session, err := d.sessions.OpenCounsellor(ctx, who, false)
	if err != nil {
		return err
	}
	return r.Open(session)
}

// carryOn brings back an answer that was being written when the session ended.
func (d *Desk) carryOn(r *web.Request, text string) error {
	id := caseIn(r.Field("heen"))
	if text == "" || id == "" {
		return r.Go("/werkplek")
	}
	reply := casework.Reply{Text: text}
	err := d.cases.SaveReply(r.Request().Context(), r.Counsellor(), access.CaseID(id), reply)
	if err != nil && !fault.Is(err, fault.Invalid) {
		return err
	}
	return r.Go("/werkplek/traject/" + id)
}

func (d *Desk) signOut(r *web.Request) error {
	if err := r.Leave(); err != nil {
		return err
	}
	return r.Go("/werkplek/inloggen")
}

func (d *Desk) recover(r *web.Request) error {
	return d.showRecover(r, http.StatusOK, "", "")
}

func (d *Desk) showRecover(r *web.Request, status int, user, complaint string) error {
	page := recoverPage{Base: d.base(r, "tab.sign", ""), User: user, Error: complaint}
	page.Form.Own, page.Posts = true, "/werkplek/herstel"
	return r.Show(status, "desk/recover", page)
}

// recovered opens an account with the printed key, to choose anew.
func (d *Desk) recovered(r *web.Request) error {
	user := r.Field("naam")
	if r.Translating() {
		return d.showRecover(r, http.StatusOK, user, "")
	}
	opened, err := d.try(r, user, func(ctx context.Context) (access.Opened, error) {
		return d.gate.OpenRecovery(ctx, r.Tenant.ID, user, r.Field("sleutelkaart"))
	})
	if sentence, ok := saying(r, err); err != nil && ok {
		r.Later(err)
		return d.showRecover(r, web.Status(err), user, sentence)
	}
	if err != nil {
		return err
	}
	if err := d.note(r, opened.Door.ID, audit.Recovered, ""); err != nil {
		return err
	}
	if err := d.admit(r, opened); err != nil {
		return err
	}
	return r.Go("/werkplek/instellen")
}

// issuer is the name an authenticator app shows.
func issuer(r *web.Request) string { return "Opgelucht " + r.Tenant.Name }

func (d *Desk) setUp(r *web.Request) error { return d.showSetUp(r, http.StatusOK, nil) }

func (d *Desk) showSetUp(r *web.Request, status int, wrong error) error {
	door := r.Session.SetUp.Door
	offer := access.NewSetUp(r.Session.Ticket, door, issuer(r))
	size, square, err := offer.Square()
	if err != nil {
		return fault.Wrap("desk.setUp", err)
	}
	page := setUpPage{Base: d.base(r, "tab.sign", ""), User: door.User, Secret: offer.Spoken(), Size: size, Square: square}
	page.Form.Own = true
	page.Error, page.At = complaint(r, wrong)
	return r.Show(status, "desk/setup", page)
}

// finish keeps what was chosen and shows the recovery key, once.
func (d *Desk) finish(r *web.Request) error {
	if r.Translating() {
		return d.showSetUp(r, http.StatusOK, nil)
	}
	ctx := r.Request().Context()
	opened, err := d.gate.Reopen(ctx, *r.Session.SetUp)
	if err != nil {
		return err
	}
	offer := access.NewSetUp(r.Session.Ticket, opened.Door, issuer(r))
	if err := d.note(r, opened.Door.ID, audit.SetUp, ""); err != nil {
		return err
	}
	opened, key, err := d.gate.Finish(ctx, opened, offer, r.FormValue("wachtwoord"), r.Field("code"))
	if fault.Is(err, fault.Invalid) {
		return d.showSetUp(r, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	if err := d.sessions.EndAll(ctx, r.Tenant.ID, string(opened.Door.ID)); err != nil {
		return err
	}
	page := keyPage{Key: key, Waits: opened.Door.State == access.CounsellorWaiting}
	if page.Waits {
		if err := r.Leave(); err != nil {
			return err
		}
	} else if err := d.admit(r, opened); err != nil {
		return err
	}
	page.Base = d.base(r, "tab.sign", "")
	return r.Show(http.StatusOK, "desk/key", page)
}
