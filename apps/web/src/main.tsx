// SPDX-License-Identifier: Apache-2.0
/** The door of the app. */
import "@mantine/core/styles.css";
import "./shell/style.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LanguageProvider } from "./shell/language.tsx";
import { stopAtEnds } from "./shell/no-wrap.ts";
import { ROUTER } from "./shell/routes.tsx";
import { THEME } from "./shell/theme.ts";

/** A clinic that cannot be reached is told of, and not silently waited for. */
const QUERIES = new QueryClient({
  defaultOptions: { queries: { networkMode: "always" }, mutations: { networkMode: "always" } },
});

const place = document.getElementById("app");
if (place === null) throw new Error("the page has no place for the app");

stopAtEnds();

createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={THEME} defaultColorScheme="auto">
      <QueryClientProvider client={QUERIES}>
        <LanguageProvider>
          <RouterProvider router={ROUTER} />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
