import { packageVersion, supportedNode } from "../version.ts";

/** What a new package is called, and what of ours it uses. */
export interface PackageScaffold {
  readonly name: string;
  readonly description: string;
  readonly keywords: readonly string[];
  /** Packages of ours that it imports: `["core", "evaluation"]`. */
  readonly uses: readonly string[];
}

/**
 * What every package that `sdialog new` makes has around its code: a manifest, and the settings of a compiler that
 * turns `src` into JavaScript and type declarations in `dist` whenever the package is packed. Ours are its peers, so
 * that whoever installs it keeps one copy of them.
 *
 * @returns path inside the package → content
 */
export function packageScaffold({ name, description, keywords, uses }: PackageScaffold) {
  const ours = Object.fromEntries(uses.map((used) => [`@sdialog/${used}`, `^${packageVersion}`]));
  const manifest = {
    name,
    version: "0.1.0",
    description,
    keywords,
    type: "module",
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    },
    files: ["dist"],
    scripts: { build: "tsc -p tsconfig.build.json", test: "vitest run", prepack: "npm run build" },
    peerDependencies: { ...ours, zod: "^4.4.0" },
    devDependencies: {
      ...ours,
      "@types/node": "^24.0.0",
      typescript: "^6.0.3",
      vitest: "^5.1.1",
      zod: "^4.4.0",
    },
    engines: { node: supportedNode },
  };
  const compilerOptions = {
    target: "es2023",
    lib: ["es2024"],
    module: "nodenext",
    strict: true,
    noImplicitOverride: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    skipLibCheck: true,
    types: ["node"],
    rootDir: "src",
    outDir: "dist",
  };
  return {
    ".gitignore": "dist\nnode_modules\n",
    "package.json": json(manifest),
    "tsconfig.build.json": json({ extends: "./tsconfig.json", exclude: ["src/**/*.test.ts"] }),
    "tsconfig.json": json({ compilerOptions, include: ["src"] }),
  } as const;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
