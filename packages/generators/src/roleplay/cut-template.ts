import type { Guard } from "@sdialog/agents";

const templateToken = /\[INST|### Human:|<\|im_start\|>/;

/** Cuts a message off where a chat template shows: there the model goes on as the other side. */
export function cutTemplate(): Guard {
  return {
    name: "cut-template",
    check(text) {
      const token = text.search(templateToken);
      if (token === -1) return { pass: true };
      const kept = text.slice(0, token).trim();
      return {
        pass: true,
        text: kept,
        fault: "double_turn",
        detail: "cut off at a token of a chat template",
      };
    },
  };
}
