// SPDX-License-Identifier: Apache-2.0
/** Visits that are no refill: the access port of the catheter, and a scan in a magnet. */
import { useText } from "../shell/language.tsx";
import { OTHER_VISITS_TEXT } from "../text/visit.ts";
import { Access } from "./access.tsx";
import { Abandon } from "./commit.tsx";
import { ScanBefore } from "./scan.tsx";
import { ScanAfter } from "./scan-after.tsx";
import type { StepProps } from "./step.ts";
import { Trouble } from "./trouble.tsx";
import { useSend } from "./use-visit.ts";

/** The kinds that have a screen of this shape. */
export type OtherKind = "catheter-access" | "mri";

/** The kind whose screen a visit has; null: it has none of these. */
export const otherKind = (kind: string): OtherKind | null => {
  if (kind === "mri") return "mri";
  return kind === "catheter-access" || kind === "dye-study" ? "catheter-access" : null;
};

type Given = Omit<StepProps, "send" | "toPlan"> & {
  readonly kind: OtherKind;
  readonly revision: string | null;
};

const Ended = ({ kind, view }: Given) => {
  const { access, scan, abandon } = useText(OTHER_VISITS_TEXT);
  if (view.end?.how === "abandoned") return <p className="alert bad">{abandon.was}</p>;
  return (
    <p className="alert good" role="status">
      {kind === "mri" ? scan.done : access.done}
    </p>
  );
};

const Open = ({ kind, revision, ...given }: Given) => {
  const { access, scan, abandon } = useText(OTHER_VISITS_TEXT);
  const send = useSend(given.place, revision);
  const props: StepProps = { ...given, send, toPlan: () => undefined };
  const isPrepared = kind === "mri" && given.implant.scan !== null;
  const title = isPrepared ? scan.afterTitle : scan.title;
  const Scan = isPrepared ? ScanAfter : ScanBefore;
  return (
    <>
      <section className="card stack decision" aria-labelledby="decision">
        <h2 id="decision">{kind === "mri" ? title : access.title}</h2>
        {kind === "mri" ? (
          <Scan key={isPrepared ? "after" : "before"} {...props} />
        ) : (
          <Access {...props} />
        )}
        <Trouble send={send} words={given.words} patient={given.packet.person.name} />
      </section>
      <div className="no-print">
        <Abandon {...props} said={abandon} />
      </div>
    </>
  );
};

/** The visit. */
export const OtherVisit = (props: Given) =>
  props.view.end === null ? <Open {...props} /> : <Ended {...props} />;
