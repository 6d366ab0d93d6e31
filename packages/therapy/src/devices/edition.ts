// SPDX-License-Identifier: Apache-2.0
/** Which edition of the device table this is. */

/**
 * Edition of the device table: it stands beside every number of it that a person sees. Law: a
 * changed constant is another edition; a test holds the table's digest to it.
 */
export const DEVICE_EDITION = 1;
