// SPDX-License-Identifier: Apache-2.0
/** The door of the patient's controller: a page of its own, kept by its worker for bad nights. */
import "./controller/controller.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Controller } from "./controller/app.tsx";
import { openMine } from "./controller/mine.ts";
import { LanguageProvider } from "./shell/language.tsx";
import { stopAtEnds } from "./shell/no-wrap.ts";

/** The light of the device: the colours of the app hang on this attribute. */
const followLight = (): void => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    document.documentElement.dataset["mantineColorScheme"] = dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", follow);
  follow();
};

const place = document.getElementById("controller");
if (place === null) throw new Error("the page has no place for the controller");

followLight();
stopAtEnds();
const mine = openMine();
void mine.open();

createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <Controller mine={mine} />
    </LanguageProvider>
  </StrictMode>,
);

/** Without a worker the page works as long as there is a network. */
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  const scope = "./controller.html";
  navigator.serviceWorker.register("./controller-worker.js", { scope }).catch(() => undefined);
}
