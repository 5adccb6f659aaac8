// Builds dist/: one bundle for each page that has a script, and the fonts as CSS with the files they need.

import { readFile, rm } from "node:fs/promises";
import { build } from "esbuild";

const DIST = "dist";
const PAGES = ["adjudicate", "annotate", "reading", "workbench"];
const SUBSETS = /-(?:latin|latin-ext|cyrillic|greek)-wght-/;

/** Keeps of a font package's style sheet the faces of our subsets; each face is preceded by a comment that names it. */
const subsets = {
  name: "font-subsets",
  /** @param {import("esbuild").PluginBuild} context */
  setup(context) {
    context.onLoad({ filter: /@fontsource-variable\/.*\.css$/ }, async ({ path }) => {
      const faces = (await readFile(path, "utf8")).split(/(?=\/\* )/);
      return { contents: faces.filter((face) => SUBSETS.test(face)).join(""), loader: "css" };
    });
  },
};

await rm(DIST, { recursive: true, force: true });
await build({
  entryPoints: [...PAGES.map((page) => `src/${page}.js`), "src/fonts.css"],
  outdir: DIST,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]-[hash]",
  sourcemap: false,
  legalComments: "none",
  plugins: [subsets],
});
