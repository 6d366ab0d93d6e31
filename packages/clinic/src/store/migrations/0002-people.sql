-- SPDX-License-Identifier: Apache-2.0
-- People: what may not stand in a record that is kept for ever (secrets, sessions), and who read what.

create table credential (
  clinic text not null references clinic,
  account text not null,
  password text not null,
  failures integer not null default 0,
  closed_until bigint not null default 0,
  primary key (clinic, account)
);

create table session (
  clinic text not null references clinic,
  token text not null,
  account text not null,
  guard text not null,
  opened bigint not null,
  seen bigint not null,
  proven bigint not null,
  primary key (clinic, token)
);

create index session_of_account on session (clinic, account);

create table access (
  clinic text not null references clinic,
  seq bigint generated always as identity,
  at bigint not null,
  account text not null,
  what text not null,
  subject text not null,
  result text not null,
  emergency text,
  primary key (clinic, seq)
);

create index access_of_subject on access (clinic, subject, seq);

create trigger access_stays before update or delete on access
  for each row execute function refuse_change();
create trigger accesses_stay before truncate on access
  for each statement execute function refuse_change();

alter table credential enable row level security;
alter table credential force row level security;
create policy own on credential using (clinic = own_clinic());

alter table session enable row level security;
alter table session force row level security;
create policy own on session using (clinic = own_clinic());

alter table access enable row level security;
alter table access force row level security;
create policy own on access using (clinic = own_clinic());
