// SPDX-License-Identifier: Apache-2.0
/** Refusals of the host: why implants are not taken up, or not served. Data only. */

/** A reason for no. `path` is a file, a folder or the name of an option. */
export type HostRefusal = {
  readonly kind:
    | "folder-missing"
    | "folder-unwritable"
    | "folder-in-use"
    | "no-implants"
    | "implant-unreadable"
    | "implant-twice"
    | "keys-damaged"
    | "store-unreadable"
    | "port-taken"
    | "not-loopback";
  readonly path: string;
  readonly read?: string;
  readonly accepted?: string;
  readonly because?: string;
};
