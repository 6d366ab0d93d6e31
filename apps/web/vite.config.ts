// SPDX-License-Identifier: Apache-2.0
/**
 * The build of the app: `vite build apps/web`. Every path in it is relative: any static host will
 * do.
 */
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { withWorker } from "./offline.ts";
import { storiesText } from "./stories.ts";

/** The lab's stories as a file beside the app, fetched when the lab is opened. */
const withStories = (): Plugin => ({
  name: "cisterna-stories",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "stories.json", source: storiesText() });
  },
  configureServer({ middlewares }) {
    middlewares.use("/stories.json", (_, response) => response.end(storiesText()));
  },
});

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react(), withStories(), withWorker()],
  worker: { format: "es" },
  build: {
    outDir: "out",
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    rollupOptions: { input: ["index.html", "controller.html"] },
  },
});
