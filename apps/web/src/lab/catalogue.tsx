// SPDX-License-Identifier: Apache-2.0
/** The catalogue: every story of the lab, the published incidents first, with what was solved. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useText } from "../shell/language.tsx";
import { Loading, NotLoaded } from "../shell/states.tsx";
import { LAB_TEXT } from "../text/lab.ts";
import { STORY_TEXT } from "../text/stories.ts";
import type { Story } from "./story.ts";
import { solved, useStories } from "./use-stories.ts";

const StoryCard = ({ story, done }: { readonly story: Story; readonly done: boolean }) => {
  const text = useText(LAB_TEXT);
  const told = useText(STORY_TEXT)[story.id];
  if (told === undefined) return null;
  return (
    <li className="card">
      <div className="row spread">
        <h3>{told.title}</h3>
        {done && <span className="pill good">✓ {text.solved}</span>}
      </div>
      <p>{told.told}</p>
      {story.hazards.length > 0 && (
        <p className="quiet small">
          {text.hazards} {story.hazards.join(", ")}
        </p>
      )}
      <div className="row">
        <Button
          component={Link}
          to="/lab/$story"
          params={{ story: story.id } as never}
          variant={story.kind === "incident" ? "filled" : "default"}
          aria-label={`${text.begin}: ${told.title}`}
        >
          {text.begin}
        </Button>
      </div>
    </li>
  );
};

const Group = (props: {
  readonly title: string;
  readonly lead: string;
  readonly stories: readonly Story[];
}) => {
  const done = solved();
  return (
    <section className="stack">
      <div>
        <h2>{props.title}</h2>
        <p className="lead">{props.lead}</p>
      </div>
      <ul className="cards">
        {props.stories.map((story) => (
          <StoryCard key={story.id} story={story} done={done.includes(story.id)} />
        ))}
      </ul>
    </section>
  );
};

/** The catalogue. */
export const Catalogue = () => {
  const text = useText(LAB_TEXT);
  const { data, isError, refetch } = useStories();
  const of = (kind: Story["kind"]) => (data ?? []).filter((each) => each.kind === kind);
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      {isError && <NotLoaded again={() => void refetch()} />}
      {data === undefined && !isError && <Loading />}
      {data !== undefined && (
        <>
          <Group title={text.incidents} lead={text.incidentsLead} stories={of("incident")} />
          <Group title={text.plain} lead={text.plainLead} stories={of("plain")} />
        </>
      )}
    </div>
  );
};
