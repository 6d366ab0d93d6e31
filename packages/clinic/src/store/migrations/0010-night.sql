-- SPDX-License-Identifier: Apache-2.0
-- What was printed of a clinic at night, for when there is no server: derived, kept for some nights.

create table night (
  clinic text not null references clinic,
  night text not null,
  name text not null,
  made bigint not null,
  revision bigint not null,
  sha256 text not null,
  bytes bytea not null,
  primary key (clinic, night, name)
);

alter table night enable row level security;
alter table night force row level security;
create policy own on night using (clinic = own_clinic());
