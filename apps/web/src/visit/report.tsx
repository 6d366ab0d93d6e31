// SPDX-License-Identifier: Apache-2.0
/** The report of a refill that stands in the record, and the next appointment. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { reportAddress } from "../clinic/documents.tsx";
import { useLanguage, useText } from "../shell/language.tsx";
import { SHELL_TEXT } from "../text/shell.ts";
import { DoseTable } from "./dose-table.tsx";
import { Form, Go, LineField } from "./fields.tsx";
import { Observation } from "./observation.tsx";
import { momentIn } from "./path.ts";
import { entriesOf, entryOf } from "./shapes.ts";
import type { StepProps } from "./step.ts";
import { Trouble } from "./trouble.tsx";
import { useSend } from "./use-visit.ts";

const MORNING = "09:00";

const Appointment = ({ place, view, packet, implant, words }: StepProps) => {
  const { report } = words.text;
  const send = useSend(place);
  const urgency = packet.urgency?.find((each) => each.implant === view.implant);
  const latest = urgency?.act_by ?? implant.plan?.refill.due.slice(0, 10) ?? "";
  const [day, setDay] = useState(latest);
  const [time, setTime] = useState(MORNING);
  if (urgency?.appointment != null) {
    return <p className="alert good">{report.booked(words.moment(urgency.appointment))}</p>;
  }
  const submit = () => {
    if (day === "" || time === "") return;
    const at = momentIn(day, time, place.session.clinic.zone);
    const appointment = `${view.visit}.next`;
    const input = { appointment, at, implant: view.implant, kind: "refill" };
    send.mutate({ command: "book-appointment", input });
  };
  return (
    <section className="card stack no-print" aria-label={report.appointment}>
      <h3>{report.appointment}</h3>
      <p>{report.latest(words.day(latest))}</p>
      <Form submit={submit}>
        <div className="row">
          <LineField label={report.day} type="date" value={day} change={setDay} error={null} />
          <LineField label={report.time} type="time" value={time} change={setTime} error={null} />
        </div>
        <Go name={report.book} busy={send.isPending} />
      </Form>
      <Trouble send={send} words={words} patient={packet.person.name} />
    </section>
  );
};

const Facts = ({ view, implant, words }: StepProps) => {
  const { text } = words;
  const refill = implant.refills.find((each) => each.visit === view.visit);
  const fill = entryOf(view, "fill");
  const guard = entryOf(view, "guard");
  const signer = view.steps.at(-1)?.by ?? "";
  return (
    <dl className="facts">
      <dt>{text.report.at}</dt>
      <dd>{words.moment(view.end?.at ?? view.as_of)}</dd>
      <dt>{text.report.by}</dt>
      <dd>{signer}</dd>
      <dt>{entryOf(view, "reading") === undefined ? text.found.expected : text.found.byPump}</dt>
      <dd>{words.amount(refill?.expected ?? "–")}</dd>
      <dt>{text.found.aspirated}</dt>
      <dd>{words.amount(refill?.aspirated ?? "–")}</dd>
      <dt>{text.fill.volume}</dt>
      <dd>
        {words.amount(refill?.filled ?? "–")}, {words.fluid(fill?.drugs ?? [])}
      </dd>
      {entriesOf(view, "syringe").map(({ lot, volume }) => (
        <div key={`${lot} ${volume}`} style={{ display: "contents" }}>
          <dt>
            {text.report.lot} {lot}
          </dt>
          <dd>{words.amount(volume)}</dd>
        </div>
      ))}
      {guard !== undefined && (
        <>
          <dt>{text.guard.needle}</dt>
          <dd>{guard.needle}</dd>
          <dt>{text.guard.observe}</dt>
          <dd>{words.amount(guard.observe_for)}</dd>
        </>
      )}
    </dl>
  );
};

/** The report. What runs now is shown only as long as it is what this visit left. */
export const Report = (props: StepProps) => {
  const { view, implant, words, place } = props;
  const { report } = words.text;
  const { language } = useLanguage();
  const address = reportAddress(place.session, {
    path: `patients/${encodeURIComponent(place.patient)}/reports/visit`,
    language,
    more: { visit: view.visit },
  });
  const { print } = useText(SHELL_TEXT);
  const plan = implant.running?.visit === view.visit ? implant.plan : null;
  return (
    <div className="stack">
      <p className="alert good" role="status">
        {report.done}
      </p>
      <h2>{report.title}</h2>
      <Facts {...props} />
      <Observation {...props} />
      {plan !== null && (
        <>
          <DoseTable of={{ doses: plan.doses, plan }} line={implant.line} words={words} />
          <dl className="facts">
            <dt>{report.due}</dt>
            <dd>{words.moment(plan.refill.due)}</dd>
            <dt>{report.empty}</dt>
            <dd>{words.moment(plan.refill.empty_at_worst)}</dd>
          </dl>
          <Appointment {...props} />
        </>
      )}
      <div className="row no-print">
        <Button component="a" variant="default" href={address} target="_blank" rel="noopener">
          {report.pdf}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {print}
        </Button>
      </div>
    </div>
  );
};
