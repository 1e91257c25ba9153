/** How the boxes of a role are filled and bordered, on white and where the page is dark. */
export interface RoleColor {
  readonly fill: string;
  readonly border: string;
  readonly darkFill: string;
  readonly darkBorder: string;
}

/** The colours of Okabe and Ito (2008), which people tell apart who see no red or no green, and tints of them. */
const palette: readonly RoleColor[] = [
  { fill: "#e3f1fa", border: "#0072b2", darkFill: "#12374d", darkBorder: "#56b4e9" },
  { fill: "#fdebdc", border: "#c25400", darkFill: "#4d2a0c", darkBorder: "#ff9248" },
  { fill: "#ddf4ec", border: "#00795a", darkFill: "#0d3f31", darkBorder: "#3fcf9e" },
  { fill: "#f7e6f3", border: "#aa4499", darkFill: "#45203f", darkBorder: "#e08bd0" },
  { fill: "#fbf2d5", border: "#8a6508", darkFill: "#443509", darkBorder: "#e6b93d" },
  { fill: "#e2f4f7", border: "#2b7f93", darkFill: "#123c46", darkBorder: "#7fd0e3" },
];

/** The colour of a role by its place among the roles. */
export function roleColor(index: number): RoleColor {
  return palette[Math.max(0, index) % palette.length] as RoleColor;
}
