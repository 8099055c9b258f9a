// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"context"
	"fmt"

	"opgelucht/pkg/access"
	"opgelucht/pkg/assignment"
	"opgelucht/pkg/casework"
)

// What people write: of ordinary length, so that it is padded as it would be.
const (
	clientText = "Hoi, ik maak mijn post al een tijd niet meer open. Er ligt een stapel op de kast en ik durf niet te kijken. " +
		"Vorige week stond er iemand aan de deur, en sindsdien slaap ik slecht. Ik weet niet waar ik moet beginnen. " +
		"Mijn loon is binnen, maar na de vaste lasten blijft er bijna niets over. Wat kan ik het beste eerst doen?"
	staffText = "Wat goed dat je schrijft. Een stapel post is voor veel mensen het moeilijkste stuk, en je hoeft het niet in " +
		"een keer te doen. Pak vandaag drie enveloppen, de bovenste. Maak ze open en leg ze op tafel, verder niets. " +
		"Staat er een datum in die deze week is? Schrijf me dan welke. De rest kan wachten tot morgen. " +
		"Ik heb een opdracht voor je klaargezet waarmee we alles op een rij zetten. Twintig minuten is genoeg."
)

// thread is how many messages a conversation holds that is read.
const thread = 20

// rows is how many debts stand on the list that is handed in.
const rows = 5

// people makes the clients of the scenarios through the ordinary use cases.
func (k *stock) people(s scale) {
	k.writers = make([]visitor, s.writers)
	k.crowd(len(k.writers), func(i int) error {
		session, err := k.begin()
		if err != nil {
			return err
		}
		k.writers[i], err = k.visitorOf(session)
		return err
	})
	k.readers = make([]visitor, s.readers)
	k.crowd(len(k.readers), func(i int) error {
		session, err := k.begin()
		if err != nil {
			return err
		}
		if k.readers[i], err = k.visitorOf(session); err != nil {
			return err
		}
		return k.converse(*session.Client)
	})
	k.takers = make([]visitor, s.takers())
	k.crowd(len(k.takers), func(i int) error {
		session, err := k.begin()
		if err != nil {
			return err
		}
		if k.takers[i], err = k.visitorOf(session); err != nil {
			return err
		}
		return k.prepare(*session.Client)
	})
}

func (k *stock) begin() (*access.Session, error) {
	return k.house.Service.Start(context.Background(), k.tenant(), casework.Starting{Text: clientText, Nick: "Kievit", Language: "nl"})
}

// converse writes by turns until the conversation is long enough.
func (k *stock) converse(client access.Client) error {
	ctx := context.Background()
	for n := 1; n < thread; n++ {
		var err error
		if n%2 == 1 {
			err = k.house.Service.Send(ctx, k.tenant(), k.staff, client.Case, casework.Reply{Text: staffText, Seen: n})
		} else {
			err = k.house.Service.Post(ctx, k.tenant(), client, clientText)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// prepare hands out the list of debts and fills it in as far as handing in.
func (k *stock) prepare(client access.Client) error {
	ctx := context.Background()
	give := []casework.Give{{Assignment: "schuldenlijst", Workdays: 5}}
	err := k.house.Service.Send(ctx, k.tenant(), k.staff, client.Case, casework.Reply{Text: staffText, Seen: 1, Give: give})
	if err != nil {
		return err
	}
	tasks, err := k.house.DB.Tasks(ctx, tenantID, client.Case)
	if err != nil || len(tasks) != 1 {
		return fmt.Errorf("%d tasks, %w", len(tasks), err)
	}
	c, err := k.house.DB.Case(ctx, casework.Scope{Tenant: tenantID, Client: client.ID}, client.Case)
	if err != nil {
		return err
	}
	task := tasks[0]
	task.State, task.Draft = casework.TaskStarted, closed(client.Own(), taskPlace(task), debts())
	return k.house.DB.Save(ctx, casework.Change{Case: c, Quiet: true, Tasks: []casework.Task{task}})
}

// debts is a list of debts that can be handed in: nothing urgent.
func debts() *assignment.Draft {
	list := []map[string]string{
		{"creditor": "Webwinkel", "kind": "shop", "owed": "129,95", "stage": "bill", "arranged": "no"},
		{"creditor": "Belastingdienst", "kind": "tax", "owed": "830", "stage": "warning", "threat": "none", "arranged": "no"},
		{"creditor": "Belbedrijf", "collector": "Incassobureau", "kind": "phone", "owed": "1240", "stage": "collector", "threat": "none", "arranged": "no"},
		{"creditor": "Bank", "kind": "bank", "owed": "2500", "stage": "warning", "threat": "none", "arranged": "no"},
		{"creditor": "Webwinkel twee", "kind": "shop", "owed": "64,50", "stage": "bill", "arranged": "no"},
	}
	d := assignment.NewDraft()
	for i, row := range list[:rows] {
		id := fmt.Sprintf("row%d", i)
		d.AddRow("debts", id)
		fields := map[string]string{}
		for name, value := range row {
			fields["debts["+id+"]."+name] = value
		}
		d.Apply(d.Rev, fields)
	}
	return d
}
