// SPDX-License-Identifier: Apache-2.0
/** The one next step of a patient's page: a refill begins, or the one that was left goes on. */
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Problem, type Welcome } from "../clinic/client.ts";
import type { ImplantView, PatientView } from "../clinic/shapes.ts";
import { Key, useKeys } from "../shell/keys.tsx";
import { Trouble } from "./trouble.tsx";
import { useSend } from "./use-visit.ts";
import { useWords } from "./words.ts";

const TREATING = ["physician", "nurse"];

/** Days and a few letters: a name that no visit of this patient has. */
const nameOf = (asOf: string): string =>
  `refill-${asOf.slice(0, 10)}-${crypto.randomUUID().slice(0, 4)}`;

/** The visit of this implant that is open, where a refusal to begin another names it. */
const openIn = (error: unknown): string | null =>
  error instanceof Problem
    ? (error.refusals.find(({ kind }) => kind === "unit-of-work-unfinished")?.read ?? null)
    : null;

type StartProps = {
  readonly session: Welcome;
  readonly patient: string;
  readonly view: PatientView;
};

/** The button of one implant; the first one has a key. */
const StartVisit = (props: StartProps & { readonly of: ImplantView; readonly pump: string }) => {
  const { session, patient, view, of, pump } = props;
  const { implant } = of.implant;
  const hasKey = view.implants[0] === of;
  const words = useWords();
  const go = useNavigate();
  const send = useSend({ session, patient });
  const toVisit = (visit: string) =>
    void go({ to: "/patients/$patient/visits/$visit", params: { patient, visit } });
  const begin = () => {
    const visit = nameOf(view.as_of);
    const input = { visit, implant, kind: "refill" };
    send.mutate(
      { command: "begin-visit", input },
      {
        onSuccess: () => toVisit(visit),
        onError: (error) => {
          const open = openIn(error);
          if (open !== null) toVisit(open);
        },
      },
    );
  };
  useKeys(hasKey ? { r: begin } : {});
  const urgency = view.urgency?.find((each) => each.implant === implant);
  const isLeft = urgency?.reasons.includes("visit-unfinished") === true;
  const isDue = isLeft || urgency?.band !== "quiet";
  return (
    <>
      <Button
        variant={isDue ? "filled" : "default"}
        loading={send.isPending}
        onClick={begin}
        {...(hasKey ? { "aria-keyshortcuts": "r", rightSection: <Key name="R" /> } : {})}
      >
        {isLeft ? words.text.resume : words.text.start}
        {pump === "" ? "" : `: ${pump}`}
      </Button>
      {openIn(send.error) === null && (
        <Trouble send={send} words={words} patient={view.person.name} />
      )}
    </>
  );
};

/** The button of each implant, for those who treat. */
export const StartVisits = (props: StartProps) => {
  const { session, view } = props;
  if (!session.roles.some((role) => TREATING.includes(role))) return null;
  const named = view.implants.length > 1;
  return (
    <div className="row no-print">
      {view.implants.map((of) => (
        <StartVisit key={of.implant.implant} {...props} of={of} pump={named ? of.pump.name : ""} />
      ))}
    </div>
  );
};
