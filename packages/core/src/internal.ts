// What siblings of this package share. It may change in any release: see docs/versioning.md.
export { isBlank } from "./attributes/attribute-model.ts";
export { fieldWords } from "./attributes/field-words.ts";
export { checkSpecVersion } from "./check-spec-version.ts";
export { sha256Hex } from "./content-hash.ts";
export { turnLine } from "./dialog/turn.ts";
export { frozenJson } from "./json.ts";
export { nearestName } from "./nearest-name.ts";
export { checkOptions, pickOptions } from "./options/check-options.ts";
export type { OptionNames } from "./options/check-options.ts";
export { packageScaffold } from "./registry/package-scaffold.ts";
export { parseJson } from "./text/parse-json.ts";
export { visibleText } from "./visible-text.ts";
export { cosineSimilarity, dot, meanVector, normalize } from "./vector.ts";
export type { Vector } from "./vector.ts";
export { packageVersion } from "./version.ts";
export { onOneLine } from "./on-one-line.ts";
