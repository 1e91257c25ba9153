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
  projectDocuments: ["docs/*.md", "docs/decisions/*.md"],
  readme: "README.md",
  out: "site",
  includeVersion: true,
  ...(address === undefined ? {} : { navigationLinks: { Tutorials: `${address}/tree/main/tutorials` } }),
  validation,
  ...sources,
};
