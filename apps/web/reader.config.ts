// SPDX-License-Identifier: Apache-2.0
/**
 * The build of the passport reader: one file, with everything inside it and a policy that asks
 * nobody.
 */
import { defineConfig, type Plugin, type Rollup } from "vite";

const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; " +
  "img-src data: blob:; media-src blob: mediastream:";

const textOf = (file: Rollup.OutputAsset | Rollup.OutputChunk | undefined): string =>
  file?.type === "chunk" ? file.code : String(file?.source ?? "");

/** What would end the script early is written so that it does not. */
const inScript = (code: string): string => code.replaceAll("</script", "<\\/script");

/** Puts script and style into the page; nothing else is left. */
const oneFile = (): Plugin => ({
  name: "cisterna-one-file",
  enforce: "post",
  generateBundle(_, bundle) {
    const files = Object.values(bundle);
    const page = files.find(({ fileName }) => fileName === "reader.html");
    const script = files.find(({ type }) => type === "chunk");
    const style = files.find(({ fileName }) => fileName.endsWith(".css"));
    const html = textOf(page)
      .replace(/<script type="module"[^>]*src=[^>]*><\/script>/, "")
      .replace(/<link rel="stylesheet"[^>]*>/, "")
      .replace(
        "<head>",
        () => `<head>\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
      )
      .replace("</head>", () => `<style>${textOf(style)}</style></head>`)
      .replace(
        "</body>",
        () => `<script type="module">${inScript(textOf(script))}</script></body>`,
      );
    for (const name of Object.keys(bundle)) delete bundle[name];
    this.emitFile({ type: "asset", fileName: "passport.html", source: html });
  },
});

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  publicDir: false,
  plugins: [oneFile()],
  build: {
    outDir: "out",
    emptyOutDir: false,
    target: "es2023",
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: { input: "reader.html" },
  },
});
