// SPDX-License-Identifier: Apache-2.0
/** Offering a file: a text that the browser saves under a name. */

/** Offers a text as a file. */
export const offer = (name: string, type: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
