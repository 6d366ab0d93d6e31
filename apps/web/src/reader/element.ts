// SPDX-License-Identifier: Apache-2.0
/** Elements without a framework: the reader is one small file. Text is text and never markup. */

type Attributes = Readonly<Record<string, string | boolean>>;
type Child = Node | string | null;

/** An element with its attributes and children; `false` and null leave out. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};

/** A button that does something. */
export const button = (name: string, does: () => void, kind = ""): HTMLButtonElement => {
  const made = element("button", { type: "button", class: kind }, name);
  made.addEventListener("click", does);
  return made;
};
