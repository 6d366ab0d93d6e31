// SPDX-License-Identifier: Apache-2.0
/** Describes the server without opening it: its matrix, its interfaces. */
import { pino } from "pino";
import { openDesk } from "../desk/desk.ts";
import { fhirPage } from "../fhir/page.ts";
import { openDatabase } from "../store/database.ts";
import { matrixPage } from "./matrix.ts";
import { openApi } from "./openapi.ts";
import { buildServer } from "./server.ts";

/** The matrix of permissions and the FHIR interface as pages, and the OpenAPI document. */
export const describeServer = async () => {
  const db = await openDatabase({ kind: "memory" });
  const { app, routes } = await buildServer(
    openDesk(db, () => 0),
    {
      logger: pino({ enabled: false }),
      secure: false,
      behindProxy: false,
      requestsPerMinute: 1,
      signInsPerMinute: 1,
      metricsFrom: [],
      app: null,
      telemetry: null,
    },
  );
  await app.close();
  await db.destroy();
  return { matrix: matrixPage(routes), openapi: openApi(), fhir: fhirPage() };
};
