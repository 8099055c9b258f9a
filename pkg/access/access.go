// SPDX-License-Identifier: EUPL-1.2

// Package access knows who stands at the door and which keys they bring: the
// access codes of clients, the sign-in of counsellors, and their sessions.
package access

import (
	"context"
	"time"

	"opgelucht/pkg/seal"
	"opgelucht/pkg/tenant"
)

// Kind tells clients and staff apart.
type Kind string

// The kinds of people who have sessions.
const (
	KindClient     Kind = "client"
	KindCounsellor Kind = "counsellor"
	KindSetUp      Kind = "setup" // a counsellor before password and second factor are chosen
)

// ClientID names a client; it says nothing about them.
type ClientID string

// CaseID names a case.
type CaseID string

// CounsellorID names a member of staff.
type CounsellorID string

// TeamID names a team of counsellors, who together hold the keys of cases.
type TeamID string

// Client is a client with an open session, and the keys that the session brings.
type Client struct {
	Tenant  tenant.ID
	ID      ClientID
	Case    CaseID
	Private seal.PrivateKey // opens what others wrapped for the client
	CaseKey seal.Key        // opens the conversation, shared with the team
}

// Own gives the key of what only the client reads: drafts and hidden sections.
func (c Client) Own() seal.Key { return c.Private.Key("own") }

// Counsellor is a counsellor with an open session, and the team's key.
type Counsellor struct {
	Tenant  tenant.ID
	ID      CounsellorID
	Team    TeamID
	Name    string
	Role    Role
	TeamKey seal.PrivateKey // opens the cases of the team; zero for a role that opens none
}

// Own gives the key of what only this counsellor reads: drafts.
func (c Counsellor) Own() seal.Key {
	return c.TeamKey.Key("own").Derive("counsellor", []byte(c.ID))
}

// List gives the team's symmetric key, with which a member re-seals a case key
// once, so that lists of cases open quickly afterwards.
func (c Counsellor) List() seal.Key { return c.TeamKey.Key("list") }

// Notes gives the key of what colleagues write down for each other: the client does
// not have it.
func (c Counsellor) Notes() seal.Key { return c.TeamKey.Key("notes") }

// ClientDoor is what is kept of a client's way in: nothing of it opens
// anything without the code.
type ClientDoor struct {
	ID      ClientID
	Tenant  tenant.ID
	Case    CaseID
	Lookup  []byte // HMAC of the stretched code, to find the row
	Public  []byte
	Private []byte // private key, sealed under the code
	CaseKey []byte // case key, wrapped to Public
}

// CounsellorState says how far a counsellor's account is.
type CounsellorState string

// The states of an account, in order.
const (
	CounsellorNew     CounsellorState = "new"     // has a one-time password, no second factor yet
	CounsellorWaiting CounsellorState = "waiting" // can sign in, a colleague has to let them in
	CounsellorActive  CounsellorState = "active"
	CounsellorClosed  CounsellorState = "closed"
)

// CounsellorDoor is what is kept of a counsellor's way in.
type CounsellorDoor struct {
	ID         CounsellorID
	Tenant     tenant.ID
	Team       TeamID
	User       string // sign-in name, lower case
	Name       string // name that clients see
	Role       Role
	State      CounsellorState
	Salt       []byte
	Public     []byte
	ByPassword []byte // private key, sealed under the password
	ByRecovery []byte // private key, sealed under the printed recovery key
	SecondKey  []byte // TOTP secret, sealed under the service key
	LastStep   int64  // last TOTP time step used, so that a code works once
	TeamKey    []byte // team's private key, wrapped to Public; empty until let in
	TeamPublic []byte
}

// SessionRow is what is kept of a session: without the browser's half of the
// key and the server's key of the day it opens nothing.
type SessionRow struct {
	Hash      []byte // SHA-256 of the session id
	Kind      Kind
	Principal string
	Tenant    tenant.ID
	Day       string // which server key sealed it
	Blob      []byte
	IdleUntil time.Time
	Until     time.Time
	Shared    bool // a device that others use too: short idle time
}

// Doors is what the gate needs kept. Every method that finds answers NotFound
// for what is absent and for what is another municipality's.
type Doors interface {
	ClientDoor(ctx context.Context, t tenant.ID, lookup []byte) (ClientDoor, error)
	CounsellorDoor(ctx context.Context, t tenant.ID, user string) (CounsellorDoor, error)
	SaveCounsellor(ctx context.Context, d CounsellorDoor) error
	// UseStep marks a time step of the second factor as used. It answers
	// Conflict for one that was used, or is older than one that was: of two who
	// bring the same code at the same moment, one comes in.
	UseStep(ctx context.Context, t tenant.ID, id CounsellorID, step int64) error
}

// SessionRows is where sessions are kept.
type SessionRows interface {
	AddSession(ctx context.Context, s SessionRow) error
	Session(ctx context.Context, hash []byte) (SessionRow, error)
	KeepSession(ctx context.Context, hash []byte, idleUntil time.Time) error
	EndSession(ctx context.Context, hash []byte) error
	EndSessionsOf(ctx context.Context, t tenant.ID, principal string) error
}
