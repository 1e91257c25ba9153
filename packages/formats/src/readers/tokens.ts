import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import * as z from "zod";
import { modelTokens } from "../training/token-counter.ts";
import { recordFormat } from "./record-format.ts";
import { saidDialog } from "./said.ts";
import { saidOf } from "./said-in-text.ts";

const ids = z.array(z.int().nonnegative()).min(1);

recordFormat({
  name: "tokens",
  description:
    "token ids with labels; the text is read with the model's tokenizer (tokenizer: tokenizer.json)",
  looks: 'records with "input_ids" and "labels"',
  fit: 0.97,
  settings: z.strictObject({
    tokenizer: z.string().optional().describe("The tokenizer.json of the model whose tokens these are"),
  }),
  shape: z.looseObject({ input_ids: ids, labels: z.array(z.int()).min(1) }),
  async dialogs({ input_ids: input, labels, ...row }, { id, source, settings }) {
    const { tokenizer } = settings;
    if (typeof tokenizer !== "string")
      throw new InvalidArgumentError(`${source}: token ids are not text without the model's tokenizer`, {
        hint: "Name it: --with tokenizer=path/to/tokenizer.json.",
      });
    const { decode } = await modelTokens(tokenizer);
    const said = saidOf(decode(input));
    if (said.length === 0)
      throw new DataFormatError("no marks of a chat template are in the text of these tokens", {
        source,
        hint: "Is this the tokenizer of the model that they were made for?",
      });
    const learned = labels.filter((label) => label >= 0).length;
    const { attention_mask: attended, ...others } = row;
    const whole = Array.isArray(attended) && attended.every((each) => each === 1);
    const annotations = {
      ...others,
      ...(whole ? {} : { attention_mask: attended }),
      tokens: input.length,
      learned,
    };
    return [{ id, ...saidDialog(said, { annotations }) }];
  },
});
