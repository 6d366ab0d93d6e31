-- SPDX-License-Identifier: Apache-2.0
-- Passkeys: what changes with every use. The keys themselves stand in the record, where nobody can
-- exchange one unseen. A challenge is taken once; it may be used for what it was drawn for alone.

create table passkey (
  clinic text not null references clinic,
  passkey text not null,
  counter bigint not null,
  used bigint,
  primary key (clinic, passkey)
);

create table challenge (
  clinic text not null references clinic,
  challenge text not null,
  purpose text not null,
  account text,
  asked text,
  until bigint not null,
  primary key (clinic, challenge)
);

create index challenge_until on challenge (clinic, until);

alter table passkey enable row level security;
alter table passkey force row level security;
create policy own on passkey using (clinic = own_clinic());

alter table challenge enable row level security;
alter table challenge force row level security;
create policy own on challenge using (clinic = own_clinic());
