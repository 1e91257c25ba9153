import { expect, it } from "vitest";
import { packageVersion } from "../version.ts";
import { packageScaffold } from "./package-scaffold.ts";

it("makes a package whose peers are what it uses of ours, and which is built before it is packed", () => {
  const files = packageScaffold({
    name: "sdialog-metric-x",
    description: "x",
    keywords: ["sdialog"],
    uses: ["core", "evaluation"],
  });
  const manifest = JSON.parse(files["package.json"]);
  expect(manifest).toMatchObject({
    name: "sdialog-metric-x",
    description: "x",
    keywords: ["sdialog"],
    type: "module",
    scripts: { prepack: "npm run build" },
    peerDependencies: { "@sdialog/core": `^${packageVersion}`, "@sdialog/evaluation": `^${packageVersion}` },
  });
  // What is a peer is there while the package is worked on.
  expect(manifest.devDependencies).toMatchObject(manifest.peerDependencies);
  const { compilerOptions, include } = JSON.parse(files["tsconfig.json"]);
  const built = JSON.parse(files["tsconfig.build.json"]);
  // What a build leaves is what is packed, exported and not committed; tests are not built.
  expect(include).toEqual([compilerOptions.rootDir]);
  expect(manifest.files).toEqual([compilerOptions.outDir]);
  expect(manifest.exports["."]).toEqual({
    types: `./${compilerOptions.outDir}/index.d.ts`,
    default: `./${compilerOptions.outDir}/index.js`,
  });
  expect(files[".gitignore"].split("\n")).toEqual(
    expect.arrayContaining([compilerOptions.outDir, "node_modules"]),
  );
  expect(built).toEqual({ extends: "./tsconfig.json", exclude: [`${compilerOptions.rootDir}/**/*.test.ts`] });
});
