import type { ComparisonData } from "@sdialog/evaluation";

/** What is drawn on white paper: text, quiet text, grid lines, the reference, and the edge of dots. */
export const ink = {
  text: "#1f2933",
  quiet: "#52606d",
  line: "#d9dee4",
  reference: "#616e7c",
  edge: "#fffffe",
} as const;

/**
 * Colours of the datasets by their place: those of Okabe and Ito (2008) that stand out from white, and then darker ones of Paul
 * Tol's muted scheme, which people tell apart who see no red or no green. Every picture names its datasets beside, so that colour is never alone.
 */
const series = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#aa4499",
  "#b8860b",
  "#3b9ab2",
  "#882255",
  "#332288",
  "#117733",
  "#7a4a21",
] as const;

/** The same colours where the page is dark. */
const inTheDark: Readonly<Record<string, string>> = {
  [ink.text]: "#e4e7eb",
  [ink.quiet]: "#9aa5b1",
  [ink.line]: "#3e4c59",
  [ink.reference]: "#9aa5b1",
  [ink.edge]: "#1b2128",
  "#0072b2": "#56b4e9",
  "#d55e00": "#ff9248",
  "#009e73": "#3fcf9e",
  "#aa4499": "#e08bd0",
  "#b8860b": "#e6b93d",
  "#3b9ab2": "#7fd0e3",
  "#882255": "#f2a0c0",
  "#332288": "#a9a2f0",
  "#117733": "#a5e08c",
  "#7a4a21": "#d8b08c",
};

/** The colour of each dataset by name; the reference is grey. */
export function colorsOf({
  datasets,
  reference,
}: Pick<ComparisonData, "datasets" | "reference">): ReadonlyMap<string, string> {
  const others = datasets.filter(({ name }) => name !== reference);
  return new Map(
    datasets.map(({ name }) => {
      const place = others.findIndex((other) => other.name === name);
      return [name, place === -1 ? ink.reference : (series[place % series.length] as string)];
    }),
  );
}

/** CSS that exchanges the colours inside the drawings of a page with the system's choice of light and dark. */
export const paletteStyle = Object.entries(inTheDark)
  .map(
    ([light, dark]) =>
      `svg [fill="${light}"] { fill: light-dark(${light}, ${dark}); } svg [stroke="${light}"] { stroke: light-dark(${light}, ${dark}); }`,
  )
  .join("\n");
