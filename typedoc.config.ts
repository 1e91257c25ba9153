import { repositoryAddress } from "./tools/repository.ts";

// Links lead to where this clone comes from; a clone from nowhere has none.
const address = repositoryAddress();
const sources =
  address === undefined
    ? { disableSources: true }
    : { disableGit: true, sourceLinkTemplate: `${address}/blob/main/{path}#L{line}` };
const validation = { invalidLink: true, notExported: false, notDocumented: false };

export default {
  name: "SDialog for TypeScript",
  entryPointStrategy: "packages",
  entryPoints: ["packages/*"],
  packageOptions: {
    // Every subpath leads to an index.ts, except /internal, which is nobody's to read.
    entryPoints: ["src/index.ts", "src/**/index.ts"],
    tsconfig: "../../tsconfig.typedoc.json",
    readme: "README.md",
    excludeInternal: true,
    excludePrivate: true,
    validation,
    ...sources,
    skipErrorChecking: true,
  },
  // The lessons stand below the tutorials' page, decisions below the architecture: `plugin` sees to it.
  projectDocuments: [
    "tutorials/README.md",
    "docs/*.md",
    "packages/local/models/pocket/*.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
  ],
  plugin: ["./tools/docs-site.ts"],
  customCss: "tools/docs-site.css",
  searchInDocuments: true,
  readme: "README.md",
  out: "site",
  includeVersion: true,
  validation,
  ...sources,
};
