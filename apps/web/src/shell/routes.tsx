// SPDX-License-Identifier: Apache-2.0
/**
 * Which address shows which screen. Addresses stand behind `#`, so that any static host serves
 * them; each screen is loaded when it is first opened.
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from "@tanstack/react-router";
import { App } from "./app.tsx";
import { Home } from "./home.tsx";
import { screenFrom } from "./screen-loader.tsx";
import { Broken, Loading, NotFound } from "./states.tsx";

const root = createRootRoute({ component: App });

const start = createRoute({ getParentRoute: () => root, path: "/", component: Home });

const lab = createRoute({
  getParentRoute: () => root,
  path: "/lab",
  component: screenFrom(async () => (await import("../lab/catalogue.tsx")).Catalogue),
});

const bench = createRoute({
  getParentRoute: () => root,
  path: "/lab/$story",
  component: screenFrom(async () => (await import("../lab/bench.tsx")).BenchScreen),
});

const simulator = createRoute({
  getParentRoute: () => root,
  path: "/simulator",
  component: screenFrom(async () => (await import("../simulator/screen.tsx")).SimulatorScreen),
});

const account = createRoute({
  getParentRoute: () => root,
  path: "/account",
  component: screenFrom(async () => (await import("../account/screen.tsx")).AccountScreen),
});

const patient = createRoute({
  getParentRoute: () => root,
  path: "/patients/$patient",
  component: screenFrom(async () => (await import("../clinic/patient.tsx")).PatientScreen),
});

const programmer = createRoute({
  getParentRoute: () => root,
  path: "/patients/$patient/programmer",
  component: screenFrom(async () => (await import("../programmer/screen.tsx")).ProgrammerScreen),
});

const passport = createRoute({
  getParentRoute: () => root,
  path: "/patients/$patient/passport",
  component: screenFrom(async () => (await import("../passport/screen.tsx")).PassportScreen),
});

const visit = createRoute({
  getParentRoute: () => root,
  path: "/patients/$patient/visits/$visit",
  component: screenFrom(async () => (await import("../visit/screen.tsx")).VisitScreen),
});

const bolus = createRoute({
  getParentRoute: () => root,
  path: "/patients/$patient/bolus",
  component: screenFrom(async () => (await import("../bolus/screen.tsx")).BolusScreen),
});

const assessment = createRoute({
  getParentRoute: () => root,
  path: "/patients/$patient/assessment",
  component: screenFrom(async () => (await import("../assessment/screen.tsx")).AssessmentScreen),
});

const formulary = createRoute({
  getParentRoute: () => root,
  path: "/formulary",
  component: screenFrom(async () => (await import("../formulary/screen.tsx")).FormularyScreen),
});

const pumpList = createRoute({
  getParentRoute: () => root,
  path: "/pump-list",
  component: screenFrom(async () => (await import("../pump-list/screen.tsx")).PumpListScreen),
});

/** The router of the app. */
export const ROUTER = createRouter({
  routeTree: root.addChildren([
    start,
    lab,
    bench,
    simulator,
    account,
    patient,
    programmer,
    passport,
    visit,
    bolus,
    assessment,
    formulary,
    pumpList,
  ]),
  history: createHashHistory(),
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof ROUTER;
  }
}
