// SPDX-License-Identifier: Apache-2.0
/** The start: what can be done here, one card each. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { SHELL_TEXT } from "../text/shell.ts";
import { useText } from "./language.tsx";

const BENCHES = [
  ["/lab", "lab"],
  ["/simulator", "simulator"],
] as const;

/** The start. */
export const Start = () => {
  const text = useText(SHELL_TEXT);
  return (
    <div className="stack">
      <h1>{text.startTitle}</h1>
      <p className="lead">{text.startLead}</p>
      <ul className="cards">
        {BENCHES.map(([to, name]) => (
          <li className="card" key={to}>
            <h2>{text.benches[name].title}</h2>
            <p className="quiet">{text.benches[name].about}</p>
            <div className="row">
              <Button component={Link} to={to}>
                {text.benches[name].go}
              </Button>
            </div>
          </li>
        ))}
        <li className="card">
          <h2>{text.benches.reader.title}</h2>
          <p className="quiet">{text.benches.reader.about}</p>
          <div className="row">
            <Button component="a" href="./passport.html">
              {text.benches.reader.go}
            </Button>
          </div>
        </li>
      </ul>
    </div>
  );
};
