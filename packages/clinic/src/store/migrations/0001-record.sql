-- SPDX-License-Identifier: Apache-2.0
-- The record: clinics, their chains, their events, the answers that were given.

create table clinic (
  clinic text primary key check (clinic ~ '^[a-z][a-z0-9-]{0,62}$'),
  name text not null,
  zone text not null
);

create table chain (
  clinic text primary key references clinic,
  seq bigint not null,
  at bigint not null,
  hash text not null
);

create table event (
  clinic text not null references clinic,
  seq bigint not null check (seq >= 0),
  version integer not null,
  at bigint not null,
  actor text not null,
  kind text not null,
  data text not null,
  previous text not null,
  hash text not null,
  subject text not null,
  revision bigint not null check (revision >= 1),
  primary key (clinic, seq)
);

create unique index event_of_subject on event (clinic, subject, revision);

create table answer (
  clinic text not null references clinic,
  key text not null,
  asked text not null,
  answer text not null,
  at bigint not null,
  primary key (clinic, key)
);

-- What happened stays: an event can be added, and never changed or taken out.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger event_stays before update or delete on event
  for each row execute function refuse_change();
create trigger events_stay before truncate on event
  for each statement execute function refuse_change();

-- Rows are seen by the clinic of the transaction alone, whatever a query forgets.
create function own_clinic() returns text language sql stable as $$
  select current_setting('cisterna.clinic', true)
$$;

alter table chain enable row level security;
alter table chain force row level security;
create policy own on chain using (clinic = own_clinic());

alter table event enable row level security;
alter table event force row level security;
create policy own on event using (clinic = own_clinic());

alter table answer enable row level security;
alter table answer force row level security;
create policy own on answer using (clinic = own_clinic());
