// SPDX-License-Identifier: Apache-2.0
/** The start: what can be done here, one card each. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { SHELL_TEXT } from "../text/shell.ts";
import { useText } from "./language.tsx";

/** The start. */
export const Start = () => {
  const text = useText(SHELL_TEXT);
  const { lab } = text.benches;
  return (
    <div className="stack">
      <h1>{text.startTitle}</h1>
      <p className="lead">{text.startLead}</p>
      <ul className="cards">
        <li className="card">
          <h2>{lab.title}</h2>
          <p className="quiet">{lab.about}</p>
          <div className="row">
            <Button component={Link} to="/lab">
              {lab.go}
            </Button>
          </div>
        </li>
      </ul>
    </div>
  );
};
