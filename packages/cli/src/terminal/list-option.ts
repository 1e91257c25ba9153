/** Reads an option's value as a list separated by commas. */
export function listOption(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/**
 * The same for metrics. A criterion (`g-eval:The bot is brief, and polite`) keeps its commas: what follows one and is no
 * metric's name, having a space in it, goes on with the criterion.
 */
export function metricList(text: string): string[] {
  const names: string[] = [];
  for (const part of listOption(text)) {
    const last = names.at(-1);
    const goesOn = last?.includes(":") === true && /\s/.test(part) && !/^[\w-]+:/.test(part);
    if (goesOn) names[names.length - 1] = `${last}, ${part}`;
    else names.push(part);
  }
  return names;
}
