// SPDX-License-Identifier: Apache-2.0
/** Home: the radar where a clinic serves the page, and the choice of benches where none does. */
import { useServed } from "../clinic/use-clinic.ts";
import { screenFrom } from "./screen-loader.tsx";
import { Start } from "./start.tsx";
import { Loading } from "./states.tsx";

const Radar = screenFrom(async () => (await import("../clinic/radar.tsx")).RadarScreen);

/** Home. */
export const Home = () => {
  const served = useServed();
  if (served === undefined) return <Loading />;
  return served ? <Radar /> : <Start />;
};
