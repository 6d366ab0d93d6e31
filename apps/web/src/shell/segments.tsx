// SPDX-License-Identifier: Apache-2.0
/** Segments: one of a few choices, all in view; plain radio buttons under the look. */
import { useId } from "react";

/** One of a few choices. */
export const Segments = <T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, name: string])[];
  readonly choose: (value: T) => void;
}) => {
  const group = useId();
  return (
    <fieldset className="segments">
      <legend>{props.label}</legend>
      {props.choices.map(([value, name]) => (
        <label key={value}>
          <input
            type="radio"
            name={group}
            checked={value === props.value}
            onChange={() => props.choose(value)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
};
