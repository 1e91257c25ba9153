import { defineConfig } from "vite";

export default defineConfig({
  root: new URL("./page", import.meta.url).pathname,
  base: "./",
  // The page's own policy forbids what is not in a file of its own.
  build: {
    outDir: new URL("./dist/page", import.meta.url).pathname,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
