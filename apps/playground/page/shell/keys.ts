/** Keys that work wherever no text is being typed. */
export const keys: readonly { readonly key: string; readonly does: string }[] = [
  { key: "1 – 6", does: "open a view" },
  { key: "Space", does: "stage: begin, pause, go on" },
  { key: "n", does: "stage: next turn" },
  { key: "x", does: "stage: stop" },
  { key: "s", does: "stage: save" },
  { key: "1 – 5, 0", does: "library, with a dialogue open: rate it, take that back" },
  { key: "j, k", does: "library: next, previous dialogue" },
  { key: "p", does: "library: play, pause the recording" },
  { key: ", .", does: "library: hear the turn before, the next" },
  { key: "?", does: "show these keys" },
];
