-- SPDX-License-Identifier: Apache-2.0
-- What is done once a night for each clinic, by whichever server comes first.

create table job (
  clinic text not null references clinic,
  name text not null,
  day text not null,
  begun bigint not null,
  done bigint,
  primary key (clinic, name, day)
);

alter table job enable row level security;
alter table job force row level security;
create policy own on job using (clinic = own_clinic());
