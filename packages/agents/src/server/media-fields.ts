import { badRequest } from "./request-error.ts";

/** Where protocols carry images, sounds and files beside what is said, in a message or in the request. */
const mediaField =
  /^(?:input_|output_|experimental_)?(?:image|audio|sound|video|media|file|attachment|document)s?(?:_(?:url|id|data)s?)?$/i;

/** What a reply is to be made of. */
const modalities: ReadonlySet<string> = new Set(["modalities", "output_modalities", "response_modalities"]);

/** @throws RequestError 400 for what an agent would have to see or hear, or for a reply that is more than text */
export function refuseMedia(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!carries(value)) continue;
    // As the AI SDK has them, beside the content or in its place.
    const isMedia = name === "parts" ? [value].flat().some((part) => !isWords(part)) : mediaField.test(name);
    if (isMedia) throw badRequest(`${name}: agents neither see nor hear`);
    if (modalities.has(name) && [value].flat().some((kind) => String(kind).toLowerCase() !== "text"))
      throw badRequest(`${name}: agents answer in text`);
  }
}

function isWords(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return typeof part === "string";
  return "type" in part && (part.type === "text" || part.type === "reasoning" || part.type === "step-start");
}

function carries(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";
}
