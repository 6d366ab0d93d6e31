-- SPDX-License-Identifier: Apache-2.0
-- Passes of patients' controllers: the token's hash, whose it is, and since when.

create table pass (
  clinic text not null references clinic,
  token text not null,
  account text not null,
  made bigint not null,
  primary key (clinic, token)
);

create index pass_of_account on pass (clinic, account);

alter table pass enable row level security;
alter table pass force row level security;
create policy own on pass using (clinic = own_clinic());
