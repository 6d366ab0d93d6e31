// SPDX-License-Identifier: Apache-2.0
/** The matrix of permissions as a page: every route, every role. */
import { ROLES } from "../fact/role.ts";
import type { Route } from "./inventory.ts";

const cells = ({ who }: Route): readonly string[] =>
  ROLES.map((role) =>
    who !== "operator" && (typeof who === "string" || who.includes(role)) ? "yes" : "·",
  );

const without = ({ who }: Route): string => (who === "anybody" ? "yes" : "·");

const lineOf = (route: Route): string =>
  `| ${[`${route.method} \`${route.path}\``, without(route), ...cells(route)].join(" | ")} |`;

/** The page. */
export const matrixPage = (routes: readonly Route[]): string =>
  `# Who may ask what

Written from the routes of the server by \`tools/documents/clinic.ts\`. A test calls every route in
every role, at the own clinic, at another, and without a session
(\`packages/clinic/test/matrix.test.ts\`).

- What is not "yes" is denied. A route that does not say who may call it is never opened.
- What counts the server's work (\`/api/metrics\`) is for no role: for whoever runs the server, from
  the addresses of its setting \`metrics_from\`.
- A session is of one clinic: at any other it is none.
- A patient reads what is about that patient alone.
- An emergency opens one patient's views to the one who called it, for an hour, and no command.
- Commands can be refused for other reasons: what is missing, a signature, a second person.

| route | nobody signed in | ${ROLES.join(" | ")} |
|---|---|${ROLES.map(() => "---|").join("")}
${routes.map(lineOf).join("\n")}
`;
