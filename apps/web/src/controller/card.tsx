// SPDX-License-Identifier: Apache-2.0
/**
 * The emergency card: what is in the pump by the pump's own last word, what is dangerous by the
 * formulary's sources, whom to call. It needs no network. The signed passport is shown as its code.
 */
import { doseFor, flowOfPulses, nanolitres } from "@cisterna/quantity";
import { type Fluid, FORMULARY, SOURCES, type SourceId } from "@cisterna/therapy";
import { fluidIn } from "../format/fluid.ts";
import { volumeText } from "../format/number.ts";
import { amount, dangerLines, massUnit } from "../reader/answers.ts";
import { Code } from "../shell/code.tsx";
import { READER_TEXT } from "../text/reader.ts";
import { CallClinic } from "./alarms.tsx";
import type { Seen } from "./kept.ts";
import type { Speech } from "./speech.ts";
import type { View } from "./use-mine.ts";

type Props = View & { readonly speech: Speech; readonly now: number };

const Contents = ({ seen, fluid, speech }: { seen: Seen; fluid: Fluid; speech: Speech }) => {
  const { language, text } = speech;
  const { drugs } = READER_TEXT[language];
  const isExtra = seen.status.boluses.length > 0;
  const flow = flowOfPulses(seen.status.rate, nanolitres(seen.pulse));
  return (
    <>
      {fluid.map(({ drug, concentration }) => (
        <div key={drug}>
          <p className="big value">
            {drugs[drug]} {amount(concentration, `${massUnit(drug)}/mL`, language)}
          </p>
          {!isExtra && (
            <p>
              {text.card.runs}:{" "}
              {amount(doseFor(flow, concentration), `${massUnit(drug)}/d`, language)}
            </p>
          )}
        </div>
      ))}
      {isExtra && <p>{text.card.extra}</p>}
      <p>
        {text.state.left}: {volumeText(seen.status.reservoir, language)}
      </p>
      <p>{text.state.modes[seen.status.mode]}</p>
    </>
  );
};

const Dangers = ({ fluid, speech }: { fluid: Fluid; speech: Speech }) => {
  const words = READER_TEXT[speech.language];
  const lines = dangerLines(
    fluid.map(({ drug }) => drug),
    { text: words },
  );
  return (
    <section className="card stack tight kills">
      <h2>{speech.text.card.killsQ}</h2>
      {lines.map(({ text, note, source }) => (
        <p key={text}>
          <strong>{text}</strong>{" "}
          {note !== undefined && (
            <span className="quiet small" lang="en">
              {note}
            </span>
          )}{" "}
          {source !== undefined && (
            <span className="quiet small" lang="en">
              [{SOURCES[source.split(" ")[0] as SourceId]?.citation ?? ""}, {source}]
            </span>
          )}
        </p>
      ))}
    </section>
  );
};

const Passport = ({ kept, speech }: Props) => {
  const { card } = speech.text;
  const own = kept.word?.implants.find(({ implant }) => implant === kept.peer?.implant);
  const passport = own?.passport ?? null;
  if (passport === null) return null;
  const isCurrent = passport.stands === "current";
  return (
    <section className="card stack">
      <h2>{card.passport}</h2>
      <p className={isCurrent ? "" : "alert bad"}>{card.stands[passport.stands]}</p>
      <p>{card.passportLead(speech.appointment(passport.issued))}</p>
      <div className="code-picture">
        <Code text={passport.text} name={card.passportCode} />
      </div>
    </section>
  );
};

const Body = ({ seen, speech, now }: { seen: Seen; speech: Speech; now: number }) => {
  const { card } = speech.text;
  const fluid = fluidIn(seen.status.fluid);
  const isKnown = fluid?.every(({ drug }) => FORMULARY.has(drug)) ?? false;
  return (
    <>
      <section className="card stack tight">
        <h2>{card.whatQ}</h2>
        {fluid === null || !isKnown ? (
          <p className="big">{card.unknownFluid}</p>
        ) : (
          <Contents seen={seen} fluid={fluid} speech={speech} />
        )}
        <p className="quiet">
          {card.asWhen(speech.moment(seen.at, now), speech.age(seen.at, now))}
        </p>
      </section>
      {fluid !== null && isKnown && <Dangers fluid={fluid} speech={speech} />}
    </>
  );
};

/** The screen. */
export const Card = (props: Props) => {
  const { kept, speech, now } = props;
  const { seen, word, peer } = kept;
  const { card } = speech.text;
  return (
    <article className="stack emergency">
      <h1>{card.title}</h1>
      {word?.name != null && <p className="big">{word.name}</p>}
      <p className="big">{card.iHave}</p>
      <p>{card.never}</p>
      <section className="card stack tight">
        <h2>{card.callQ}</h2>
        <CallClinic word={word} speech={speech} />
        {peer !== null && (
          <p className="quiet">
            {card.pump}: {peer.pump}
          </p>
        )}
      </section>
      {seen === null ? (
        <p className="card big">{card.nothing}</p>
      ) : (
        <Body seen={seen} speech={speech} now={now} />
      )}
      <Passport {...props} />
    </article>
  );
};
