-- What the first version wrote: one case with its first message.
CREATE TABLE migrations (no INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO migrations (no, name) VALUES (1, '0001_first.sql');
INSERT INTO teams (id, tenant, name, public, created_on) VALUES ('TEAM', 'hier', 'Team', X'7465616d207075626c6963', '2027-06-07');
INSERT INTO cases (id, tenant, team, client, version, turn, urgency, promised_at, legal_on, next_on, last_seq, task_assignment, task_state, created_on, active_on, list_key, label, team_key)
VALUES ('CASE0001', 'hier', 'TEAM', 'CLIENT0001', 3, 'counsellor', 0, 1812358800, '', '', 1, '', '', '2027-06-07', '2027-06-07', 1, X'6c6162656c', X'6b6579');
INSERT INTO messages (id, tenant, case_id, seq, sender, day, body) VALUES ('M1', 'hier', 'CASE0001', 1, 'client', '2027-06-07', X'6669727374');
