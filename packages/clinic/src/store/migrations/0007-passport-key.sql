-- SPDX-License-Identifier: Apache-2.0
-- The key with which a clinic signs passports: drawn at the first one, kept beside the record.

create table passport_key (
  clinic text primary key references clinic,
  public text not null,
  private text not null
);

alter table passport_key enable row level security;
alter table passport_key force row level security;
create policy own on passport_key using (clinic = own_clinic());
