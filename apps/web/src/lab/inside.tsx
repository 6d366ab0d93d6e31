// SPDX-License-Identifier: Apache-2.0
/** The middle of the bench: the implant drawn, the spine and the curves, or what a clinic knows. */

import type { Plan } from "@cisterna/therapy";
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Spine } from "../draw/spine.tsx";
import { Curves } from "./curves.tsx";
import type { Frame } from "./frame.ts";
import { Statements } from "./log.tsx";
import { Picture, type PictureProps } from "./picture.tsx";
import type { Known } from "./use-lab.ts";
import type { Voice } from "./use-say.ts";

/** The scale of the spine: the most that was ever there, so that it pales when drug is gone. */
const mostEver = ({ samples }: Known, place: number): number =>
  samples.reduce((most, { peaks }) => Math.max(most, peaks[place] ?? 0), 0);

const Canal = (props: { known: Known & { frame: Frame }; voice: Voice; tip: string }) => {
  const { known, voice, tip } = props;
  const { frame } = known;
  const { text, pump, language } = voice;
  const [place, setPlace] = useState(0);
  const drug = frame.drugs[place] ?? frame.drugs[0];
  if (drug === undefined) return null;
  const { concentrations } = drug;
  const peak = concentrations?.canal.reduce((a, b) => Math.max(a, b), 0) ?? 0;
  const most = Math.max(peak, mostEver(known, place));
  return (
    <div>
      <h3>{text.spine}</h3>
      <p className="quiet small">{text.spineModel}</p>
      {frame.drugs.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={text.drug}
          value={String(place)}
          onChange={({ currentTarget }) => setPlace(Number(currentTarget.value))}
          data={frame.drugs.map((each, index) => ({
            value: String(index),
            label: pump.drugs[each.drug],
          }))}
        />
      )}
      {concentrations === null ? (
        <p className="empty">{text.spineNone(pump.drugs[drug.drug])}</p>
      ) : (
        <>
          <Spine
            canal={concentrations.canal}
            most={most}
            tip={tip}
            language={language}
            words={{ name: text.spine, tip: text.tip, scale: text.spineScale }}
          />
          <p className="small">
            {text.plasma}:{" "}
            {concentrations.plasma === null
              ? text.unknown
              : voice.amount(concentrations.plasma * 1000, "ng/mL")}
          </p>
        </>
      )}
    </div>
  );
};

/** The middle of the bench. `open`: the inside is in view. */
export const Inside = (props: {
  readonly voice: Voice;
  readonly known: Known & { readonly frame: Frame };
  readonly plan: Plan;
  readonly capacity: number;
  readonly fluids: PictureProps["fluids"];
  readonly open: boolean;
}) => {
  const { voice, known, open, plan } = props;
  const { frame } = known;
  const { text, pump } = voice;
  const { tip } = plan.of.implant.catheter;
  return (
    <div className="stack">
      <section className="card" aria-label={text.picture}>
        <div className={open ? "implant" : undefined}>
          <Picture
            voice={voice}
            capacity={props.capacity}
            computed={known.statements.at(-1)?.account.reservoir ?? null}
            truth={open ? frame.truth : null}
            fluids={open ? props.fluids : props.fluids.slice(0, 1)}
            tip={tip}
          />
          {open && <Canal known={known} voice={voice} tip={tip} />}
        </div>
        {!open && <p className="lead">{text.hidden}</p>}
      </section>
      {open && (
        <Curves
          voice={voice}
          samples={known.samples}
          drugs={frame.drugs.map(({ drug }) => pump.drugs[drug])}
        />
      )}
      <section className="card stack">
        <h2>{text.statements}</h2>
        <Statements statements={known.statements} voice={voice} />
      </section>
    </div>
  );
};
