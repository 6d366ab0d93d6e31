-- SPDX-License-Identifier: Apache-2.0
-- Jobs are kept by pg-boss, in a schema of its own.

drop table job;
