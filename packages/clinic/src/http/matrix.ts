// SPDX-License-Identifier: Apache-2.0
/** The matrix of permissions as a page: every route, every role. */
import { ROLES } from "../fact/role.ts";
import type { Route } from "./inventory.ts";

const yes = (is: boolean): string => (is ? "yes" : "·");

const isForAll = ({ who }: Route): boolean => who === "anybody" || who === "signed-in";

const cells = (route: Route): readonly string[] =>
  ROLES.map((role) => yes(isForAll(route) || route.who.includes(role)));

const without = ({ who }: Route): readonly string[] => [
  yes(who === "anybody"),
  yes(who === "anybody" || who === "pass"),
];

const lineOf = (route: Route): string =>
  `| ${[`${route.method} \`${route.path}\``, ...without(route), ...cells(route)].join(" | ")} |`;

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
- A pass is of one patient's controller: it opens the air of that patient's own pump, no more.
- An emergency opens one patient's views to the one who called it, for an hour, and no command.
- Commands can be refused for other reasons: what is missing, a signature, a second person.

| route | nobody signed in | a controller's pass | ${ROLES.join(" | ")} |
|---|---|---|${ROLES.map(() => "---|").join("")}
${routes.map(lineOf).join("\n")}
`;
