-- SPDX-License-Identifier: Apache-2.0
-- The second factor of an account: its secret, the step of the code that was taken last, and what
-- that code has signed.

alter table credential add column factor text;
alter table credential add column factor_step bigint not null default 0;
alter table credential add column factor_use text;
