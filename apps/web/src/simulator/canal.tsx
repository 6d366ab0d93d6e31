// SPDX-License-Identifier: Apache-2.0
/** The spinal fluid at the moment that is scrubbed to, for one drug of the change. */
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Spine } from "../draw/spine.tsx";
import type { Course } from "./body.ts";
import type { Words } from "./use-words.ts";

const mostIn = ({ canal }: Course): number => canal.reduce((a, b) => Math.max(a, b), 0);

const Drawn = (props: {
  readonly words: Words;
  readonly drug: string;
  readonly course: Course | null;
  readonly instant: number;
  readonly tip: string;
}) => {
  const { words, course, instant } = props;
  const { text } = words;
  if (course === null) return <p className="empty">{text.noKinetics(words.drug(props.drug))}</p>;
  const { cells, canal } = course;
  return (
    <Spine
      canal={canal.subarray(instant * cells, (instant + 1) * cells)}
      most={mostIn(course)}
      tip={props.tip}
      language={words.language}
      words={{ name: text.bodyTitle, tip: text.tipShort, scale: text.scale }}
    />
  );
};

/** The canal, with a choice of the drug where there are several. */
export const Canal = (props: {
  readonly words: Words;
  readonly drugs: readonly string[];
  readonly courses: readonly (Course | null)[] | null;
  readonly instant: number;
  readonly tip: string;
}) => {
  const { words, drugs, courses } = props;
  const { text } = words;
  const [picked, setPicked] = useState("");
  const place = Math.max(0, drugs.indexOf(picked));
  const drug = drugs[place] ?? "";
  return (
    <section className="card stack canal" aria-labelledby="canal">
      <div>
        <h2 id="canal">{text.bodyTitle}</h2>
        <p className="quiet small">{text.model}</p>
      </div>
      {drugs.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={text.drug}
          value={drug}
          onChange={({ currentTarget }) => setPicked(currentTarget.value)}
          data={drugs.map((value) => ({ value, label: words.drug(value) }))}
        />
      )}
      {courses === null ? (
        <p className="empty" role="status">
          {text.computing}
        </p>
      ) : (
        <Drawn
          words={words}
          drug={drug}
          course={courses[place] ?? null}
          instant={props.instant}
          tip={props.tip}
        />
      )}
    </section>
  );
};
