const palette = [
  { fill: "#dbeafe", border: "#1d4ed8" },
  { fill: "#fef3c7", border: "#b45309" },
  { fill: "#dcfce7", border: "#15803d" },
  { fill: "#fae8ff", border: "#a21caf" },
  { fill: "#ffe4e6", border: "#be123c" },
  { fill: "#e0f2fe", border: "#0e7490" },
] as const;

/** The colours of a role by its place among the roles; told apart with red-green blindness for the first two. */
export function roleColor(index: number): (typeof palette)[number] {
  return palette[Math.max(0, index) % palette.length] as (typeof palette)[number];
}
