-- SPDX-License-Identifier: Apache-2.0
-- Signatures are found by the moment in which they were given: that of the events under them.

create index event_signed on event (clinic, at) where kind = 'signed';
