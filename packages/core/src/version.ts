/** Version of the `@sdialog` packages, which all share one. */
export const packageVersion = "0.1.0";

/** What the `@sdialog` packages run on, as their `engines` say it, and so what is made with them. */
export const supportedNode = "^20.19.0 || ^22.12.0 || >=23";

/** Written to the `version` key of every dialog and persona this library makes. */
export const version: string = `ts-${packageVersion}`;
