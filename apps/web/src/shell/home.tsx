// SPDX-License-Identifier: Apache-2.0
/** Home: the radar where a clinic serves the page, and the choice of benches where none does. */
import { lazy, Suspense } from "react";
import { useServed } from "../clinic/use-clinic.ts";
import { Start } from "./start.tsx";
import { Loading } from "./states.tsx";

const Radar = lazy(async () => ({
  default: (await import("../clinic/radar.tsx")).RadarScreen,
}));

/** Home. */
export const Home = () => {
  const served = useServed();
  if (served === undefined) return <Loading />;
  if (!served) return <Start />;
  return (
    <Suspense fallback={<Loading />}>
      <Radar />
    </Suspense>
  );
};
