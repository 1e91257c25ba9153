import { bare, folded, piecesOf } from "../text/bare-text.ts";
import { decodedTexts, rot13 } from "../text/decoded-texts.ts";
import { secretShape, standsIn } from "./secret-shape.ts";

/** The forms in which a bot may be talked into telling a secret, each by its name. */
export function secretForms(secret: string): readonly { readonly form: string; readonly text: string }[] {
  const bytes = Buffer.from(secret, "utf8");
  return [
    { form: "plain", text: secret },
    { form: "reversed", text: [...secret].toReversed().join("") },
    { form: "base64", text: bytes.toString("base64").replaceAll("=", "") },
    { form: "hexadecimal", text: bytes.toString("hex") },
    { form: "rot13", text: rot13(secret) },
  ];
}

/** Shorter secrets are looked for as words of their own: decoded and run together, nearly everything holds them somewhere. */
const fewestRunTogether = 5;

/** Of shorter ones than these, not even what is decoded or spelled out is looked for. */
const fewestDecoded = 4;

/** Readings in which words still stand apart as they were said, and forms of decoding that leave bytes around a secret. */
const keepsWords =
  /^(?:plain|reversed|rot13|escapes|spelled out|spoken address)(?: in (?:reversed|rot13|escapes|spelled out|spoken address))*$/;

/**
 * Where a text tells a secret, in whatever form, alone or among other words: everything that can be decoded in it is, and
 * letters and digits are compared, so that dashes, accents, case and letters that only look alike make no difference.
 * What stands between the parts of it is a sign, or says that something is being spelled; other words are other words. A
 * weak secret, which ordinary talk may hold (`SAVE15`), and a short one (a PIN) are found as they are written, in an
 * encoding, and character by character. `undefined` where it is not told.
 */
export function leakIn(text: string, secret: string): { readonly form: string } | undefined {
  const shape = secretShape(secret);
  // A secret of signs alone is compared as it is.
  if (shape.wanted === "") return secret !== "" && text.includes(secret) ? { form: "plain" } : undefined;
  if (shape.wanted.length < fewestRunTogether) return shortLeakIn(text, secret);
  if (standsIn(text, shape)) return { form: "plain" };
  const found = decodedTexts(text).find((one) =>
    keepsWords.test(one.form) ? standsIn(one.text, shape) : bare(one.text).includes(shape.wanted),
  );
  return found === undefined ? undefined : { form: found.form };
}

function shortLeakIn(text: string, secret: string): { readonly form: string } | undefined {
  if (hasWord(text, secret)) return { form: "plain" };
  const wanted = bare(secret);
  if (wanted.length < fewestDecoded) return undefined;
  const found = decodedTexts(text).find(({ form, text: read }) =>
    form === "spelled out"
      ? // Characters of their own one after the other, and no more of them.
        ` ${piecesOf(read)
          .map((piece) => piece.text)
          .join(" ")} `.includes(` ${[...wanted].join(" ")} `)
      : !keepsWords.test(form) && hasWord(read, secret),
  );
  return found === undefined ? undefined : { form: found.form };
}

/** Whether a short secret stands in a text, signs and all, as a word of its own. */
function hasWord(text: string, secret: string): boolean {
  const pattern = folded(secret)
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(String.raw`\s{0,5}`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`, "u").test(folded(text));
}
